/** Builds a person who left a trace of every kind in the database, beside another person who crossed their way. */

import { randomUUID } from "node:crypto";
import { eq, ne } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import {
	ceremonies,
	invitations,
	knownDevices,
	oidcIdentities,
	passkeys,
	passwordResets,
	recoveryCodes,
	roleGrants,
	totpFactors,
	users,
} from "~/db/schema/access.server";
import { assessmentReturns, assessmentSnapshots, assessments, assessmentUpgrades } from "~/db/schema/assessment.server";
import { auditObservations, auditorProfiles, audits } from "~/db/schema/audit.server";
import {
	absenceNotes,
	auditDerogations,
	auditorAbsences,
	auditorSkills,
	declaredInterests,
} from "~/db/schema/auditor.server";
import { calendarFeeds } from "~/db/schema/calendar.server";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import {
	auditFindingEdits,
	auditReplies,
	auditReports,
	correctivePlans,
	nonConformities,
} from "~/db/schema/finding.server";
import { auditChallenges, interestDeclarations, interestDeclarationTies } from "~/db/schema/mission.server";
import { mailMessages } from "~/db/schema/notification.server";
import { assignments, plannedActions } from "~/db/schema/plan.server";
import { auditPlanSendings, auditPlans, auditSamples, evidenceDemands } from "~/db/schema/preparation.server";
import { programmeLines, programmeProposals } from "~/db/schema/programme.server";
import { criterionReports, standardVersions } from "~/db/schema/standard.server";
import { threadMentions, threadMessages, threads } from "~/db/schema/thread.server";
import { auditMeetings, auditPhotos } from "~/db/schema/visit.server";
import { auditRequests, visitSlots } from "~/db/schema/visit-dates.server";
import type { Actor } from "~/domain/access/roles";
import { invitePerson } from "~/services/access/invite-person.server";
import { recordSecurityEvent } from "~/services/access/record-security-event.server";
import { openSession } from "~/services/access/session.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { buildSnapshot } from "~/services/assessment/snapshot";
import { recordWrite } from "~/services/journal/record-write.server";
import { leadTo, lifeOf } from "../../support/audit-life";
import { createPerson, SECRETS } from "../../support/sign-in";
import { ARRIVAL, as, createCooperative, createDraft, NOW } from "../../support/world";
import { applicableIds, plannedAudit, type Season } from "../audit/audit-world";

/** Words that can't come from anywhere else. */
export const NAME = "Zoé Quillivéré";
export const LOCAL_PART = "zoe.quillivere";
export const COMMENT = "Le règlement intérieur date de mars.";
export const REPORT = "Un mot se lit de deux façons.";
export const PIECE = "Statuts relus en mars";
export const MESSAGE = "Qui a relu le règlement en mars ?";
export const NOTE = "Constat : le registre est à jour.";

const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

export async function leaveTraces(db: Database, season: Season, domain = `${randomUUID().slice(0, 8)}.example`) {
	const email = `${LOCAL_PART}@${domain}`;
	const cooperative = await createCooperative(db);
	const { userId } = await createPerson(
		db,
		[
			{ role: "contributor", cooperativeId: cooperative.id },
			{ role: "auditor", cooperativeId: null },
		],
		email,
	);
	await db.update(users).set({ name: NAME }).where(eq(users.id, userId));
	const actor: Actor = {
		userId,
		name: NAME,
		email,
		grants: [
			{ role: "contributor", cooperativeId: cooperative.id },
			{ role: "auditor", cooperativeId: null },
		],
	};
	const [neighbour] = await db
		.insert(users)
		.values({ name: "Yann Autreperson", email: `yann.autreperson@${domain}` })
		.returning();
	if (!neighbour) throw new Error("no neighbour");
	await db.insert(roleGrants).values({ userId: neighbour.id, role: "manager", cooperativeId: cooperative.id });
	const manager: Actor = {
		userId: neighbour.id,
		name: neighbour.name,
		email: neighbour.email,
		grants: [{ role: "manager", cooperativeId: cooperative.id }],
	};

	await signsIn(db, userId, email);
	await isInvited(db, actor, manager, cooperative.id, domain);
	await isWrittenTo(db, userId, email);
	const work = await works(db, season, actor, cooperative);
	await db.transaction((tx) =>
		recordWrite(tx, {
			at: NOW,
			actorId: manager.userId,
			action: "role.granted",
			subject: ["user", userId],
			cooperativeId: cooperative.id,
			after: { role: "contributor" },
		}),
	);
	await recordSecurityEvent(db, ARRIVAL, "accessDenied", userId, false);
	return { actor, manager, cooperative, domain, ...work };
}

