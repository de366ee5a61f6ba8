/** Owns the whole demonstration network as rows ready to insert. Pure: no database, no clock, no chance. */
import type { PublishedStandard } from "../../app/services/standard/get-standard.server";
import { buildDates } from "./agreed-dates";
import { type BuiltAssessment, buildAssessments, cooperativeId } from "./assessments";
import { INVENTED_ACCOMPANIMENTS } from "./audit-teams";
import { type BuiltAudit, buildAudits } from "./audits";
import { CAMPAIGN_YEARS } from "./calendar";
import { uuidOf } from "./deterministic";
import { INVENTED_COOPERATIVES } from "./invented-cooperatives";
import { heldMeetings } from "./meetings";
import { NAMED_ACCOMPANIED, NAMED_ACCOMPANIMENTS, NAMED_COOPERATIVES } from "./named-cooperatives";
import type { DrawnPiece } from "./pieces";
import { buildPreparation } from "./preparation";
import { buildReplies } from "./replies";
import { type DrawnPhoto, takenPhotos } from "./visit-photos";

/** The référentiel each campaign is pinned to. */
export type StandardOf = (year: number) => PublishedStandard;

/** Rows came to be on this day, as far as the database tells. */
const REGISTERED_AT = new Date("2022-01-10T08:00:00Z");

export function buildNetwork(
	standardOf: StandardOf,
	pieces: readonly DrawnPiece[] = [],
	photos: readonly DrawnPhoto[] = [],
) {
	const assessments = INVENTED_COOPERATIVES.flatMap((cooperative) => buildAssessments(cooperative, standardOf, pieces));
	const audits: readonly BuiltAudit[] = buildAudits(assessments);
	return {
		cooperatives: [...namedRows(), ...inventedRows()],
		accompaniments: accompanimentRows(),
		campaigns: CAMPAIGN_YEARS.map((year) => ({
			id: campaignId(year),
			year,
			standardVersionId: standardOf(year).id,
			opensOn: `${year}-01-16`,
			closesOn: `${year}-12-31`,
		})),
		assessments: assessments as readonly BuiltAssessment[],
		pieces,
		audits,
		preparation: buildPreparation(audits, assessments),
		dates: buildDates(audits, assessments),
		replies: buildReplies(audits),
		meetings: heldMeetings(audits),
		photos: takenPhotos(audits, photos),
	};
}
export type DemoNetwork = ReturnType<typeof buildNetwork>;

export function campaignId(year: number): string {
	return uuidOf("campaign", year);
}

function namedRows() {
	return NAMED_COOPERATIVES.map(({ code, name, statedSector, region, department, memberSince }) => ({
		id: cooperativeId(code),
		code,
		name,
		siren: null,
		legalForm: null,
		region: region ?? null,
		regionalAssociation: null,
		department: department ?? null,
		mainSector: statedSector ?? null,
		profile: { sectors: [] as string[], activities: [] as string[], headcount: 0, conditions: [] as string[] },
		enrolledOn: null,
		memberSince: memberSince ?? null,
		memberUntil: null,
		fictional: false,
		createdAt: REGISTERED_AT,
	}));
}

function inventedRows() {
	return INVENTED_COOPERATIVES.map(({ code, name, legalForm, place, sector, profile, enrolledOn, memberSince }) => ({
		id: cooperativeId(code),
		code,
		name,
		siren: null,
		legalForm,
		region: place.region,
		regionalAssociation: place.regionalAssociation,
		department: place.department,
		mainSector: sector,
		profile: {
			sectors: [...profile.sectors],
			activities: [...profile.activities],
			headcount: profile.headcount,
			conditions: [...profile.conditions],
		},
		enrolledOn,
		memberSince,
		memberUntil: null,
		fictional: true,
		createdAt: REGISTERED_AT,
	}));
}

function accompanimentRows() {
	const named = NAMED_ACCOMPANIMENTS.map(
		([supporter, beneficiary]) =>
			[supporter, beneficiary, NAMED_ACCOMPANIED.startedOn, NAMED_ACCOMPANIED.endedOn] as const,
	);
	return [...named, ...INVENTED_ACCOMPANIMENTS].map(([supporter, beneficiary, startedOn, endedOn]) => ({
		id: uuidOf("accompaniment", supporter, beneficiary),
		supporterId: cooperativeId(supporter),
		beneficiaryId: cooperativeId(beneficiary),
		startedOn,
		endedOn,
	}));
}
