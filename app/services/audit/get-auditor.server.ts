/** One auditor as they and the national team see them: what they know, when they are away, their year.. */
import { and, asc, eq, gte, or } from "drizzle-orm";
import { users } from "~/db/schema/access.server";
import { auditorProfiles, audits } from "~/db/schema/audit.server";
import { absenceNotes, auditorAbsences, auditorSkills } from "~/db/schema/auditor.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { can } from "~/domain/access/can";
import { accreditationStanding, UNSAID, visitsOfYear } from "~/domain/audit/auditor-profile";
import { dayInParis, yearInParis } from "~/domain/calendar-day";
import { findLatestStandard } from "../standard/get-standard.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";

export async function getAuditor({ db, actor, now }: UseCase, userId: string) {
	authorise(actor, "auditor.profile", { userId });
	if (!isUuid(userId)) throw new NotFoundError(userId);
	const today = dayInParis(now);
	const [row] = await db
		.select({
			name: users.name,
			erasedAt: users.erasedAt,
			accreditation: auditorProfiles,
			homeName: cooperatives.name,
			homeDepartment: cooperatives.department,
			skills: auditorSkills,
		})
		.from(users)
		.leftJoin(auditorProfiles, eq(auditorProfiles.userId, users.id))
		.leftJoin(cooperatives, eq(cooperatives.id, auditorProfiles.homeCooperativeId))
		.leftJoin(auditorSkills, eq(auditorSkills.userId, users.id))
		.where(eq(users.id, userId));
	const isOwn = userId === actor.userId;
	// Anybody else in this place has no profile to speak of: they are in the list of people.
	if (!row || row.erasedAt || (!row.accreditation && !isOwn)) throw new NotFoundError(userId);
	const absences = await db
		.select({
			id: auditorAbsences.id,
			startsOn: auditorAbsences.startsOn,
			endsOn: auditorAbsences.endsOn,
			part: auditorAbsences.part,
			note: absenceNotes.text,
		})
		.from(auditorAbsences)
		.leftJoin(absenceNotes, and(eq(absenceNotes.absenceId, auditorAbsences.id), eq(absenceNotes.userId, actor.userId)))
		.where(and(eq(auditorAbsences.userId, userId), gte(auditorAbsences.endsOn, today)))
		.orderBy(asc(auditorAbsences.startsOn), asc(auditorAbsences.id));
	const visits = await db
		.select({ startsOn: audits.startsOn, status: audits.status })
		.from(audits)
		.where(or(eq(audits.leadAuditorId, userId), eq(audits.secondAuditorId, userId)));
	const published = await findLatestStandard(db);
	const year = yearInParis(now);
	const thisYear = visitsOfYear(visits, year);
	return {
		userId,
		name: row.name,
		isOwn,
		mayAccredit: can(actor, "auditor.accredit", null),
		today,
		accreditation: row.accreditation && {
			accreditedFrom: row.accreditation.accreditedFrom,
			accreditedUntil: row.accreditation.accreditedUntil,
			standing: accreditationStanding(row.accreditation, thisYear, today),
		},
		homeName: row.homeName,
		homeDepartment: row.homeDepartment,
		skills: row.skills ?? UNSAID,
		version: row.skills?.version ?? 0,
		absences,
		load: { year, thisYear, nextYear: visitsOfYear(visits, year + 1) },
		choices: {
			domains: published?.standard.domains.map(({ code, title }) => ({ code, title })) ?? [],
			sectors: published?.standard.sectors.map(({ code, label }) => ({ code, label })) ?? [],
		},
	};
}
