/**
 * Owns the world of the access tests: two cooperatives alike, `own` and `other`, with a marked text in every kind of thing
 * that only some may read, and one person per role. The auditor visits `own` alone; the manager and the contributor are of
 * `own`; the others see the network.
 */

import { createHash, randomBytes, randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { invitations, passkeys, roleGrants, sessions, users } from "~/db/schema/access.server";
import { answers, assessments } from "~/db/schema/assessment.server";
import { auditObservations, auditorProfiles, audits } from "~/db/schema/audit.server";
import { absenceNotes, auditorAbsences } from "~/db/schema/auditor.server";
import { cooperativeHeadcounts, cooperatives } from "~/db/schema/cooperative.server";
import { labelDecisions } from "~/db/schema/decision.server";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { auditFindingEdits, auditReplies, correctivePlans, nonConformities } from "~/db/schema/finding.server";
import { journalEntries } from "~/db/schema/journal.server";
import { auditChallenges } from "~/db/schema/mission.server";
import { assignments, plannedActions } from "~/db/schema/plan.server";
import { auditPlanSendings, auditPlans, auditSamples, evidenceDemands } from "~/db/schema/preparation.server";
import { programmeLines } from "~/db/schema/programme.server";
import { criterionReports, standardVersions } from "~/db/schema/standard.server";
import { threadMessages, threads } from "~/db/schema/thread.server";
import { auditMeetings, auditPhotos } from "~/db/schema/visit.server";
import { auditRequests } from "~/db/schema/visit-dates.server";
import { atomically } from "~/db/transaction.server";
import type { Role } from "~/domain/access/roles";
import type { AuditStatus } from "~/domain/audit/audit-life";
import { applicableCriteria } from "~/domain/standard/applicability";
import { hashToken } from "~/services/access/secrets.server";
import { loadAnswerRows } from "~/services/assessment/load-assessment.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";
import { freezeDraft, upgradeFingerprint } from "~/services/assessment/upgrade-snapshot";
import { loadLinkRows } from "~/services/evidence/link-rows.server";
import { getStandard, type PublishedStandard } from "~/services/standard/get-standard.server";
import { leadTo, lifeOf } from "../support/audit-life";
import { as, createCampaign, PROFILE, publishStandards, SIGNED } from "../support/world";

export const SIDES = ["own", "other"] as const;
export type Side = (typeof SIDES)[number];

/** What only some may read. */
export const KINDS = [
	"identity",
	"draft answer",
	"sent answer",
	"answer of a cancelled visit",
	"place of a visit",
	"note of an open visit",
	"note of a closed visit",
	"note of a cancelled visit",
	"reason of a decision",
	"member's name",
	"member's address",
	"invited address",
	"journal of the draft",
	"journal of an open visit",
	"journal of a closed visit",
	"journal of a cancelled visit",
	"department",
	"words of a report",
	"note of an assignment",
	"words of an action",
	"piece of a draft",
	"confidential piece",
	"cited piece",
	"cited confidential piece",
	"message of a thread",
	"reason of an absence",
	"words of a finding",
	"reply to a report",
	"words of a plan",
	"words of a request",
	"words of a sample",
	"plan being written",
	"plan as sent",
	"evidence asked for",
	"words of a challenge",
	"words of a meeting",
] as const;
export type Kind = (typeof KINDS)[number];

export const PERSONS = [
	"manager",
	"contributor",
	"auditor",
	"committee",
	"board",
	"network",
	"admin",
	"nobody",
] as const;
export type Person = (typeof PERSONS)[number];

const MARKED = {
	open: { note: "note of an open visit", journal: "journal of an open visit" },
	closed: { note: "note of a closed visit", journal: "journal of a closed visit" },
	cancelled: { note: "note of a cancelled visit", journal: "journal of a cancelled visit" },
} as const satisfies Record<string, { note: Kind; journal: Kind }>;

/** The years of the assessments, and what stands in each. */
const VISITS = [
	{ year: 2025, status: "planned" },
	{ year: 2024, status: "inProgress" },
	{ year: 2023, status: "closed" },
	{ year: 2022, status: "cancelled" },
	{ year: 2020, status: "rightOfReply" },
] as const satisfies readonly { year: number; status: AuditStatus }[];

/** Year of the draft that was left on an older version of the référentiel. */
const OLDER_YEAR = 2021;

export interface PieceIds {
	/** Attached to the draft. */
	readonly draft: string;
	readonly confidential: string;
	/** Attached to the assessment whose visit is closed. */
	readonly cited: string;
	readonly citedConfidential: string;
}

export interface CooperativeIds {
	readonly cooperativeId: string;
	readonly draftId: string;
	/** A draft on an older version of the référentiel, and what confirms its move to the latest. */
	readonly olderDraftId: string;
	readonly upgradeFingerprint: string;
	/** By status of their visit. */
	readonly sent: Readonly<Record<AuditStatus, string>>;
	readonly audits: Readonly<Record<AuditStatus, string>>;
	readonly memberId: string;
	readonly memberGrantId: string;
	readonly invitationId: string;
	readonly pieces: PieceIds;
	/** Who visits it, and a day on which they are away. */
	readonly auditorId: string;
	readonly absenceId: string;
	/** Of the visit under way. */
	readonly photoId: string;
	/** Of the member, planned from the draft. */
	readonly actionId: string;
	/** Of the closed visit: it waits for a plan. */
	readonly nonConformityId: string;
	/** Of the visit under way: it waits for an answer. */
	readonly demandId: string;
	readonly markers: Readonly<Record<Kind, string>>;
}

export interface AccessWorld {
	readonly sides: Readonly<Record<Side, CooperativeIds>>;
	readonly persons: Readonly<Record<Person, string>>;
	/** Auditors on no visit. */
	readonly spare: readonly [string, string];
	/** Two criteria of the domain. */
	readonly criterionIds: readonly [string, string];
	readonly domain: string;
}

const marked = () => `zq${randomBytes(6).toString("hex")}`;

export async function createAccessWorld(db: Database): Promise<AccessWorld> {
	const published = await publishStandards(db);
	const campaigns = new Map<number, { id: string; standardVersionId: string }>();
	for (const year of [OLDER_YEAR, 2026, ...VISITS.map(({ year }) => year)]) {
		campaigns.set(year, await createCampaign(db, published.id, year));
	}
	const persons = Object.fromEntries(
		await Promise.all(PERSONS.map(async (person) => [person, await createPerson(db, `Personne ${person}`, null)])),
	) as Record<Person, string>;
	const stranger = await createPerson(db, "Personne ailleurs", null);
	const spare = [await createPerson(db, "Relève une", null), await createPerson(db, "Relève deux", null)] as const;
	for (const userId of [persons.auditor, stranger, ...spare]) {
		await db.insert(auditorProfiles).values({ userId, accreditedFrom: "2021-01-01", accreditedUntil: "2031-01-01" });
	}
	const older = await versionBefore(db, published);
	const shared = { published, older, campaigns };
	const own = await createSide(db, { ...shared, auditorId: persons.auditor });
	const other = await createSide(db, { ...shared, auditorId: stranger });
	await db.insert(roleGrants).values([stranger, ...spare].map((userId) => ({ userId, role: "auditor" as const })));
	const held: readonly (readonly [Person, Role, string | null])[] = [
		["manager", "manager", own.cooperativeId],
		["contributor", "contributor", own.cooperativeId],
		["auditor", "auditor", null],
		["committee", "committee", null],
		["board", "board", null],
		["network", "network", null],
		["admin", "admin", null],
	];
	await db
		.insert(roleGrants)
		.values(held.map(([person, role, cooperativeId]) => ({ userId: persons[person], role, cooperativeId })));
	const [first, second] = applicableCriteria(published.standard, PROFILE);
	if (!first || !second) throw new Error("no criterion applies");
	return { sides: { own, other }, persons, spare, criterionIds: [first.id, second.id], domain: first.domain };
}

async function createPerson(db: Database, name: string, email: string | null): Promise<string> {
	const [user] = await db
		.insert(users)
		.values({ name, email: email ?? `${marked()}@test.example` })
		.returning({ id: users.id });
	if (!user) throw new Error("no user");
	// A second factor, so that nothing is owed before anything can be asked.
	await db.insert(passkeys).values({
		id: marked(),
		userId: user.id,
		publicKey: "none",
		counter: 0,
		transports: [],
		name: "Clé d’essai",
		createdAt: new Date(),
	});
	return user.id;
}

async function createSide(
	db: Database,
	{
		published,
		older,
		campaigns,
		auditorId,
	}: {
		published: PublishedStandard;
		older: PublishedStandard;
		campaigns: ReadonlyMap<number, { id: string; standardVersionId: string }>;
		auditorId: string;
	},
): Promise<CooperativeIds> {
	const markers = Object.fromEntries(KINDS.map((kind) => [kind, marked()])) as Record<Kind, string>;
	const [cooperative] = await db
		.insert(cooperatives)
		.values({
			code: marked(),
			name: `Coopérative ${markers.identity}`,
			region: "Bretagne",
			regionalAssociation: "Bretagne",
			department: markers.department,
			mainSector: "generaliste",
			profile: { ...PROFILE, sectors: [...PROFILE.sectors], activities: [], conditions: [...PROFILE.conditions] },
			enrolledOn: "2021-03-01",
			memberSince: "2020-01-01",
			fictional: true,
		})
		.returning();
	if (!cooperative) throw new Error("no cooperative");
	const cooperativeId = cooperative.id;
	await db.insert(cooperativeHeadcounts).values({ cooperativeId, year: 2025, headcount: 30 });
	const memberId = await createPerson(
		db,
		`Membre ${markers["member's name"]}`,
		`${markers["member's address"]}@test.example`,
	);
	const [grant] = await db
		.insert(roleGrants)
		.values({ userId: memberId, role: "manager", cooperativeId })
		.returning({ id: roleGrants.id });
	const [invitation] = await db
		.insert(invitations)
		.values({
			email: `${markers["invited address"]}@test.example`,
			tokenHash: marked(),
			role: "contributor",
			cooperativeId,
			invitedBy: memberId,
			createdAt: new Date(),
			expiresAt: new Date(Date.now() + 5 * 86_400_000),
		})
		.returning({ id: invitations.id });
	const at = { db, published, cooperativeId, memberId, auditorId };
	const draft = await createAssessment(at, campaigns.get(2026), markers["draft answer"]);
	const olderDraftId = await createAssessment(
		{ ...at, published: older },
		campaigns.get(OLDER_YEAR),
		markers["draft answer"],
	);
	await db.insert(journalEntries).values({
		at: new Date(),
		actorId: memberId,
		action: "answer.saved",
		subjectType: "answer",
		subjectId: `${draft}/JUR-01`,
		cooperativeId,
		after: { level: 2, comment: markers["journal of the draft"] },
	});
	const pieces = {
		draft: await createPiece(db, { cooperativeId, memberId }, markers["piece of a draft"], false),
		confidential: await createPiece(db, { cooperativeId, memberId }, markers["confidential piece"], true),
		cited: await createPiece(db, { cooperativeId, memberId }, markers["cited piece"], false),
		citedConfidential: await createPiece(db, { cooperativeId, memberId }, markers["cited confidential piece"], true),
	};
	await attach(db, { cooperativeId, memberId }, draft, [pieces.draft]);
	const actionId = await givePlan(at, draft, markers);
	const sent: Partial<Record<AuditStatus, string>> = {};
	const visits: Partial<Record<AuditStatus, string>> = {};
	for (const { year, status } of VISITS) {
		const answer = status === "cancelled" ? "answer of a cancelled visit" : "sent answer";
		const assessmentId = await createAssessment(at, campaigns.get(year), markers[answer]);
		if (status === "closed") {
			await attach(db, { cooperativeId, memberId }, assessmentId, [pieces.cited, pieces.citedConfidential]);
		}
		const sender = { userId: memberId, name: "", email: "", grants: [{ role: "manager" as const, cooperativeId }] };
		const result = await submitAssessment(as(db, sender, new Date(`${year}-10-15T10:00:00Z`)), assessmentId, SIGNED);
		if (!result.ok) throw new Error(result.reason);
		sent[status] = assessmentId;
		visits[status] = await createVisit(at, assessmentId, year, status, markers);
	}
	await db.insert(criterionReports).values({
		id: randomUUID(),
		standardVersionId: published.id,
		criterionId: "JUR-01",
		authorId: memberId,
		text: markers["words of a report"],
		at: new Date(),
	});
	for (const assessmentId of [draft, sent.closed as string]) {
		const id = randomUUID();
		const of = { cooperativeId, assessmentId, criterionId: "JUR-01" };
		await db.insert(threads).values({ id, ...of, openedAt: new Date(), openedBy: memberId });
		const message = { id, cooperativeId, threadId: id, text: markers["message of a thread"] };
		await db.insert(threadMessages).values({ ...message, writtenAt: new Date(), writtenBy: memberId });
	}
	await db.insert(auditRequests).values({
		...{ cooperativeId, assessmentId: sent.cancelled as string, months: ["2027-02"] },
		...{ constraints: markers["words of a request"], askedAt: new Date(), askedBy: memberId },
	});
	const words = markers["words of a challenge"];
	await db.insert(auditChallenges).values({
		...{
			cooperativeId,
			auditId: visits.inProgress as string,
			auditorId,
			reason: words,
			madeAt: new Date(),
			madeBy: memberId,
		},
		...{ outcome: "refused", answer: words, answeredAt: new Date(), answeredBy: auditorId },
	});
	await db.insert(labelDecisions).values({
		cooperativeId,
		assessmentId: sent.closed as string,
		outcome: "deferred",
		decidedOn: "2023-12-01",
		rationale: markers["reason of a decision"],
	});
	return {
		cooperativeId,
		draftId: draft,
		olderDraftId,
		upgradeFingerprint: await fingerprintOf(db, olderDraftId, older, published),
		sent: sent as Record<AuditStatus, string>,
		audits: visits as Record<AuditStatus, string>,
		nonConformityId: await nonConformityOf(db, cooperativeId),
		demandId: await prepareVisit(at, visits.inProgress as string, markers),
		memberId,
		memberGrantId: grant?.id ?? "",
		invitationId: invitation?.id ?? "",
		pieces,
		auditorId,
		absenceId: await leaveAway(db, auditorId, markers, cooperativeId),
		photoId: await takePhoto(db, cooperativeId, visits.inProgress as string, auditorId),
		actionId,
		markers,
	};
}

/** A criterion of the draft given to the member, and an action of theirs. */
async function givePlan({ db, published, cooperativeId, memberId }: At, assessmentId: string, markers: Markers) {
	const place = { cooperativeId, assessmentId, standardVersionId: published.id, domain: "JUR", criterionId: "JUR-01" };
	const due = { ...place, dueOn: "2026-11-30" };
	await db.insert(assignments).values({
		...{ ...due, assigneeId: memberId, note: markers["note of an assignment"] },
		...{ assignedAt: new Date(), assignedBy: memberId },
	});
	const actionId = randomUUID();
	await db.insert(plannedActions).values({
		id: actionId,
		...{ ...due, toLevel: 3, ownerId: memberId, todo: markers["words of an action"] },
		...{ plannedAt: new Date(), plannedBy: memberId },
	});
	return actionId;
}

/** A day on which the auditor is away, for a reason that is theirs alone; and a visit they are only proposed for. */
async function leaveAway(db: Database, userId: string, markers: Markers, cooperativeId: string): Promise<string> {
	const id = randomUUID();
	const day = { startsOn: "2030-01-14", endsOn: "2030-01-14", part: "day" as const };
	await db.insert(auditorAbsences).values({ id, userId, ...day, addedAt: new Date() });
	await db.insert(absenceNotes).values({ absenceId: id, userId, text: markers["reason of an absence"] });
	await db.insert(programmeLines).values({
		...{ year: 2027, cooperativeId, kind: "followUp", startsOn: "2027-09-14", endsOn: "2027-09-14" },
		...{ leadAuditorId: userId, updatedAt: new Date() },
	});
	return id;
}
type Markers = Readonly<Record<Kind, string>>;

/** Bytes of every piece: served.ts puts them in the store. */
export const PIECE_BYTES = "Pièce d’essai";

type Owner = Pick<At, "cooperativeId" | "memberId">;

async function createPiece(db: Database, { cooperativeId, memberId }: Owner, title: string, confidential: boolean) {
	const id = randomUUID();
	const by = { addedAt: new Date(), addedBy: memberId };
	await db.insert(evidencePieces).values({ id, cooperativeId, title, kind: "other", confidential, ...by });
	await db.insert(evidenceFiles).values({
		...{ cooperativeId, pieceId: id, number: 1, name: "essai.txt", mediaType: "text/plain", ...by },
		size: Buffer.byteLength(PIECE_BYTES),
		sha256: createHash("sha256").update(PIECE_BYTES).digest("hex"),
	});
	return id;
}

async function attach(db: Database, { cooperativeId, memberId }: Owner, assessmentId: string, ids: readonly string[]) {
	const by = { attachedAt: new Date(), attachedBy: memberId };
	await db
		.insert(evidenceLinks)
		.values(ids.map((pieceId) => ({ cooperativeId, assessmentId, criterionId: "JUR-01", pieceId, ...by })));
}

/** Of a visit: the bytes are those of the pieces. */
async function takePhoto(db: Database, cooperativeId: string, auditId: string, by: string): Promise<string> {
	const id = randomUUID();
	await db.insert(auditPhotos).values({
		...{ id, cooperativeId, auditId, criterionId: "JUR-01", mediaType: "image/jpeg" },
		size: Buffer.byteLength(PIECE_BYTES),
		sha256: createHash("sha256").update(PIECE_BYTES).digest("hex"),
		...{ takenAt: new Date(), addedAt: new Date(), addedBy: by },
	});
	return id;
}

interface At {
	readonly db: Database;
	readonly published: PublishedStandard;
	readonly cooperativeId: string;
	readonly memberId: string;
	readonly auditorId: string;
}

async function createAssessment(
	{ db, published, cooperativeId, memberId }: At,
	campaign: { id: string; standardVersionId: string } | undefined,
	comment: string,
): Promise<string> {
	if (!campaign) throw new Error("no campaign");
	const [row] = await db
		.insert(assessments)
		.values({
			cooperativeId,
			campaignId: campaign.id,
			standardVersionId: published.id,
			profile: PROFILE,
			createdAt: new Date(),
		})
		.returning({ id: assessments.id });
	if (!row) throw new Error("no assessment");
	await db.insert(answers).values(
		applicableCriteria(published.standard, PROFILE).map(({ id: criterionId }) => ({
			cooperativeId,
			assessmentId: row.id,
			criterionId,
			level: 2 as const,
			comment,
			updatedAt: new Date(),
			updatedBy: memberId,
		})),
	);
	return row.id;
}

/** How a visit was prepared: a plan written on since it was sent, a criterion added to the sample, a demand that waits. */
async function prepareVisit({ db, cooperativeId, auditorId }: At, auditId: string, markers: Markers): Promise<string> {
	const of = { cooperativeId, auditId };
	const written = { writtenAt: new Date(), writtenBy: auditorId };
	const slot = { day: 1, seats: ["lead" as const], domains: [], met: "" };
	const agenda = (about: string) => [
		{ ...slot, key: "ouverture", from: "09:00", to: "10:00", kind: "opening" as const, about },
		{ ...slot, key: "cloture", from: "16:00", to: "17:00", kind: "closing" as const, about: "" },
	];
	await db.insert(auditPlans).values({
		...{ ...of, ...written, seed: randomUUID(), version: 1, agenda: agenda(markers["plan being written"]) },
	});
	const sample = { criteria: 1, domains: ["JUR"], natures: ["added" as const] };
	const content = { startsOn: "2024-11-20", endsOn: "2024-11-20", agenda: agenda(markers["plan as sent"]), sample };
	await db.insert(auditPlanSendings).values({ ...of, number: 1, content, sentAt: new Date(), sentBy: auditorId });
	const note = markers["words of a sample"];
	await db.insert(auditSamples).values({ ...of, ...written, criterionId: "JUR-01", reasons: ["added"], note });
	const id = randomUUID();
	await db.insert(evidenceDemands).values({
		...{ ...of, ...written, id, criterionId: "JUR-01", wording: markers["evidence asked for"] },
		...{ dueOn: "2024-11-10", state: "asked", askedAt: new Date() },
	});
	return id;
}

/** What its report says, what the cooperative replied, and a non-conformity of it that waits for a plan once more. */
async function writeReport({ db, cooperativeId, memberId, auditorId }: At, auditId: string, markers: Markers) {
	const of = { cooperativeId, auditId, criterionId: "JUR-01" };
	const at = new Date();
	const text = markers["words of a finding"];
	await db
		.insert(auditFindingEdits)
		.values({ ...of, number: 1, kind: "opportunity", text, reason: text, at, by: auditorId });
	await db.insert(auditReplies).values({ ...of, text: markers["reply to a report"], savedAt: at, savedBy: memberId });
	const [row] = await db
		.insert(nonConformities)
		.values({
			...{ ...of, standard: "label-cae/2.0", domain: "JUR", origin: "level", grade: "minor" },
			...{ openedOn: "2026-01-05", dueOn: "2099-01-05" },
		})
		.returning({ id: nonConformities.id });
	if (!row) throw new Error("no non-conformity");
	const words = markers["words of a plan"];
	await db.insert(correctivePlans).values({
		...{ cooperativeId, nonConformityId: row.id, number: 1, cause: words, correction: words, action: words },
		...{ ownerId: memberId, dueOn: "2098-01-05", proposedAt: at, proposedBy: memberId },
		...{ accepted: false, verdictReason: words, judgedAt: at, judgedBy: auditorId },
	});
}

async function createVisit(
	{ db, published, cooperativeId, memberId, auditorId }: At,
	assessmentId: string,
	year: number,
	status: AuditStatus,
	markers: Markers,
): Promise<string> {
	const state = status === "rightOfReply" ? "closed" : status === "closed" || status === "cancelled" ? status : "open";
	const kinds = MARKED[state];
	const startsOn = status === "planned" ? "2026-12-10" : `${year}-11-20`;
	const [audit] = await db
		.insert(audits)
		.values({
			cooperativeId,
			assessmentId,
			kind: "initial",
			status: status === "planned" ? "planned" : "inProgress",
			startsOn,
			endsOn: startsOn,
			mode: "onSite",
			place: `12 rue ${markers["place of a visit"]}`,
			leadAuditorId: auditorId,
			createdAt: new Date(),
		})
		.returning({ id: audits.id });
	if (!audit) throw new Error("no audit");
	await db.insert(auditObservations).values(
		applicableCriteria(published.standard, PROFILE).map(({ id: criterionId }) => ({
			cooperativeId,
			auditId: audit.id,
			criterionId,
			level: 2 as const,
			note: markers[kinds.note],
			recordedAt: new Date(),
			recordedBy: auditorId,
		})),
	);
	const signs = status === "inProgress" ? { signedAt: new Date(), signedBy: auditorId } : {};
	await db.insert(auditMeetings).values({
		...{ cooperativeId, auditId: audit.id, kind: "opening", remarks: markers["words of a meeting"] },
		...{ recordedAt: new Date(), recordedBy: auditorId, ...signs },
	});
	await db.insert(journalEntries).values({
		at: new Date(),
		actorId: auditorId,
		action: "audit.levelRecorded",
		subjectType: "audit",
		subjectId: audit.id,
		cooperativeId,
		after: { level: 2, note: markers[kinds.journal] },
	});
	const at = new Date();
	if (status === "rightOfReply" || status === "closed") {
		await leadTo(db, audit.id, "rightOfReply", at, auditorId);
	}
	if (status === "closed") {
		await writeReport({ db, published, cooperativeId, memberId, auditorId }, audit.id, markers);
		for (const step of ["finalReport", "closed"] as const) {
			await db
				.update(audits)
				.set({ status: step, ...lifeOf(step, at, auditorId) })
				.where(eq(audits.id, audit.id));
		}
	}
	if (status === "cancelled") {
		await db.update(audits).set({ status, statusReason: "Report demandé" }).where(eq(audits.id, audit.id));
	}
	return audit.id;
}

async function versionBefore(db: Database, { standard }: PublishedStandard): Promise<PublishedStandard> {
	const [row] = await db
		.select({ id: standardVersions.id })
		.from(standardVersions)
		.where(and(eq(standardVersions.code, standard.code), eq(standardVersions.version, standard.previous ?? "")));
	if (!row) throw new Error("no version before the latest");
	return getStandard(db, row.id);
}

async function fingerprintOf(db: Database, id: string, from: PublishedStandard, to: PublishedStandard) {
	const [assessment] = await db.select().from(assessments).where(eq(assessments.id, id));
	if (!assessment) throw new Error("no draft");
	return upgradeFingerprint(
		freezeDraft(assessment, from, await loadAnswerRows(db, id), await loadLinkRows(db, id)),
		to,
	);
}

/** A session of a person under a token of one's own, as fresh as one just opened. */
export async function insertSession(db: Database, userId: string, stage: "open" | "secondFactor" = "open") {
	const token = randomBytes(32).toString("base64url");
	const now = new Date();
	await db.insert(sessions).values({
		id: hashToken(token),
		userId,
		stage,
		secondFactorAt: stage === "open" ? now : null,
		provenAt: now,
		createdAt: now,
		lastSeenAt: now,
		expiresAt: new Date(now.getTime() + 3_600_000),
	});
	return token;
}

async function nonConformityOf(db: Database, cooperativeId: string): Promise<string> {
	const [row] = await db.select().from(nonConformities).where(eq(nonConformities.cooperativeId, cooperativeId));
	return row?.id ?? "";
}

/** Every row that belongs to a cooperative, as one text per table: what a stranger must never change. */
export async function contentOf(db: Database, cooperativeId: string): Promise<Readonly<Record<string, string>>> {
	const tables = [
		"cooperatives",
		"cooperative_headcounts",
		"assessments",
		"answers",
		"assessment_upgrades",
		"assessment_returns",
		"cited_evidence",
		"evidence_pieces",
		"evidence_files",
		"evidence_links",
		"assignments",
		"planned_actions",
		"threads",
		"thread_messages",
		"thread_mentions",
		"assessment_summaries",
		"audits",
		"audit_observations",
		"audit_finding_edits",
		"audit_replies",
		"audit_reports",
		"non_conformities",
		"corrective_plans",
		"audit_requests",
		"visit_slots",
		"audit_plans",
		"audit_samples",
		"audit_plan_sendings",
		"evidence_demands",
		"interest_declarations",
		"declared_interests",
		"audit_challenges",
		"audit_photos",
		"audit_meetings",
		"programme_lines",
		"label_decisions",
		"role_grants",
		"invitations",
	];
	return atomically(db, async (tx) => {
		const found: Record<string, string> = {};
		for (const table of tables) {
			const column = table === "cooperatives" ? "id" : "cooperative_id";
			const [row] = await tx
				.select({ text: sql<string>`coalesce(md5(string_agg(t::text, '|' order by t::text)), '')` })
				.from(sql`${sql.identifier(table)} t where t.${sql.identifier(column)} = ${cooperativeId}`);
			found[table] = row?.text ?? "";
		}
		// What its auditors say of themselves names no cooperative.
		for (const table of ["auditor_skills", "auditor_absences", "absence_notes", "interest_declaration_ties"]) {
			const [row] = await tx
				.select({ text: sql<string>`coalesce(md5(string_agg(t::text, '|' order by t::text)), '')` })
				.from(sql`${sql.identifier(table)} t where t.user_id in (
					select lead_auditor_id from audits where cooperative_id = ${cooperativeId})`);
			found[table] = row?.text ?? "";
		}
		return found;
	});
}
