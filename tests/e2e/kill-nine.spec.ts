/** Kill -9 the server while answers are being saved: whatever was acknowledged is there, and the next start works. SERVER_KILLS says how often. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "../support/stage";

const KILLS = Number(process.env.SERVER_KILLS ?? 4);
let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

describe("a server killed while saving", () => {
	it("loses nothing it acknowledged", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}/domaines/ACC`);
		const criteria = await page.locator("article.criterion").evaluateAll((rows) =>
			rows.map((row) => ({
				id: row.id,
				version: Number(row.querySelector<HTMLInputElement>('input[name="version"]')?.value),
			})),
		);
		const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
		const acknowledged = new Map<string, string>();
		let running = true;
		let sent = 0;

		/** One writer per criterion, saving as fast as it is answered; a lost answer is asked again with the same key. */
		const write = async (criterion: { id: string; version: number }) => {
			for (let turn = 0; running; turn++) {
				const comment = `${criterion.id} tour ${turn}`;
				const key = randomUUID();
				for (;;) {
					const answer = await fetch(`${stage.origin}/auto-evaluations/${id}/reponses`, {
						method: "POST",
						body: new URLSearchParams({
							criterionId: criterion.id,
							choice: "2",
							comment,
							version: String(criterion.version),
							key,
						}),
						headers: { Cookie: cookie, Origin: stage.origin, Accept: "application/json" },
						signal: AbortSignal.timeout(5_000),
					}).catch(() => null);
					if (answer?.status === 200) {
						const body = (await answer.json().catch(() => null)) as { value: { version: number } } | null;
						if (!body) continue;
						criterion.version = body.value.version;
						acknowledged.set(criterion.id, comment);
						sent += 1;
						break;
					}
					if (answer && answer.status < 500)
						throw new Error(`${criterion.id}: ${answer.status} ${await answer.text()}`);
					await new Promise((resolve) => setTimeout(resolve, 50));
				}
			}
		};
		const writers = criteria.slice(0, 8).map(write);
		for (let kill = 0; kill < KILLS; kill++) {
			await new Promise((resolve) => setTimeout(resolve, 150 + ((kill * 137) % 400)));
			await stage.killServer();
			await stage.restartServer();
		}
		running = false;
		await Promise.all(writers);

		await page.goto(`/auto-evaluations/${id}/domaines/ACC`);
		for (const [criterionId, comment] of acknowledged) {
			expect(await page.locator(`#${criterionId}-commentaire`).inputValue()).toBe(comment);
		}
		expect(acknowledged.size).toBe(8);
		expect(sent).toBeGreaterThan(KILLS);
		console.log(`${sent} saves acknowledged across ${KILLS} kills, 0 lost`);
	}, 300_000);
});
