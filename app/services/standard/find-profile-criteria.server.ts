/** « Quels critères pour ma CAE ? »: what the latest version asks of a profile, and why, by the rule of the assessment itself. */
import { inArray } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { type Actor, ownCooperatives } from "~/domain/access/roles";
import type { Profile, Standard } from "~/domain/standard/standard";
import { type AskedProfile, judgeCriteria, readWishedProfile } from "~/domain/standard/wished-profile";
import { termLabels } from "./find-version.server";
import { findLatestStandard } from "./get-standard.server";

export interface OwnProfile {
	readonly id: string;
	readonly name: string;
	readonly profile: Profile;
}

/**
 * Null before anything is published. Three queries at most.
 * @param actor the signed-in person, whose cooperatives' profiles are offered; of nobody else's, whatever is asked
 * @param asked null when nothing is asked yet: the first own cooperative's profile answers
 */
export async function findProfileCriteria(db: Database, actor: Actor | null, asked: AskedProfile | null) {
	const latest = await findLatestStandard(db);
	if (!latest) return null;
	const { standard } = latest;
	const own = actor ? await ownProfiles(db, actor) : [];
	const declared = asked === null ? own[0] : undefined;
	const wished = asked && readWishedProfile(standard, asked);
	const profile = declared?.profile ?? wished?.profile ?? null;
	const { version, publishedOn, sectors, activities, conditions } = standard;
	return {
		version,
		publishedOn,
		choices: { sectors, activities, conditions },
		own,
		declaredBy: declared?.name ?? null,
		profile,
		headcountRefused: wished?.headcountRefused ?? false,
		headcountAsked: asked?.headcount ?? null,
		terms: termLabels(standard),
		total: standard.criteria.length,
		domains: profile && judgedByDomain(standard, profile),
	};
}

function judgedByDomain(standard: Standard, profile: Profile) {
	const judged = judgeCriteria(standard, profile).map(({ criterion, verdict }) => ({
		id: criterion.id,
		title: criterion.title,
		kind: criterion.kind,
		blocking: criterion.blocking,
		domain: criterion.domain,
		applicability: criterion.applicability,
		verdict,
	}));
	return standard.domains.map(({ code, title }) => ({
		code,
		title,
		criteria: judged.filter(({ domain }) => domain === code),
	}));
}

/** An open page reads as the owner of the database: only the cooperatives the person's own roles name. */
async function ownProfiles(db: Database, actor: Actor): Promise<readonly OwnProfile[]> {
	const ids = ownCooperatives(actor);
	if (ids.length === 0) return [];
	return db
		.select({ id: cooperatives.id, name: cooperatives.name, profile: cooperatives.profile })
		.from(cooperatives)
		.where(inArray(cooperatives.id, [...ids]))
		.orderBy(cooperatives.name);
}
