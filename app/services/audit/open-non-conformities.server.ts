/** Opens the non-conformities of a final report, and says of those left open by earlier audits what this one found. */
import { and, eq, isNotNull, ne } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { nonConformities } from "~/db/schema/finding.server";
import { type AuditFinding, domainMajors } from "~/domain/audit/audit-finding";
import { checkedAgain, dueOn, type Grade, type Origin } from "~/domain/audit/non-conformity";
import { dayInParis } from "~/domain/calendar-day";
import { recordWrite } from "../journal/record-write.server";
import { followCriteria } from "../plan/follow-criteria.server";
import { listVersions, type PublishedStandard } from "../standard/get-standard.server";
import type { LoadedAudit } from "./load-audit.server";
import { settleAudit } from "./settle-audit.server";

interface Act {
	readonly now: Date;
	readonly by: string;
}

/** Those that an earlier audit left open go on under their own deadline: they are not opened twice. */
export async function openNonConformities(
	tx: Transaction,
	{ audit, published }: LoadedAudit,
	findings: readonly AuditFinding[],
	{ now }: Act,
): Promise<number> {
	const { id: auditId, cooperativeId } = audit;
	const { standard } = published;
	const already = new Set((await leftOpen(tx, audit, published)).flatMap(({ heirs }) => heirs));
	const opened = dayInParis(now);
	const row = (
		domain: string,
		criterionId: string | null,
		grade: Grade,
		origin: Origin,
		minors: readonly string[],
	) => ({
		...{ cooperativeId, auditId, domain, criterionId, grade, origin, minors: [...minors] },
		standard: `${standard.code}/${standard.version}`,
		openedOn: opened,
		dueOn: dueOn(grade, opened, standard.labelRules),
	});
	const rows = [
		...findings.flatMap(({ criterionId, domain, kind, generated }) =>
			(kind === "major" || kind === "minor") && !already.has(criterionId)
				? [row(domain, criterionId, kind, kind === generated ? "level" : "raised", [])]
				: [],
		),
		...domainMajors(findings, standard.labelRules.minorsMakingMajor).map(({ domain, minors }) =>
			row(domain, null, "major", "minors", minors),
		),
	];
	if (rows.length > 0) await tx.insert(nonConformities).values(rows);
	return rows.length;
}

/** What this check says of them: lifted where the level is reached, risen where it is not. */
export async function checkLeftOpen(
	tx: Transaction,
	{ audit, published }: LoadedAudit,
	findings: readonly AuditFinding[],
	{ now, by }: Act,
): Promise<void> {
	const { standard } = published;
	const touched = new Set<string>();
	const levels = new Map(findings.map(({ criterionId, level }) => [criterionId, level]));
	for (const { one, heirs } of await leftOpen(tx, audit, published)) {
		const taken = standard.criteria.filter(({ id }) => heirs.includes(id));
		const found = taken.map(({ id, metFrom }) => ({ level: levels.get(id) ?? null, metFrom }));
		const said = checkedAgain(one, found);
		if (said === "unchanged") continue;
		touched.add(one.auditId);
		const version = one.version + 1;
		const today = dayInParis(now);
		const change =
			said === "lifted"
				? ({ status: "closed", closedAt: now, closedBy: by, version } as const)
				: ({ grade: "major", dueOn: dueOn("major", today, standard.labelRules), escalatedOn: today, version } as const);
		await tx.update(nonConformities).set(change).where(eq(nonConformities.id, one.id));
		await recordWrite(tx, {
			at: now,
			actorId: by,
			action: said === "lifted" ? "nonConformity.lifted" : "nonConformity.escalated",
			subject: ["audit", `${one.auditId}/${one.criterionId}`],
			cooperativeId: one.cooperativeId,
			before: { status: one.status, grade: one.grade, dueOn: one.dueOn },
			after:
				said === "lifted" ? { status: "closed", by: audit.id } : { grade: "major", dueOn: change.dueOn, by: audit.id },
		});
	}
	for (const auditId of touched) await settleAudit(tx, auditId, { now, by });
}

/** With the criteria that take each of them over in the version this audit reads. */
async function leftOpen(
	tx: Transaction,
	audit: { readonly id: string; readonly cooperativeId: string },
	published: PublishedStandard,
) {
	const open = await tx
		.select()
		.from(nonConformities)
		.where(
			and(
				eq(nonConformities.cooperativeId, audit.cooperativeId),
				ne(nonConformities.auditId, audit.id),
				ne(nonConformities.status, "closed"),
				isNotNull(nonConformities.criterionId),
			),
		)
		.for("update");
	const versions = await listVersions(tx);
	// The dossier it was opened on may be closed to this team: the row itself names the version.
	const writtenIn = (named: string) =>
		versions.find(({ standard }) => `${standard.code}/${standard.version}` === named)?.id ?? published.id;
	const ids = open.map(({ standard }) => writtenIn(standard));
	const follow = await followCriteria(tx, published, ids);
	return open.map((one, at) => ({ one, heirs: follow(ids[at] ?? published.id, one.criterionId ?? "").heirs }));
}
