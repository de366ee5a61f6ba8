/** Owns the daily run of the retention rules inside the server: a minute after the start, then every day. */
import type { Database } from "~/db/client.server";
import { applyRetention } from "~/services/access/apply-retention.server";
import { log, logFailure } from "./log.server";

const USUAL = { first: 60_000, every: 86_400_000 };

export interface DailyRetention {
	/** No run starts any more; resolves once the one under way is done. */
	stop(): Promise<void>;
}

/**
 * @param plan milliseconds before the first run, and between two; what else is done at each of them
 */
export function startDailyRetention(
	db: Database,
	clock: () => Date = () => new Date(),
	plan: Partial<typeof USUAL> & { readonly alongside?: (now: Date) => Promise<unknown> } = {},
): DailyRetention {
	let timer: NodeJS.Timeout;
	let underWay: Promise<void> = Promise.resolve();
	let stopped = false;
	const { first, every, alongside } = { ...USUAL, ...plan };
	const runAfter = (delay: number) => {
		timer = setTimeout(() => {
			underWay = run(db, clock(), alongside).then(() => {
				if (!stopped) runAfter(every);
			});
		}, delay);
		timer.unref();
	};
	runAfter(first);
	return {
		async stop() {
			stopped = true;
			clearTimeout(timer);
			await underWay;
		},
	};
}

/** What goes wrong is written down, never thrown: the server goes on, and the next day tries again. */
async function run(db: Database, now: Date, alongside?: (now: Date) => Promise<unknown>): Promise<void> {
	try {
		const { ran, counts, failures } = await applyRetention(db, now);
		if (failures.length > 0) log.error({ reference: "retention", counts, failures }, "retention failed in part");
		else if (ran) log.info({ reference: "retention", counts }, "retention applied");
		await alongside?.(now);
	} catch (error) {
		logFailure({ reference: "retention" }, error);
	}
}
