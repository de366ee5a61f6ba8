/** Writes what an auditor knows, from where and how often they travel. The auditor themselves, or the national team. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { auditorSkills } from "~/db/schema/auditor.server";
import { atomically } from "~/db/transaction.server";
import { type AuditorSkills, checkSkills, type SkillsRefusal } from "~/domain/audit/auditor-profile";
import { DEPARTMENTS } from "~/domain/cooperative/regions";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { findLatestStandard } from "../standard/get-standard.server";
import { authorise, type UseCase } from "../use-case.server";
import { lockAuditor } from "./lock-auditor.server";

const words = z.array(z.string().max(40)).max(60).default([]);
const form = z.strictObject({
	domains: words,
	sectors: words,
	languages: words,
	weekdays: words,
	department: z.string().max(60).default(""),
	yearlyLimit: z.string().max(10).default(""),
	/** Zero while nothing was said yet. */
	version: rowVersion,
});

export type SetSkillsResult = Result<null, SkillsRefusal | "INVALID" | "CHANGED_MEANWHILE" | "NOTHING_CHANGED">;

export async function setAuditorSkills(
	{ db, actor, now }: UseCase,
	userId: string,
	input: unknown,
): Promise<SetSkillsResult> {
	authorise(actor, "auditor.profile", { userId });
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const published = await findLatestStandard(db);
	const codes = (terms: readonly { readonly code: string }[] = []) => terms.map(({ code }) => code);
	const checked = checkSkills(parsed.data, {
		domains: codes(published?.standard.domains),
		sectors: codes(published?.standard.sectors),
		departments: DEPARTMENTS.map(({ name }) => name),
	});
	if (!checked.ok) return checked;
	return atomically(db, async (tx): Promise<SetSkillsResult> => {
		await lockAuditor(tx, userId);
		const [before] = await tx.select().from(auditorSkills).where(eq(auditorSkills.userId, userId));
		if ((before?.version ?? 0) !== parsed.data.version) return refuse("CHANGED_MEANWHILE");
		if (before && JSON.stringify(saidOf(before)) === JSON.stringify(checked.value)) return refuse("NOTHING_CHANGED");
		const row = { ...checked.value, version: parsed.data.version + 1, updatedAt: now };
		await tx
			.insert(auditorSkills)
			.values({ userId, ...row })
			.onConflictDoUpdate({ target: auditorSkills.userId, set: row });
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "auditor.skillsSet",
			subject: ["user", userId],
			before: before ? told(before) : null,
			after: told(checked.value),
		});
		return accept(null);
	});
}

function saidOf(row: AuditorSkills): AuditorSkills {
	const { domains, sectors, languages, department, yearlyLimit, weekdays } = row;
	return { domains, sectors, languages, department, yearlyLimit, weekdays };
}

/** As the journal words them: a cooperative's sectors and an auditor's are not the same thing. */
function told({ domains, sectors, ...rest }: AuditorSkills) {
	const { languages, department, yearlyLimit, weekdays } = rest;
	return { auditorDomains: domains, auditorSectors: sectors, languages, department, yearlyLimit, weekdays };
}
