/** Owns what the server says of `criteria/` when it starts. A file that was changed or is wrong never stops it. */
import type { Database } from "~/db/client.server";
import { findLatestStandard } from "~/services/standard/get-standard.server";
import { publishCriteria } from "~/services/standard/publish-criteria.server";
import type { CriteriaSurvey, PublishedVersion, WaitingVersion } from "~/services/standard/survey-criteria.server";

/** Publishes the first versions of an empty platform. French sentences, for the console: nothing when all is as published. */
export async function settleCriteria(db: Database, root: string): Promise<readonly string[]> {
	try {
		return criteriaNotices(await publishCriteria(db, root, new Date()));
	} catch (error) {
		const code = isFileError(error) ? error.code : null;
		if (code === null || !(await findLatestStandard(db))) throw error;
		return [`Le dossier criteria/ ne peut pas être lu (${code}) : le référentiel publié reste servi.`];
	}
}

function criteriaNotices({ published, waiting }: CriteriaSurvey): readonly string[] {
	return [...published.flatMap(changedNotices), ...waiting.map(waitingNotice)];
}

function changedNotices({ code, version, differences }: PublishedVersion): readonly string[] {
	return differences.map(({ file, kind, line }) => {
		const what =
			kind === "changed" ? `${file}, ligne ${line}, diffère` : `${file} ${kind === "added" ? "est en trop" : "manque"}`;
		return (
			`La version ${version} du référentiel ${code} est publiée et ne change plus, or ${what} : le texte publié reste servi. ` +
			"Rétablissez ce fichier, ou donnez un nouveau numéro de version à vos modifications."
		);
	});
}

function waitingNotice({ code, version, parsed }: WaitingVersion): string {
	const [first] = parsed.ok ? [] : parsed.problems;
	if (!first) {
		return `La version ${version} du référentiel ${code} attend d’être publiée par l’équipe nationale (/referentiel/versions).`;
	}
	return (
		`La version ${version} du référentiel ${code} attend, avec un problème au moins : ${first.file}:${first.line} ${first.message}. ` +
		"Lancez « npm run criteria:check »."
	);
}

function isFileError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
	return error instanceof Error && "syscall" in error && "path" in error && "code" in error;
}