async function signsIn(db: Database, userId: string, email: string): Promise<void> {
	await openSession(db, userId, { secondFactor: true }, ARRIVAL);
	await db
		.insert(totpFactors)
		.values({ userId, secret: SECRETS.seal("secret", userId), createdAt: NOW, confirmedAt: NOW });
	await db.insert(recoveryCodes).values({ userId, codeHash: randomUUID(), createdAt: NOW });
	await db.insert(passkeys).values({
		id: randomUUID(),
		userId,
		publicKey: "cle",
		counter: 1,
		transports: ["internal"],
		name: `Téléphone de ${NAME}`,
		createdAt: NOW,
	});
	await db.insert(oidcIdentities).values({ issuer: "https://idp.example", subject: email, userId, linkedAt: NOW });
	await db
		.insert(ceremonies)
		.values({ id: randomUUID(), kind: "oidc", userId, content: { hint: email }, expiresAt: later(1) });
	await db.insert(knownDevices).values({ id: randomUUID(), userId, createdAt: NOW, expiresAt: later(180) });
	await db.insert(passwordResets).values({ userId, tokenHash: randomUUID(), createdAt: NOW, expiresAt: later(1) });
}

async function isInvited(db: Database, actor: Actor, manager: Actor, cooperativeId: string, domain: string) {
	const invitation = {
		email: actor.email,
		role: "contributor" as const,
		cooperativeId,
		createdAt: NOW,
		expiresAt: later(7),
		invitedBy: manager.userId,
	};
	await db.insert(invitations).values([
		{ ...invitation, tokenHash: randomUUID(), acceptedAt: NOW, acceptedBy: actor.userId },
		{ ...invitation, tokenHash: randomUUID() },
		{ ...invitation, tokenHash: randomUUID(), email: `ailleurs@${domain}`, invitedBy: actor.userId },
	]);
	const again = await invitePerson(as(db, manager), SECRETS, { email: actor.email, role: "manager", cooperativeId });
	if (!again.ok) throw new Error(again.reason);
}

async function isWrittenTo(db: Database, userId: string, recipient: string): Promise<void> {
	const mail = { recipient, createdAt: NOW, nextAttemptAt: NOW };
	await db.insert(mailMessages).values([
		{ ...mail, kind: "newDevice", userId, params: { name: NAME, device: "Firefox" }, state: "sent", sentAt: NOW },
		{ ...mail, kind: "passwordChanged", userId, params: { name: NAME } },
		{ ...mail, kind: "invitation", userId: null, params: { invitationId: randomUUID() }, state: "dead" },
	]);
}

