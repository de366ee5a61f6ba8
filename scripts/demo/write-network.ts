/** Owns the writing of the demonstration network: one transaction, only into a database with no cooperative and no account. */

import { sql } from "drizzle-orm";
import type { Database, Transaction } from "../../app/db/client.server";
import { invitations, passwords, roleGrants, users } from "../../app/db/schema/access.server";
import { answers, assessmentSnapshots, assessments, campaigns } from "../../app/db/schema/assessment.server";
import { auditorProfiles } from "../../app/db/schema/audit.server";
import { absenceNotes, auditorAbsences, auditorSkills, declaredInterests } from "../../app/db/schema/auditor.server";
import { accompaniments, cooperatives } from "../../app/db/schema/cooperative.server";
import { citedEvidence, evidenceFiles, evidenceLinks, evidencePieces } from "../../app/db/schema/evidence.server";
import { journalEntries } from "../../app/db/schema/journal.server";
import { assessmentSummaries } from "../../app/db/schema/network.server";
import { atomically } from "../../app/db/transaction.server";
import { hashToken, randomToken } from "../../app/services/access/secrets.server";
import { cooperativeId } from "./assessments";
import { DEMO_ABSENCES, DEMO_SKILLS } from "./auditor-profiles";
import { uuidOf } from "./deterministic";
import { insertAll, insertMany } from "./insert-rows";
import { MANAGER_HOME } from "./invented-cooperatives";
import { journalRows } from "./journal";
import { declaredTies } from "./missions";
import { campaignId, type DemoNetwork } from "./network";
import { AUDITORS, INVITED, MANAGERS, PEOPLE } from "./people";
import { linksOf } from "./pieces";
import { writeAudits } from "./write-audits";

/** Two demonstrations started at once on one PostgreSQL queue here. */
const SEED_LOCK = 7_120_036;

