/** Owns the demonstration as the payloads find it: a session for each asker, and something real in each address. */
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { readSecretKey } from "~/config/secret-key.server";
import type { Database } from "~/db/client.server";
import { beginCeremony, type PasskeyCeremony } from "~/services/access/ceremony.server";
import { createSecrets, hashToken, randomToken } from "~/services/access/secrets.server";
import { openSession } from "~/services/access/session.server";
import { rowsOf, signInDirectly } from "./demo-copy";
import type { Places } from "./payload-rounds";
import type { Asker } from "./route-inputs";

export const EMAILS = {
	manager: "gerance@demo.example",
	auditor: "audit@demo.example",
	board: "ca@demo.example",
	network: "reseau@demo.example",
	admin: "admin@demo.example",
} as const;
const OWING = "comite@demo.example";
const MEMBER = "equipe@demo.example";

export interface PayloadWorld {
	readonly places: Places;
	/** Token of a session, by asker. */
	readonly sessions: Readonly<Record<Exclude<Asker, null>, string>>;
	/** Tokens of challenges under way: each serves once. */
	readonly ceremonies: Readonly<Record<PasskeyCeremony, string[]>>;
}

/** What a device would answer, but for its signature. */
const ASSERTION = {
	id: "AAAA",
	rawId: "AAAA",
	type: "public-key",
	response: { clientDataJSON: "e30", authenticatorData: "", signature: "", attestationObject: "" },
};

export async function preparePayloadWorld(db: Database, dataDir: string, challenges: number): Promise<PayloadWorld> {
	const now = new Date();
	const secrets = createSecrets(await readSecretKey({ dataDir, secretKey: undefined }));
	const [found = {}] = await rowsOf(
		db,
		sql`
		select s.id as "assessmentId", s.cooperative_id as "cooperativeId", c.name as "cooperativeName", u.id as "managerId",
			(select g.id from role_grants g join users m on m.id = g.user_id where m.email = ${MEMBER}) as "grantId",
			(select a.id from audits a join users l on l.id = a.lead_auditor_id
				where a.status = 'inProgress' and l.email = ${EMAILS.auditor}) as "auditId",
			(select s2.id from assessments s2 join campaigns k on k.id = s2.campaign_id where s2.status = 'submitted'
				and k.year = 2026 and not exists (select from audits a where a.assessment_id = s2.id) limit 1) as "submittedId",
			(select s3.id from assessments s3 where s3.cooperative_id = s.cooperative_id and s3.status = 'submitted'
				order by s3.submitted_at limit 1) as "ownSentId",
			(select a2.id from audits a2 where a2.cooperative_id = s.cooperative_id and a2.status = 'rightOfReply') as "repliedAuditId",
			(select n.id from non_conformities n where n.criterion_id is not null order by n.due_on, n.id limit 1) as "nonConformityId",
			(select id from users where email = ${OWING}) as "owingId"
		from assessments s join cooperatives c on c.id = s.cooperative_id
			join role_grants own on own.cooperative_id = c.id join users u on u.id = own.user_id
		where u.email = ${EMAILS.manager} and s.status = 'draft'`,
	);
	const [other = {}] = await rowsOf(
		db,
		sql`
		select a.id as "openAuditId", l.id as "userId", l.name as "userName", a.second_auditor_id as "secondId",
			(select id from role_grants where user_id = l.id limit 1) as "roleId",
			(select user_id from auditor_profiles p where p.user_id not in (a.lead_auditor_id, a.second_auditor_id)
				order by user_id limit 1) as "leadId"
		from audits a join users l on l.id = a.lead_auditor_id
		where a.status = 'planned' and a.second_auditor_id is not null order by a.starts_on limit 1`,
	);
	await db.execute(
		sql`delete from answers where assessment_id = ${found.assessmentId} and criterion_id in ('ANC-01', 'ANC-02', 'ANC-03')`,
	);
	const pieceId = await keepPiece(db, dataDir, found.cooperativeId ?? "", found.managerId ?? "");
	const actionId = await planAction(db, found);
	const token = randomToken();
	const resetToken = randomToken();
	const invitationId = await invite(db, token, found.cooperativeId ?? "", found.managerId ?? "");
	await db.execute(
		sql`insert into password_resets (user_id, token_hash, created_at, expires_at)
			values (${found.owingId}, ${hashToken(resetToken)}, now(), now() + interval '1 hour')`,
	);
	await db.execute(
		sql`insert into totp_factors (user_id, secret, created_at, confirmed_at) values (${found.owingId}, ${secrets.seal("JBSWY3DPEHPK3PXP", found.owingId ?? "")}, now(), now())`,
	);
	const arrival = { now, network: "", device: "", reference: "test" };
	const owing = await openSession(db, found.owingId ?? "", { secondFactor: false }, arrival);
	const sessions = {
		manager: await signInDirectly(db, EMAILS.manager),
		auditor: await signInDirectly(db, EMAILS.auditor),
		board: await signInDirectly(db, EMAILS.board),
		network: await signInDirectly(db, EMAILS.network),
		admin: await signInDirectly(db, EMAILS.admin),
		owing: owing.token,
	};
	const begin = async (kind: PasskeyCeremony, userId: string | null) => {
		const tokens: string[] = [];
		for (let at = 0; at < challenges; at += 1) tokens.push(await beginCeremony(db, kind, userId, "e30", now));
		return tokens;
	};
	return {
		places: {
			...found,
			...other,
			domain: "ANC",
			chapter: "ANC-A",
			version: "2.0",
			criterionId: "JUR-01",
			answeredId: "ANC-02",
			exportFormat: "json",
			pieceId,
			actionId,
			number: "1",
			year: "2027",
			token,
			resetToken,
			invitationId,
			assertion: JSON.stringify(ASSERTION),
		},
		sessions,
		ceremonies: {
			passkeySignIn: await begin("passkeySignIn", null),
			passkeyRegistration: await begin("passkeyRegistration", found.managerId ?? null),
		},
	};
}

