/** Every version of the référentiel, published or waiting, and where the files differ from what is served. */
import { authorise, type UseCase } from "../use-case.server";
import { surveyCriteria } from "./survey-criteria.server";

export async function getVersions({ db, actor, now }: UseCase, root: string) {
	authorise(actor, "standard.publish", null);
	const { published, waiting } = await surveyCriteria(db, root, now);
	return {
		published,
		waiting: waiting.map(({ code, version, parsed, refusal }) => ({
			code,
			version,
			refusal,
			publishedOn: parsed.ok ? parsed.value.publishedOn : null,
			criteria: parsed.ok ? parsed.value.criteria.length : null,
			problems: parsed.ok ? 0 : parsed.problems.length,
		})),
	};
}