/** False, and nothing written, when the database already holds a cooperative or an account. */
export async function writeNetwork(
	db: Database,
	network: DemoNetwork,
	passwordHash: string,
	now: Date,
): Promise<boolean> {
	return atomically(db, async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(SEED_LOCK))})`);
		if (!(await isEmpty(tx))) return false;
		await insertAll(tx, cooperatives, network.cooperatives);
		await insertAll(tx, accompaniments, network.accompaniments);
		await writePeople(tx, passwordHash, now);
		await insertAll(tx, campaigns, network.campaigns);
		await writeAssessments(tx, network);
		// Reports are frozen on the head of the journal.
		await insertAll(tx, journalEntries, journalRows(network, now));
		await tx.execute(sql`set constraints journal_entries_chained immediate`);
		await writeAudits(tx, network);
		return true;
	});
}

export async function isEmpty(db: Database | Transaction): Promise<boolean> {
	const [cooperative] = await db.select({ id: cooperatives.id }).from(cooperatives).limit(1);
	const [user] = await db.select({ id: users.id }).from(users).limit(1);
	return !cooperative && !user;
}

async function writePeople(tx: Transaction, passwordHash: string, now: Date) {
	const accounts = PEOPLE.map(({ id, email, name }) => ({ id, email, name, createdAt: now }));
	// The others have no password: nobody signs in with them.
	const signingIn = PEOPLE.filter(({ signsIn }) => signsIn);
	const grants = PEOPLE.map(({ id, role, cooperative, domains, mandate }) => ({
		id: uuidOf("grant", id, role),
		userId: id,
		role,
		cooperativeId: cooperative === null ? null : cooperativeId(cooperative),
		domains: domains ?? null,
		startsOn: mandate?.startsOn ?? null,
		endsOn: mandate?.endsOn ?? null,
	}));
	const profiles = AUDITORS.map(({ id, home, former, accreditedFrom, accreditedUntil }) => ({
		userId: id,
		homeCooperativeId: home === null ? null : cooperativeId(home),
		formerCooperativeId: former ? cooperativeId(former.code) : null,
		leftOn: former?.leftOn ?? null,
		accreditedFrom,
		accreditedUntil,
	}));
	await insertAll(tx, users, accounts);
	await insertAll(
		tx,
		passwords,
		signingIn.map(({ id }) => ({ userId: id, hash: passwordHash, changedAt: now })),
	);
	await insertAll(tx, roleGrants, grants);
	await insertAll(tx, auditorProfiles, profiles);
	await writeAuditorProfiles(tx, now);
	await insertAll(tx, invitations, [
		{
			id: uuidOf("invitation", INVITED.email),
			email: INVITED.email,
			tokenHash: hashToken(randomToken()),
			role: "contributor" as const,
			cooperativeId: cooperativeId(MANAGER_HOME),
			domains: INVITED.domains,
			invitedBy: MANAGERS.get(MANAGER_HOME)?.id ?? null,
			createdAt: now,
			expiresAt: new Date(now.getTime() + INVITED.forDays * 86_400_000),
		},
	]);
}

async function writeAuditorProfiles(tx: Transaction, now: Date) {
	const skills = [...DEMO_SKILLS].map(([{ id }, said]) => ({ userId: id, ...said, updatedAt: now }));
	await insertAll(tx, auditorSkills, skills);
	await insertAll(tx, declaredInterests, declaredTies());
	const absences = DEMO_ABSENCES.flatMap(([index, absence, note]) => {
		const userId = AUDITORS[index]?.id;
		return userId ? [{ id: uuidOf("absence", userId, absence.startsOn), userId, ...absence, note, addedAt: now }] : [];
	});
	await insertAll(
		tx,
		auditorAbsences,
		absences.map(({ note, ...absence }) => absence),
	);
	await insertAll(
		tx,
		absenceNotes,
		absences.flatMap(({ id, userId, note }) => (note ? [{ absenceId: id, userId, text: note }] : [])),
	);
}

/** Drafts first, then their answers, and only then are they sent: a sent assessment takes no answer any more. */
async function writeAssessments(tx: Transaction, network: DemoNetwork) {
	const { assessments: built } = network;
	const rows = built.map(({ id, cooperative, plan, published, createdAt }) => ({
		id,
		cooperativeId: cooperativeId(cooperative.code),
		campaignId: campaignId(plan.year),
		standardVersionId: published.id,
		profile: cooperative.profile,
		createdAt,
	}));
	const answerRows = built.flatMap(({ id, cooperative, answerRows: own }) =>
		own.map((answer) => ({ ...answer, assessmentId: id, cooperativeId: cooperativeId(cooperative.code) })),
	);
	const sent = built.flatMap(({ id, frozen, submittedAt }) =>
		frozen && submittedAt ? [{ id, frozen, submittedAt }] : [],
	);
	await insertAll(tx, assessments, rows);
	await insertMany(tx, answers, answerRows);
	const cited = await writePieces(tx, network);
	const snapshots = sent.map(({ id, frozen: { content, contentHash, submittedBy }, submittedAt }) => ({
		assessmentId: id,
		content,
		contentHash,
		takenAt: submittedAt,
		signedBy: submittedBy,
	}));
	await insertAll(tx, assessmentSnapshots, snapshots);
	await insertAll(tx, citedEvidence, cited);
	await insertAll(
		tx,
		assessmentSummaries,
		sent.flatMap(({ frozen }) => frozen.summaries),
	);
	const changes = sent.map(({ id, frozen, submittedAt }) => ({ id, at: submittedAt, by: frozen.submittedBy }));
	await tx.execute(sql`
		update assessments set status = 'submitted', submitted_at = change.at, submitted_by = change.by
		from jsonb_to_recordset(${JSON.stringify(changes)}::text::jsonb) as change(id uuid, at timestamptz, by uuid)
		where assessments.id = change.id`);
}

/** Attached to drafts still, as everything else of an assessment; gives what the sending of a past year cites. */
async function writePieces(tx: Transaction, { pieces, assessments: built }: DemoNetwork) {
	const tenant = cooperativeId(MANAGER_HOME);
	const rows = pieces.map(({ id, title, kind, issuedOn, expiresOn, confidential, addedAt, addedBy }) => {
		return { id, cooperativeId: tenant, title, kind, issuedOn, expiresOn, confidential, addedAt, addedBy };
	});
	const files = pieces.map(({ id, fileId, name, mediaType, bytes, sha256, addedAt, addedBy }) => {
		const file = { id: fileId, pieceId: id, number: 1, name, mediaType, size: bytes.length, sha256 };
		return { ...file, cooperativeId: tenant, addedAt, addedBy };
	});
	const own = built.filter(({ cooperative }) => cooperative.code === MANAGER_HOME);
	const links = own.flatMap(({ id, plan, submittedAt, createdAt }) =>
		linksOf(pieces, plan.year).map(({ criterionId, piece }) => ({
			cooperativeId: tenant,
			assessmentId: id,
			criterionId,
			pieceId: piece.id,
			fileId: submittedAt ? piece.fileId : null,
			attachedAt: createdAt < piece.addedAt ? piece.addedAt : createdAt,
			attachedBy: piece.addedBy,
		})),
	);
	await insertAll(tx, evidencePieces, rows);
	await insertAll(tx, evidenceFiles, files);
	await insertAll(tx, evidenceLinks, links);
	return links.flatMap(({ cooperativeId: of, assessmentId, criterionId, pieceId, fileId }) =>
		fileId === null ? [] : [{ cooperativeId: of, assessmentId, number: 1, criterionId, pieceId, fileId }],
	);
}
