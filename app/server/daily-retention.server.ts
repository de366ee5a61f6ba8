/** Owns the daily run of the retention rules inside the server: a minute after the start, then every day. */
import type { Database } from "~/db/client.server";
import { applyRetention } from "~/services/access/apply-retention.server";
import { log, logFailure } from "./log.server";

const USUAL = { first: 60_000, every: 86_400_000 };

export interface DailyRetention {
	/** No run starts any more; resolves once the one under way is done. */
	stop(): Promise<void>;
}

/** @param delays milliseconds before the first run, and between two */
export function startDailyRetention(
	db: Database,
	clock: () => Date = () => new Date(),
	delays: typeof USUAL = USUAL,
): DailyRetention {
	let timer: NodeJS.Timeout;
	let underWay: Promise<void> = Promise.resolve();
	let stopped = false;
	const plan = (delay: number) => {
		timer = setTimeout(() => {
			underWay = run(db, clock()).then(() => {
				if (!stopped) plan(delays.every);
			});
		}, delay);
		timer.unref();
	};
	plan(delays.first);
	return {
		async stop() {
			stopped = true;
			clearTimeout(timer);
			await underWay;
		},
	};
}

/** What goes wrong is written down, never thrown: the server goes on, and the next day tries again. */
async function run(db: Database, now: Date): Promise<void> {
	try {
		const { ran, counts, failures } = await applyRetention(db, now);
		if (failures.length > 0) log.error({ reference: "retention", counts, failures }, "retention failed in part");
		else if (ran) log.info({ reference: "retention", counts }, "retention applied");
	} catch (error) {
		logFailure({ reference: "retention" }, error);
	}
}
