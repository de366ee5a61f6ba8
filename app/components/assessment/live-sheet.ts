/**
 * Owns the line between a sheet and what others do on the same draft: listens while the page is seen, and asks for the
 * answers it lacks each time something may have been missed. Without it, or when it is cut, the sheet works as it did.
 */
import type { TheirAnswer } from "./answer-outbox";
import { choiceOf } from "./answer-transport";

export interface HeardAnswer extends TheirAnswer {
	readonly criterionId: string;
	readonly toConfirm: boolean;
}

/** One criterion of the page. */
export interface FollowedCriterion {
	/** Version of the answer it shows. */
	readonly version: () => number;
	readonly hear: (theirs: HeardAnswer) => void;
}

export interface PersonAtWork {
	readonly name: string;
	readonly domain: string;
	readonly criterionId: string | null;
}

export interface LiveLine {
	/** The person is now in that criterion. */
	move(criterionId: string | null): void;
	/** Something newer than what the page shows is known to be there. */
	look(): void;
	stop(): void;
}

interface LiveOptions {
	readonly url: string;
	/** Random: tells this page from the others. */
	readonly page: string;
	readonly criteria: ReadonlyMap<string, FollowedCriterion>;
	readonly onPeople: (people: readonly PersonAtWork[]) => void;
}

/** Several answers saved together are asked for together. */
const TOGETHER_MS = 250;
/** One's own save is acknowledged before it is wondered at. */
const OWN_SAVE_MS = 3_000;
const MOVE_MS = 400;
const BACK_MS = [2_000, 5_000, 10_000, 30_000];

export function openLiveLine({ url, page, criteria, onPeople }: LiveOptions): LiveLine {
	let source: EventSource | null = null;
	let ask: ReturnType<typeof setTimeout> | undefined;
	let back: ReturnType<typeof setTimeout> | undefined;
	let moving: ReturnType<typeof setTimeout> | undefined;
	let failures = 0;
	let place: string | null = null;
	let told: string | null = null;

	function open(): void {
		close();
		if (document.hidden || typeof EventSource === "undefined") return;
		const opened = new EventSource(`${url}?page=${page}`);
		source = opened;
		opened.addEventListener("ready", () => {
			failures = 0;
			told = null;
			askSoon(0);
			tell();
		});
		opened.addEventListener("edit", ({ data }: MessageEvent<string>) => {
			const { criterionId, version, mine } = JSON.parse(data);
			const isNews = () => version > (criteria.get(criterionId)?.version() ?? version);
			if (!isNews()) return;
			if (mine) setTimeout(() => isNews() && askSoon(0), OWN_SAVE_MS);
			else askSoon(TOGETHER_MS);
		});
		opened.addEventListener("people", ({ data }: MessageEvent<string>) => onPeople(JSON.parse(data).people));
		// Told why: the session, the rights, or too many pages. It comes back when the page is seen again.
		opened.addEventListener("end", close);
		opened.onerror = () => {
			onPeople([]);
			// A line that was cut comes back by itself; one that was refused does not.
			if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
			source = null;
			back = setTimeout(comeBack, backAfter(failures));
			failures += 1;
		};
	}

	/** Refused for good, or only for now: the same address says which. */
	async function comeBack(): Promise<void> {
		const status = await lookUp();
		if (status === 200 || isForNow(status)) open();
	}

	function askSoon(ms: number, tries = 0): void {
		clearTimeout(ask);
		ask = setTimeout(async () => {
			// Heard while the network was going: it is asked again until somebody answers.
			if (isForNow(await lookUp()) && source) askSoon(backAfter(tries), tries + 1);
		}, ms);
	}

	/** Asks for the answers that the page lacks. Returns the status; 503 when nobody answers. */
	async function lookUp(): Promise<number> {
		const seen = [...criteria].map(([id, one]) => `${id}:${one.version()}`).join();
		try {
			const response = await fetch(`${url}?${new URLSearchParams({ vus: seen })}`, {
				headers: { Accept: "application/json" },
				signal: AbortSignal.timeout(15_000),
			});
			if (!response.ok) return response.status;
			const { answers } = (await response.json()) as { answers: readonly SentAnswer[] };
			for (const { by, level, notApplicable, toConfirm = false, ...answer } of answers) {
				criteria.get(answer.criterionId)?.hear({
					...answer,
					choice: choiceOf({ level, notApplicable }),
					toConfirm,
					by: by ?? "quelqu’un",
				});
			}
			return 200;
		} catch {
			return 503;
		}
	}

	function tell(): void {
		clearTimeout(moving);
		if (place === told) return;
		moving = setTimeout(() => {
			told = place;
			const body = new URLSearchParams({ page, critere: place ?? "" });
			fetch(url, { method: "POST", headers: { Accept: "application/json" }, body }).catch(() => undefined);
		}, MOVE_MS);
	}

	function close(): void {
		source?.close();
		source = null;
		for (const timer of [ask, back, moving]) clearTimeout(timer);
		onPeople([]);
	}

	const askNow = () => {
		if (source) askSoon(0);
	};
	document.addEventListener("visibilitychange", open);
	window.addEventListener("online", askNow);
	window.addEventListener("pageshow", showAgain);
	window.addEventListener("pagehide", close);
	function showAgain(event: PageTransitionEvent): void {
		if (event.persisted) open();
	}
	open();

	return {
		move(criterionId) {
			place = criterionId;
			if (source) tell();
		},
		look: askNow,
		stop() {
			close();
			document.removeEventListener("visibilitychange", open);
			window.removeEventListener("online", askNow);
			window.removeEventListener("pageshow", showAgain);
			window.removeEventListener("pagehide", close);
		},
	};
}

function backAfter(failures: number): number {
	return BACK_MS[Math.min(failures, BACK_MS.length - 1)] ?? 0;
}

function isForNow(status: number): boolean {
	return status >= 500 || status === 429;
}

interface SentAnswer {
	readonly criterionId: string;
	readonly level: number | null;
	readonly notApplicable: boolean;
	readonly reason: string;
	readonly comment: string;
	readonly version: number;
	readonly toConfirm?: boolean;
	readonly by: string | null;
	readonly at: string;
}
