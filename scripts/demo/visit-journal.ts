/** Owns the journal rows of what surrounds the demonstration's visits: declarations, days, meetings, photos, remarks. */
import { cooperativeId } from "./assessments";
import { type DemoJournalRow, row } from "./journal-row";
import { challenges, declaredTies, signedDeclarations } from "./missions";
import type { DemoNetwork } from "./network";

export function visitJournal(network: DemoNetwork): readonly DemoJournalRow[] {
	return [...ofMissions(network), ...ofDates(network), ...ofTies(), ...ofVisits(network), ...ofReplies(network)];
}

function ofMissions({ audits }: DemoNetwork) {
	const about = ({ auditId, cooperativeId: of }: { auditId: string; cooperativeId: string }) =>
		[["audit", auditId], of] as const;
	return [
		...signedDeclarations(audits).map((one) =>
			row(one.signedAt, one.userId, "audit.interestsSigned", ...about(one), {
				...{ auditorId: one.userId, wording: one.wording },
			}),
		),
		...challenges(audits).flatMap((one) => {
			const { auditorId, reason, answer, answeredAt, answeredBy } = one;
			const made = row(one.madeAt, one.madeBy, "audit.challenged", ...about(one), { auditorId, reason });
			if (!answeredAt || !answeredBy) return [made];
			const answered = { auditorId, reason: answer };
			return [made, row(answeredAt, answeredBy, "audit.challengeRefused", ...about(one), answered)];
		}),
	];
}

function ofDates({ dates, audits }: DemoNetwork) {
	const asked = dates.requests.map(({ id, assessmentId, cooperativeId: of, months, constraints, askedAt, askedBy }) =>
		row(askedAt, askedBy, "audit.requested", ["assessment", assessmentId], of, { requestId: id, months, constraints }),
	);
	const rounds = audits.flatMap(({ id, visit }) => {
		const round = dates.slots.filter(({ auditId }) => auditId === id);
		const [first] = round;
		if (!first) return [];
		const { cooperativeId: of, proposedAt, proposedBy, answeredAt, answeredBy = null, reason } = first;
		const slots = round.map(({ startsOn, endsOn }) => ({ startsOn, endsOn }));
		const subject = ["audit", id] as const;
		const proposed = row(proposedAt, proposedBy, "audit.slotsProposed", subject, of, { status: "planned", slots });
		if (!answeredAt) return [proposed];
		const { startsOn, endsOn } = visit;
		if (reason) return [proposed, row(answeredAt, answeredBy, "audit.slotsDeclined", subject, of, { reason })];
		const agreed = { status: "confirmed", startsOn, endsOn };
		return [proposed, row(answeredAt, answeredBy, "audit.confirmed", subject, of, agreed, { status: "planned" })];
	});
	return [...asked, ...rounds];
}

function ofTies() {
	return declaredTies().flatMap(({ userId, cooperativeId: of, kind, declaredAt, endedAt }) => {
		const tie = { cooperativeId: of, interest: kind };
		const declared = row(declaredAt, userId, "user.interestDeclared", ["user", userId], null, tie);
		return endedAt
			? [declared, row(endedAt, userId, "user.interestEnded", ["user", userId], null, null, tie)]
			: [declared];
	});
}

function ofReplies({ replies, audits }: DemoNetwork) {
	const written = replies.written.flatMap((one) => {
		const subject = ["audit", `${one.auditId}/${one.criterionId}`] as const;
		const saved = row(one.savedAt, one.savedBy, "audit.replySaved", subject, one.cooperativeId, { version: 1 });
		const { answeredAt, answeredBy = null, verdict } = one;
		if (!answeredAt) return [saved];
		return [saved, row(answeredAt, answeredBy, "audit.replyAnswered", subject, one.cooperativeId, { verdict })];
	});
	const sent = replies.sent.flatMap(({ id, at, by }) => {
		const audit = audits.find((one) => one.id === id);
		const count = replies.written.filter(({ auditId }) => auditId === id).length;
		if (!audit) return [];
		return row(at, by, "audit.repliesSent", ["audit", id], cooperativeId(audit.visit.code), { replies: count });
	});
	return [...written, ...sent];
}

function ofVisits({ meetings, photos }: DemoNetwork) {
	const photoRows = photos.map(({ id, auditId, criterionId, cooperativeId: of, size, sha256, addedAt, addedBy }) => {
		const after = { photoId: id, contentHash: sha256, size };
		return row(addedAt, addedBy, "audit.photoAdded", ["audit", `${auditId}/${criterionId}`], of, after);
	});
	const meetingRows = meetings.flatMap(({ auditId, cooperativeId: of, signedAt, signedBy, ...record }) => {
		const { kind: meeting, heldOn, startsAt, endsAt, acknowledged, version, confirmedAt, confirmedBy } = record;
		const after = { meeting, heldOn, startsAt, endsAt, acknowledged, version };
		const signed = row(signedAt, signedBy, "audit.meetingSigned", ["audit", auditId], of, after);
		if (!confirmedAt || !confirmedBy) return [signed];
		return [signed, row(confirmedAt, confirmedBy, "audit.meetingConfirmed", ["audit", auditId], of, { meeting })];
	});
	return [...photoRows, ...meetingRows];
}
