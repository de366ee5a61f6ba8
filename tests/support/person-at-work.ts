/** Owns a person who fills in a sheet as people do, by chance but from a seed: types, chooses, loses the network, reloads, settles conflicts. */
import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { Stage } from "./stage";

/** A save that the page was told is done. */
export interface Acknowledged {
	readonly key: string;
	readonly criterionId: string;
	/** Version it stood on. */
	readonly version: number;
	readonly choice: string;
	readonly reason: string;
	readonly comment: string;
}

export interface PersonAtWork {
	readonly name: string;
	readonly page: Page;
	readonly acknowledged: Acknowledged[];
	/** By criterion, the last comment typed and not given up for somebody else's. */
	readonly typed: Map<string, string>;
	readonly figures: { typed: number; chosen: number; cuts: number; reloads: number; conflicts: number; seen: number };
	/** Works until told to stop; resolves once the last gesture is done. */
	work(isOver: () => boolean): Promise<void>;
	/** Settles what is left, and waits until the page says that everything is saved. */
	finish(): Promise<void>;
}

interface Place {
	readonly stage: Stage;
	readonly sheet: string;
	readonly criteria: readonly string[];
}

/** Numbers of [0, 1[ from a seed: the same run again. */
export function chance(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

export async function openPerson(name: string, token: string, seed: number, place: Place): Promise<PersonAtWork> {
	const { stage, sheet, criteria } = place;
	const random = chance(seed);
	const page = await stage.visitor();
	const context = page.context();
	const acknowledged: Acknowledged[] = [];
	const typed = new Map<string, string>();
	const figures = { typed: 0, chosen: 0, cuts: 0, reloads: 0, conflicts: 0, seen: 0 };
	await context.addCookies([{ name: "label_session", value: token, url: stage.origin }]);
	await context.exposeBinding("noteAcknowledged", (_source, save: Acknowledged) => acknowledged.push(save));
	await context.addInitScript(noteSaves);
	await openSheet();

	async function openSheet(): Promise<void> {
		// The server may be starting again.
		for (;;) {
			const answer = await page.goto(sheet).catch(() => null);
			if (answer?.ok()) break;
			await wait(300);
		}
		await stage.alive(page);
	}

	const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
	/** A few criteria are everybody's. */
	const criterion = () => pick(random() < 0.5 ? criteria.slice(0, 4) : criteria);
	const comment = (id: string) => page.locator(`#${id}-commentaire`);
	const keep = async (id: string) => {
		typed.set(id, await comment(id).inputValue());
		figures.typed += 1;
	};

	async function settleConflicts(): Promise<void> {
		for (const id of await inConflict()) {
			const mine = random() < 0.5;
			const button = mine ? pick(["Garder ma réponse", "Ma réponse, avec les deux commentaires"]) : "Prendre la sienne";
			const panel = page.locator(`#${id} .notice`);
			const offered = panel.getByRole("button", { name: button });
			const pressed = await ((await offered.count()) ? offered : panel.getByRole("button").first())
				.click({ timeout: 3_000 })
				.then(() => true)
				.catch(() => false);
			if (!pressed) continue;
			figures.conflicts += 1;
			// What was given up is no longer to be found; what was kept is in the field.
			if (mine && typed.has(id)) typed.set(id, await comment(id).inputValue());
			else if (!mine) typed.delete(id);
		}
	}

	function inConflict(): Promise<string[]> {
		return page
			.locator("article.criterion:has(.notice .actions)")
			.evaluateAll((rows) => rows.map(({ id }) => id))
			.catch(() => []);
	}

	async function gesture(turn: number): Promise<void> {
		const id = criterion();
		const dice = random();
		const said = `${name}·${turn}`;
		if (dice < 0.3) {
			await comment(id).fill(said);
			await keep(id);
		} else if (dice < 0.5) {
			await comment(id).press("End");
			await comment(id).pressSequentially(` ${said}`, { delay: 15 });
			await keep(id);
		} else if (dice < 0.7) {
			await page.locator(`#${id} input[name=choice][value='${pick([0, 1, 2, 3])}']`).check();
			figures.chosen += 1;
		} else if (dice < 0.78) {
			await page.locator(`#${id} input[name=choice][value='notApplicable']`).check();
			await page.locator(`#${id}-motif`).fill(`Motif ${said}`);
			figures.chosen += 1;
		} else if (dice < 0.86) {
			figures.cuts += 1;
			await context.setOffline(true);
			await comment(id).fill(`${said} hors connexion`);
			await keep(id);
			await wait(300 + random() * 3_000);
			await context.setOffline(false);
		} else if (dice < 0.92) {
			figures.reloads += 1;
			await openSheet();
		}
		await wait(100 + random() * 900);
	}

	return {
		name,
		page,
		acknowledged,
		typed,
		figures,
		async work(isOver) {
			for (let turn = 1; !isOver(); turn++) {
				await settleConflicts();
				// A conflict that shows under the pointer moves what was aimed at.
				await gesture(turn).catch((error: Error) => {
					if (error.name !== "TimeoutError") throw error;
				});
				figures.seen += await page.getByText("Modifié à l’instant par").count();
			}
		},
		async finish() {
			await context.setOffline(false);
			const deadline = Date.now() + 180_000;
			for (;;) {
				await settleConflicts();
				const waiting = await page.evaluate(
					() =>
						document.querySelectorAll(".save-state-saving, .save-state-retrying, .save-state-conflict").length +
						Object.keys(localStorage).filter((key) => key.startsWith("label-cae:")).length,
				);
				if (waiting === 0) return;
				if (Date.now() > deadline) throw new Error(`${name}: ${waiting} answers still wait`);
				await wait(300);
			}
		},
	};
}

/** In the page: what the server acknowledged, as the page was told it. */
function noteSaves(): void {
	const send = window.fetch;
	const note = (window as unknown as { noteAcknowledged: (save: object) => void }).noteAcknowledged;
	window.fetch = async (input, init) => {
		const response = await send(input, init);
		if (response.status === 200 && String(input).endsWith("/reponses") && init?.body instanceof URLSearchParams) {
			const { version, ...save } = Object.fromEntries(init.body);
			note({ ...save, version: Number(version) });
		}
		return response;
	};
}
