/** What a person finds on arriving, for each of their roles. */

import { can } from "~/domain/access/can";
import { holds } from "~/domain/access/roles";
import { yearInParis } from "~/domain/calendar-day";
import { readOverview } from "../assessment/get-overview.server";
import { listOwnAssessments } from "../assessment/list-assessments.server";
import { getScheduleForm } from "../audit/get-schedule-form.server";
import { listAudits } from "../audit/list-audits.server";
import { getKeyFigures } from "../network/get-key-figures.server";
import { readTeamwork } from "../plan/read-teamwork.server";
import { findLatestStandard } from "../standard/get-standard.server";
import { listReadableVersions } from "../standard/list-readable-versions.server";
import { authorise, type UseCase } from "../use-case.server";

/** @param root where `criteria/` is */
export async function getHome(useCase: UseCase, root: string) {
	const { actor, db, now } = useCase;
	const own = await listOwnAssessments(useCase);
	const figures = can(actor, "network.read", null) ? await getKeyFigures(db, String(yearInParis(now))) : null;
	const follows = holds(actor, "committee") || holds(actor, "board");
	return {
		name: actor.name,
		own: await Promise.all(own.cooperatives.map((cooperative) => homeOf(useCase, cooperative, own.campaign))),
		visits: holds(actor, "auditor") ? (await listAudits(useCase)).open : null,
		figures: figures?.ok ? figures.value : null,
		waiting: can(actor, "audit.schedule", null) ? await waiting(useCase) : null,
		changes: follows ? await latestChanges(db) : null,
		drafts: follows ? await drafts(useCase, root) : [],
		publishes: can(actor, "standard.publish", null),
	};
}

/** The version in force, when it follows another: whoever recommends a label reads what it asks now. */
async function latestChanges(db: UseCase["db"]) {
	const latest = await findLatestStandard(db);
	if (latest?.standard.previous === undefined) return null;
	const { version, previous, publishedOn } = latest.standard;
	return { version, previous, publishedOn };
}

/** Versions that wait: the committee and the board read them before they are published. */
async function drafts({ actor, db, now }: UseCase, root: string) {
	authorise(actor, "standard.preview", null);
	return (await listReadableVersions(db, root, now)).flatMap(({ standard: { version, previous, publishedOn } }) =>
		previous === undefined ? [] : [{ version, previous, publishedOn }],
	);
}

type Own = Awaited<ReturnType<typeof listOwnAssessments>>;

async function homeOf(useCase: UseCase, cooperative: Own["cooperatives"][number], campaign: Own["campaign"]) {
	const current = cooperative.assessments.find(({ year }) => year === campaign?.year);
	const read = current ? await readOverview(useCase, current.id) : null;
	const teamwork = read && (await readTeamwork(useCase, read.loaded, read.recorded));
	return {
		cooperative: { id: cooperative.id, name: cooperative.name, mayOpen: cooperative.mayOpen },
		campaign,
		overview: read?.overview ?? null,
		contributors: teamwork?.contributors ?? [],
		/** The person's own, the first to do. */
		tasks: { total: teamwork?.tasks.length ?? 0, first: teamwork?.tasks.slice(0, 3) ?? [] },
		mentions: cooperative.mentions,
	};
}

/** This year's submitted assessments that wait for an audit, the first ones of the queue. */
async function waiting(useCase: UseCase) {
	const form = await getScheduleForm(useCase, { assessmentId: null, kind: null, startsOn: null, endsOn: null });
	const assessments = form.assessments.filter(({ year }) => year === yearInParis(useCase.now));
	return { total: assessments.length, first: assessments.slice(0, 6) };
}
