/** Owns what the auditors of the demonstration say of themselves: skills, limits, days away. Invented, varied on purpose. */
import {
	type Absence,
	type AuditorSkills,
	type Language,
	USUAL_WEEKDAYS,
} from "../../app/domain/audit/auditor-profile";
import { inventedCooperative } from "./invented-cooperatives";
import { AUDITORS, type DemoAuditor } from "./people";

type Said = readonly [
	domains: string,
	sectors: string,
	limit: number | null,
	languages?: readonly Language[],
	weekdays?: readonly number[],
	department?: string,
];

/** In the order of AUDITORS; the home cooperative's sector is added to those named. The last one has said nothing yet. */
const SAID: readonly (Said | null)[] = [
	["JUR FIN ANC", "generaliste", 6, ["en"]],
	["RHU ACC", "generaliste", 5],
	["JUR RHU ACC", "generaliste culture", 4, ["es"]],
	["FIN ANC", "generaliste", 4],
	["ACC RHU ANC", "sap", 5, ["br"]],
	["JUR FIN", "agri_rural generaliste", 4, [], [1, 2, 4]],
	["FIN RHU", "generaliste", 4],
	["JUR ACC ANC", "generaliste batiment", 5],
	["RHU ACC", "sap", 3, [], [2, 3, 4]],
	["JUR FIN RHU", "batiment", 5],
	["JUR FIN RHU ACC ANC", "generaliste batiment sap", 8, ["en", "de"], USUAL_WEEKDAYS, "Rhône"],
	["FIN ANC ACC", "culture generaliste", 6, ["en"], USUAL_WEEKDAYS, "Paris"],
	["JUR RHU", "generaliste", 3],
	null,
];

export const DEMO_SKILLS: ReadonlyMap<DemoAuditor, AuditorSkills> = new Map(
	AUDITORS.flatMap((auditor, index) => {
		const said = SAID[index];
		if (!said) return [];
		const [domains, sectors, yearlyLimit, languages = [], weekdays = USUAL_WEEKDAYS, department = null] = said;
		const own = auditor.home === null ? [] : [inventedCooperative(auditor.home).sector];
		return [
			[
				auditor,
				{
					domains: domains.split(" "),
					sectors: [...new Set([...sectors.split(" "), ...own])],
					languages,
					department,
					yearlyLimit,
					weekdays,
				},
			],
		];
	}),
);

/** Absences ahead, by the number of the auditor in AUDITORS. */
export const DEMO_ABSENCES: readonly (readonly [auditor: number, Absence, note?: string])[] = [
	[0, { startsOn: "2026-12-21", endsOn: "2027-01-01", part: "day" }, "Fermeture de la CAE"],
	[0, { startsOn: "2027-01-13", endsOn: "2027-01-13", part: "afternoon" }],
	[1, { startsOn: "2027-02-08", endsOn: "2027-02-19", part: "day" }],
	[4, { startsOn: "2027-03-01", endsOn: "2027-06-30", part: "day" }],
	[6, { startsOn: "2026-12-18", endsOn: "2027-01-08", part: "day" }],
	[9, { startsOn: "2027-03-08", endsOn: "2027-03-12", part: "day" }],
	[10, { startsOn: "2027-04-26", endsOn: "2027-05-07", part: "day" }],
	[11, { startsOn: "2027-01-20", endsOn: "2027-01-20", part: "morning" }],
];
