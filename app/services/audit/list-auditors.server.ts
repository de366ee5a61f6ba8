/** Every auditor with what they cover, their load of the year and how their accreditation stands: the national team's. */
import { accreditationStanding, visitsOfYear } from "~/domain/audit/auditor-profile";
import { dayInParis, yearInParis } from "~/domain/calendar-day";
import { findLatestStandard } from "../standard/get-standard.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadAuditorFacts } from "./load-auditor-facts.server";

export async function listAuditors({ db, actor, now }: UseCase) {
	authorise(actor, "auditor.list", null);
	const auditors = await loadAuditorFacts(db, now);
	const published = await findLatestStandard(db);
	const today = dayInParis(now);
	const year = yearInParis(now);
	return {
		year,
		domains: published?.standard.domains.map(({ code, title }) => ({ code, title })) ?? [],
		sectors: Object.fromEntries(published?.standard.sectors.map(({ code, label }) => [code, label]) ?? []),
		auditors: auditors.map(({ visits, absences, home, skills, ...auditor }) => {
			const thisYear = visitsOfYear(visits, year);
			return {
				userId: auditor.userId,
				name: auditor.name,
				homeName: home?.name ?? null,
				region: auditor.region,
				accreditedFrom: auditor.accreditedFrom,
				accreditedUntil: auditor.accreditedUntil,
				standing: accreditationStanding(auditor, thisYear, today),
				hasSaid: auditor.hasSaid,
				domains: skills.domains,
				sectors: skills.sectors,
				yearlyLimit: skills.yearlyLimit,
				thisYear,
				nextYear: visitsOfYear(visits, year + 1),
				away: absences.some((absence) => absence.startsOn <= today && today <= absence.endsOn),
			};
		}),
	};
}