async function works(db: Database, season: Season, actor: Actor, cooperative: { readonly id: string }) {
	const draft = await createDraft(db, cooperative, season.campaign);
	const [criterionId = ""] = applicableIds(season);
	const saved = await saveAnswer(as(db, actor), draft.id, {
		criterionId,
		choice: "2",
		reason: "",
		comment: COMMENT,
		version: 0,
		key: randomUUID(),
	});
	if (!saved.ok) throw new Error(saved.reason);
	const [older] = await db
		.select({ id: standardVersions.id })
		.from(standardVersions)
		.where(ne(standardVersions.id, season.published.id));
	const kept = { before: "{}", beforeHash: "-", after: "{}", afterHash: "-" };
	await db.insert(assessmentUpgrades).values({
		...kept,
		cooperativeId: cooperative.id,
		assessmentId: draft.id,
		fromVersionId: older?.id ?? "",
		toVersionId: season.published.id,
		appliedAt: NOW,
		appliedBy: actor.userId,
		undoneAt: NOW,
		undoneBy: actor.userId,
	});
	const file = await plannedAudit(db, season);
	await db
		.insert(auditorProfiles)
		.values({ userId: actor.userId, accreditedFrom: "2025-01-01", accreditedUntil: "2027-12-31" });
	await db.update(audits).set({ secondAuditorId: actor.userId }).where(eq(audits.id, file.auditId));
	await db.insert(auditObservations).values({
		cooperativeId: file.cooperative.id,
		auditId: file.auditId,
		criterionId,
		level: 2,
		note: NOTE,
		recordedAt: NOW,
		recordedBy: actor.userId,
	});
	await preparedBy(db, { cooperativeId: file.cooperative.id, auditId: file.auditId, criterionId }, actor.userId);
	await visitedBy(db, { cooperativeId: file.cooperative.id, auditId: file.auditId }, criterionId, actor.userId);
	await leadTo(db, file.auditId, "rightOfReply", NOW, actor.userId);
	await reportOn(db, { cooperativeId: file.cooperative.id, auditId: file.auditId, criterionId }, actor.userId);
	for (const step of ["finalReport", "closed"] as const) {
		await db
			.update(audits)
			.set({ status: step, ...lifeOf("closed", NOW, actor.userId), ...(step === "finalReport" && { closedAt: null }) })
			.where(eq(audits.id, file.auditId));
	}
	const sent = await createDraft(db, await createCooperative(db), season.campaign);
	await db
		.update(assessments)
		.set({ status: "submitted", submittedAt: NOW, submittedBy: actor.userId })
		.where(eq(assessments.id, sent.id));
	const snapshot = buildSnapshot({
		assessmentId: sent.id,
		cooperativeId: sent.cooperativeId,
		year: season.campaign.year,
		published: season.published,
		profile: sent.profile,
		answers: new Map(),
		submittedAt: NOW,
		submittedBy: actor.userId,
	});
	await db
		.insert(assessmentSnapshots)
		.values({ assessmentId: sent.id, ...snapshot, takenAt: NOW, signedBy: actor.userId });
	await db.insert(assessmentReturns).values({
		...{ cooperativeId: sent.cooperativeId, assessmentId: sent.id, number: 1, criteria: [], at: NOW },
		...{ kind: "asked", reason: "Une erreur", by: actor.userId },
	});
	const report = { standardVersionId: season.published.id, criterionId, at: NOW };
	await db.insert(criterionReports).values([
		{ ...report, id: randomUUID(), authorId: actor.userId, text: REPORT },
		{
			...report,
			id: randomUUID(),
			authorId: file.lead.userId,
			text: "Écrit par quelqu’un d’autre",
			closedAt: NOW,
			closedBy: actor.userId,
			outcome: "explained",
			answer: "Voir le guide.",
		},
	]);
	const by = { addedAt: NOW, addedBy: actor.userId };
	const [piece] = await db
		.insert(evidencePieces)
		.values({ id: randomUUID(), cooperativeId: draft.cooperativeId, title: PIECE, kind: "deed", ...by })
		.returning();
	if (!piece) throw new Error("no piece");
	const at = { cooperativeId: draft.cooperativeId, pieceId: piece.id };
	await db.insert(evidenceFiles).values({
		...{ ...at, ...by, number: 1, name: "statuts.pdf", mediaType: "application/pdf", size: 1 },
		sha256: "0".repeat(64),
	});
	await db
		.insert(evidenceLinks)
		.values({ ...at, assessmentId: draft.id, criterionId, attachedAt: NOW, attachedBy: actor.userId });
	const place = { ...{ cooperativeId: draft.cooperativeId, assessmentId: draft.id }, domain: "JUR", criterionId };
	const given = { ...place, standardVersionId: season.published.id, dueOn: "2026-11-30" };
	await db
		.insert(assignments)
		.values({ ...given, assigneeId: actor.userId, assignedAt: NOW, assignedBy: actor.userId });
	await db
		.insert(plannedActions)
		.values({ ...given, toLevel: 3, ownerId: actor.userId, plannedAt: NOW, plannedBy: actor.userId });
	const { cooperativeId } = draft;
	const threadId = randomUUID();
	await db.insert(threads).values({
		...{ id: threadId, cooperativeId, assessmentId: draft.id, criterionId },
		...{ openedAt: NOW, openedBy: actor.userId, resolvedAt: NOW, resolvedBy: actor.userId },
	});
	const message = { id: randomUUID(), cooperativeId, threadId, text: MESSAGE, writtenAt: NOW, writtenBy: actor.userId };
	await db.insert(threadMessages).values(message);
	await db.insert(threadMentions).values({ cooperativeId, messageId: message.id, userId: actor.userId });
	const { userId } = actor;
	await db.insert(auditorSkills).values({
		...{ userId, domains: ["JUR"], sectors: [], languages: [], department: "Sarthe", yearlyLimit: 3, weekdays: [1] },
		updatedAt: NOW,
	});
	await db.insert(declaredInterests).values({
		...{ id: randomUUID(), userId, cooperativeId: sent.cooperativeId, kind: "capital", declaredAt: NOW },
	});
	const declarationId = randomUUID();
	const signature = { cooperativeId: file.cooperative.id, auditId: file.auditId, userId, wording: 1, text: "Signé" };
	await db.insert(interestDeclarations).values({ ...signature, id: declarationId, signedAt: NOW });
	await db.insert(interestDeclarationTies).values({ declarationId, userId, kind: "other", signedAt: NOW });
	await db.insert(auditChallenges).values({
		...{ cooperativeId: file.cooperative.id, auditId: file.auditId, auditorId: userId, madeAt: NOW },
		...{ reason: "Écrit par quelqu’un d’autre", madeBy: file.manager.userId },
	});
	await db.insert(auditDerogations).values({
		...{ cooperativeId: file.cooperative.id, auditId: file.auditId, auditorId: userId, rule: "SAME_REGION" },
		...{ reason: "Écrit par quelqu’un d’autre", grantedAt: NOW, grantedBy: season.network.userId },
	});
	const absenceId = randomUUID();
	const day = { startsOn: "2026-12-24", endsOn: "2026-12-24", part: "day" as const };
	await db.insert(auditorAbsences).values({ id: absenceId, userId, ...day, addedAt: NOW });
	await db.insert(absenceNotes).values({ absenceId, userId, text: "Fermeture de fin d’année" });
	await db.insert(calendarFeeds).values({ userId, tokenHash: randomUUID(), openedAt: NOW });
	await db.insert(auditRequests).values({
		...{
			cooperativeId: sent.cooperativeId,
			assessmentId: sent.id,
			months: ["2027-03"],
			constraints: "Fermés le lundi",
		},
		...{ askedAt: NOW, askedBy: userId },
	});
	await db.insert(visitSlots).values({
		...{
			cooperativeId: file.cooperative.id,
			auditId: file.auditId,
			round: 1,
			startsOn: "2026-11-12",
			endsOn: "2026-11-13",
		},
		...{ proposedAt: NOW, proposedBy: file.lead.userId, answer: "chosen", answeredAt: NOW, answeredBy: userId },
	});
	await db.insert(programmeProposals).values({ year: 2027, mostPerWeek: 3, askedAt: NOW, askedBy: userId });
	await db.insert(programmeLines).values({
		...{ year: 2027, cooperativeId, kind: "followUp", startsOn: "2027-03-15", endsOn: "2027-03-15" },
		...{ leadAuditorId: file.lead.userId, updatedAt: NOW, updatedBy: userId },
	});
	return { draftId: draft.id, auditId: file.auditId, sentId: sent.id, lead: file.lead };
}

