/** One version on its way to publication: what is wrong, what it changes, what it would do to the files already sent. */
import type { Database } from "~/db/client.server";
import { compareStandards } from "~/domain/standard/compare-standards";
import { formatProblem } from "~/domain/standard/problem";
import type { Standard } from "~/domain/standard/standard";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { listStandards } from "./get-standard.server";
import { surveyCriteria } from "./survey-criteria.server";
import { type NetworkTrial, tryVersion } from "./try-version.server";

const PROBLEMS_SHOWN = 100;

/** @param tried whether to try it on the last file of every cooperative: a long read */
export async function getPublication({ db, actor, now }: UseCase, root: string, version: string, tried: boolean) {
	authorise(actor, "standard.publish", null);
	const { published, waiting } = await surveyCriteria(db, root, now);
	const done = published.find((one) => one.version === version);
	if (done) return { state: "published" as const, ...done };
	const found = waiting.find((one) => one.version === version);
	if (!found) throw new NotFoundError(`version ${version}`);
	const { code, contentHash, parsed, refusal } = found;
	const problems = parsed.ok ? [] : parsed.problems.map(formatProblem);
	const next = parsed.ok && refusal !== "OLDER" && refusal !== "PREVIOUS_WAITING" ? parsed.value : null;
	const previous = next && (await findPrevious(db, next));
	const trial: NetworkTrial | null = tried && next && previous ? await tryVersion(db, next, now) : null;
	return {
		state: "waiting" as const,
		code,
		version,
		contentHash,
		refusal,
		problems: problems.slice(0, PROBLEMS_SHOWN),
		problemCount: problems.length,
		publishedOn: parsed.ok ? parsed.value.publishedOn : null,
		criteria: parsed.ok ? parsed.value.criteria.length : null,
		comparison: next && previous ? compareStandards([previous, next]) : null,
		trial,
	};
}

async function findPrevious(db: Database, { code, previous }: Standard): Promise<Standard | null> {
	if (previous === undefined) return null;
	const all = await listStandards(db);
	return all.find(({ standard }) => standard.code === code && standard.version === previous)?.standard ?? null;
}
