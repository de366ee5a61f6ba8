/** Records the last day of a cooperative in the network, or takes it back. Nothing of its past is removed. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { cooperatives } from "~/db/schema/cooperative.server";
import { atomically } from "~/db/transaction.server";
import { isDay } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";

const form = z.strictObject({
	/** Empty: the cooperative stays after all. */
	lastDay: z.string().max(20).default(""),
	/** `oui` once the consequences were read. */
	confirmed: z.string().max(10).default(""),
	version: rowVersion.min(1),
});

export type EndMembershipResult = Result<
	{ readonly version: number },
	"UNREADABLE" | "NOT_A_DAY" | "BEFORE_MEMBER_SINCE" | "UNCONFIRMED" | "CHANGED_MEANWHILE" | "NOTHING_CHANGED"
>;

export async function endMembership(
	{ db, actor, now }: UseCase,
	cooperativeId: string,
	input: unknown,
): Promise<EndMembershipResult> {
	authorise(actor, "cooperative.edit", { cooperativeId }, ["cooperative.read", { cooperativeId }]);
	if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("UNREADABLE");
	const { confirmed, version } = parsed.data;
	const memberUntil = parsed.data.lastDay === "" ? null : parsed.data.lastDay;
	if (memberUntil !== null && !isDay(memberUntil)) return refuse("NOT_A_DAY");
	return atomically(db, async (tx) => {
		const [row] = await tx.select().from(cooperatives).where(eq(cooperatives.id, cooperativeId)).for("update");
		if (!row) throw new NotFoundError(cooperativeId);
		if (row.version !== version) return refuse("CHANGED_MEANWHILE");
		if (row.memberUntil === memberUntil) return refuse("NOTHING_CHANGED");
		if (memberUntil !== null && row.memberSince !== null && memberUntil < row.memberSince) {
			return refuse("BEFORE_MEMBER_SINCE");
		}
		if (memberUntil !== null && confirmed !== "oui") return refuse("UNCONFIRMED");
		await tx
			.update(cooperatives)
			.set({ memberUntil, version: version + 1 })
			.where(eq(cooperatives.id, cooperativeId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "cooperative.edited",
			subject: ["cooperative", cooperativeId],
			cooperativeId,
			before: { memberUntil: row.memberUntil },
			after: { memberUntil },
		});
		return accept({ version: version + 1 });
	});
}
