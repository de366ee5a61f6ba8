/** Writes a finding otherwise than the levels say, with its reason: what was there before stays readable. */
import { z } from "zod";
import { auditFindingEdits } from "~/db/schema/finding.server";
import { atomically } from "~/db/transaction.server";
import { checkEdit, type EditRefusal, FINDING_KINDS } from "~/domain/audit/audit-finding";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { loadAudit, lockAudit } from "./load-audit.server";
import { loadAuditFindings } from "./load-findings.server";

const form = z.strictObject({
	criterionId: z.string().max(40),
	kind: z.enum(FINDING_KINDS),
	text: z.string().default(""),
	reason: z.string().default(""),
	/** How many times it had been written when the person read it. */
	edits: rowVersion,
});

export type EditFindingResult = Result<
	{ readonly criterionId: string },
	"INVALID" | "CHANGED_MEANWHILE" | "REPORT_ELSEWHERE" | EditRefusal
>;

export async function editFinding(
	{ db, actor, now }: UseCase,
	auditId: string,
	input: unknown,
): Promise<EditFindingResult> {
	const loaded = await loadAudit(db, auditId);
	const { resource } = loaded;
	authorise(actor, "audit.writeFindings", { ...resource, status: "provisionalReport" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { edits, ...asked } = parsed.data;
	return atomically(db, async (tx) => {
		const audit = await lockAudit(tx, auditId);
		if (audit.status !== "provisionalReport") return refuse("REPORT_ELSEWHERE");
		const { findings } = await loadAuditFindings(tx, loaded);
		const current = findings.find(({ criterionId }) => criterionId === asked.criterionId);
		if (!current) throw new NotFoundError(asked.criterionId);
		if (current.edits !== edits) return refuse("CHANGED_MEANWHILE");
		const edit = checkEdit(current, asked);
		if (!edit.ok) return edit;
		const { criterionId, kind } = edit.value;
		const { cooperativeId } = audit;
		await tx
			.insert(auditFindingEdits)
			.values({ ...edit.value, cooperativeId, auditId, number: edits + 1, at: now, by: actor.userId });
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.findingEdited",
			subject: ["audit", `${auditId}/${criterionId}`],
			cooperativeId,
			before: { finding: current.kind },
			after: { finding: kind, number: edits + 1 },
		});
		return accept({ criterionId });
	});
}