/** What a visit brings back: a photo and a meeting, taken, written, signed and received by that person. */
async function visitedBy(
	db: Database,
	of: { readonly cooperativeId: string; readonly auditId: string },
	criterionId: string,
	by: string,
) {
	const photo = { mediaType: "image/jpeg", size: 1, sha256: "0".repeat(64), takenAt: NOW, addedAt: NOW, addedBy: by };
	await db.insert(auditPhotos).values({ ...of, id: randomUUID(), criterionId, ...photo });
	await db.insert(auditMeetings).values({
		...{ ...of, kind: "closing", people: "gérante", recordedAt: NOW, recordedBy: by },
		...{ signedAt: NOW, signedBy: by, confirmedAt: NOW, confirmedBy: by },
	});
}

/** One row of each kind that the preparation of a visit leaves, all by that person. */
async function preparedBy(
	db: Database,
	of: { readonly cooperativeId: string; readonly auditId: string; readonly criterionId: string },
	writtenBy: string,
) {
	const plan = { cooperativeId: of.cooperativeId, auditId: of.auditId };
	const sample = { criteria: 1, domains: ["JUR"], natures: ["draw" as const] };
	const content = { startsOn: "2026-11-12", endsOn: "2026-11-13", agenda: [], sample };
	await db.insert(auditPlans).values({ ...plan, agenda: [], seed: randomUUID(), writtenAt: NOW, writtenBy });
	await db.insert(auditSamples).values({ ...of, reasons: ["draw"], writtenAt: NOW, writtenBy });
	await db.insert(auditPlanSendings).values({ ...plan, number: 1, content, sentAt: NOW, sentBy: writtenBy });
	await db.insert(evidenceDemands).values({
		...{ ...of, id: randomUUID(), wording: "Le registre", dueOn: "2026-11-05", writtenAt: NOW, writtenBy },
	});
}

/** One row of each kind that a report and its follow-up leave, all by that person. */
async function reportOn(
	db: Database,
	of: { readonly cooperativeId: string; readonly auditId: string; readonly criterionId: string },
	userId: string,
) {
	await db
		.insert(auditFindingEdits)
		.values({ ...of, number: 1, kind: "opportunity", text: "Texte", reason: "Motif", at: NOW, by: userId });
	await db.insert(auditReplies).values({ ...of, text: "Remarque", savedAt: NOW, savedBy: userId });
	const report = { cooperativeId: of.cooperativeId, auditId: of.auditId, content: "{}", contentHash: "-" };
	await db.insert(auditReports).values({ ...report, stage: "final", issuedAt: NOW, issuedBy: userId });
	const [row] = await db
		.insert(nonConformities)
		.values({
			...{ ...of, standard: "label-cae/2.0", domain: "JUR", origin: "level", grade: "minor" },
			...{ openedOn: "2026-10-05", dueOn: "2027-04-05" },
		})
		.returning();
	const { id = "" } = row ?? {};
	await db.insert(correctivePlans).values({
		...{ cooperativeId: of.cooperativeId, nonConformityId: id, number: 1, cause: "a", correction: "b", action: "c" },
		...{ ownerId: userId, dueOn: "2027-01-05", proposedAt: NOW, proposedBy: userId },
	});
	await db
		.update(nonConformities)
		.set({ status: "closed", closedAt: NOW, closedBy: userId })
		.where(eq(nonConformities.id, id));
}
