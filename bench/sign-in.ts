/** Does the time of a refused sign-in tell whether an account exists? Medians of interleaved tries, evaluated and held back. */
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Database, openDatabase } from "../app/db/client.server";
import { throttleRule } from "../app/domain/access/throttling";
import { createUser } from "../app/services/access/create-user.server";
import { createSecrets } from "../app/services/access/secrets.server";
import { signIn } from "../app/services/access/sign-in.server";

/** Known over unknown: outside of these, the time would tell. */
export const EVEN = { lowest: 0.8, highest: 1.25 } as const;
const ADDRESSES = 5;

export interface SignInTimes {
	/** Median milliseconds of a refused try. */
	readonly known: number;
	readonly unknown: number;
	readonly ratio: number;
	readonly tries: number;
}

/** Tries a wrong password on addresses with and without an account, in turn: examined ones, then ones held back. */
export async function measureSignIn(db: Database): Promise<{ evaluated: SignInTimes; throttled: SignInTimes }> {
	const now = new Date();
	const secrets = createSecrets(randomBytes(32));
	const addresses = (kind: string) => Array.from({ length: ADDRESSES }, () => `${kind}-${randomUUID()}@bench.example`);
	const known = addresses("known");
	const unknown = addresses("other");
	for (const email of known) {
		const user = { email, name: "Mesure", password: "sept hiboux sous un tilleul", grants: [] };
		const created = await createUser(db, user, now);
		if (!created.ok) throw new Error(created.reason);
	}
	const time = async (email: string, expected: "WRONG" | "THROTTLED") => {
		const arrival = { now, network: email, device: "", reference: "bench" };
		const started = performance.now();
		const result = await signIn({ db, secrets, arrival, deviceTokens: [] }, { email, password: "une autre phrase" });
		const elapsed = performance.now() - started;
		if (result.ok || result.reason !== expected) throw new Error(`expected ${expected}`);
		return elapsed;
	};
	const run = async (expected: "WRONG" | "THROTTLED"): Promise<SignInTimes> => {
		const times = { known: [] as number[], unknown: [] as number[] };
		for (let round = 0; round < throttleRule("signInAccount").tries; round++) {
			for (let place = 0; place < ADDRESSES; place++) {
				const [one = "", other = ""] = [known[place], unknown[place]];
				// In turn, so that neither is always the first after a pause.
				if (round % 2 === 0) times.known.push(await time(one, expected));
				times.unknown.push(await time(other, expected));
				if (round % 2 === 1) times.known.push(await time(one, expected));
			}
		}
		const [a, b] = [median(times.known), median(times.unknown)];
		return { known: a, unknown: b, ratio: a / b, tries: times.known.length };
	};
	return { evaluated: await run("WRONG"), throttled: await run("THROTTLED") };
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
	return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** Prints the medians on an embedded database of its own; false when the time would tell. */
export async function benchSignIn(): Promise<boolean> {
	const folder = await mkdtemp(path.join(os.tmpdir(), "label-cae-bench-"));
	const open = await openDatabase({ engine: "pglite", dataDir: folder, migrations: path.resolve("drizzle") });
	try {
		const { evaluated, throttled } = await measureSignIn(open.db);
		for (const [what, { known, unknown, ratio, tries }] of [
			["examinés", evaluated],
			["retenus", throttled],
		] as const) {
			const medians = `${known.toFixed(2)} ms avec un compte, ${unknown.toFixed(2)} ms sans`;
			console.log(`Essais ${what} : ${medians} (rapport ${ratio.toFixed(3)}, ${tries} essais de chaque)`);
		}
		return evaluated.ratio >= EVEN.lowest && evaluated.ratio <= EVEN.highest;
	} finally {
		await open.close();
		await rm(folder, { recursive: true, force: true });
	}
}