/** A piece of that cooperative, its bytes in the store. */
async function keepPiece(db: Database, dataDir: string, cooperativeId: string, by: string): Promise<string> {
	const bytes = "Pièce d’essai";
	const sha256 = hashToken(bytes);
	const shelf = path.join(dataDir, "evidence", sha256.slice(0, 2));
	await mkdir(shelf, { recursive: true });
	await writeFile(path.join(shelf, sha256), bytes);
	const pieceId = randomUUID();
	await db.execute(
		sql`insert into evidence_pieces (id, cooperative_id, title, kind, added_at, added_by)
			values (${pieceId}, ${cooperativeId}, 'Statuts', 'deed', now(), ${by})`,
	);
	await db.execute(
		sql`insert into evidence_files (cooperative_id, piece_id, number, name, media_type, size, sha256, added_at, added_by)
			values (${cooperativeId}, ${pieceId}, 1, 'statuts.txt', 'text/plain', ${Buffer.byteLength(bytes)}, ${sha256}, now(), ${by})`,
	);
	return pieceId;
}

/** An action of the manager's. */
async function planAction(db: Database, { cooperativeId, assessmentId, managerId }: Record<string, string>) {
	const [row] = await rowsOf(
		db,
		sql`insert into planned_actions (cooperative_id, assessment_id, standard_version_id, domain, criterion_id, to_level,
				owner_id, due_on, planned_at, planned_by)
			select ${cooperativeId}, id, standard_version_id, 'JUR', 'JUR-01', 3, ${managerId}, '2026-12-01', now(), ${managerId}
			from assessments where id = ${assessmentId} returning id`,
	);
	return row?.id ?? "";
}

/** An invitation into a team, whose link holds this token. */
export async function invite(db: Database, token: string, cooperativeId: string, by: string): Promise<string> {
	const [row] = await rowsOf(
		db,
		sql`insert into invitations (email, token_hash, role, cooperative_id, invited_by, created_at, expires_at)
			values (${`invite-${randomUUID()}@test.example`}, ${hashToken(token)}, 'manager', ${cooperativeId}, ${by},
				now(), now() + interval '7 days')
			returning id`,
	);
	return row?.id ?? "";
}
