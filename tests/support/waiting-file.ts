/** Owns a file of the demonstration that waits for an audit, and that nobody asked to be audited yet. */
import { eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { auditRequests } from "~/db/schema/visit-dates.server";
import { getScheduleForm } from "~/services/audit/get-schedule-form.server";
import { as, createActor } from "./world";

/** Has this person manage its cooperative too. Returns the assessment that waits. */
export async function manageWaitingFile(db: Database, email: string): Promise<string> {
	const network = as(db, await createActor(db, "network"), new Date());
	const query = { assessmentId: null, kind: null, startsOn: null, endsOn: null };
	const asked = (await db.select({ id: auditRequests.assessmentId }).from(auditRequests)).map(({ id }) => id);
	const waiting = (await getScheduleForm(network, query)).assessments.find(({ id }) => !asked.includes(id));
	if (!waiting) throw new Error("no file waits for an audit");
	const { chosen } = await getScheduleForm(network, { ...query, assessmentId: waiting.id });
	const [person] = await db.select().from(users).where(eq(users.email, email));
	if (!chosen || !person) throw new Error(`${email} can't manage the cooperative of ${waiting.id}`);
	await db.insert(roleGrants).values({ userId: person.id, role: "manager", cooperativeId: chosen.cooperative.id });
	return waiting.id;
}
