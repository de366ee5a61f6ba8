/** Tells whether one's own signature closed an audit's file to oneself: sent twice, or opened again, it leads to one's own ties. */
import { and, eq } from "drizzle-orm";
import { interestDeclarations, interestDeclarationTies } from "~/db/schema/mission.server";
import { closesFile } from "~/domain/audit/interest-declaration";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { ownTies } from "./sign-declaration.server";

/**
 * What this work answers; null when there is nothing there for that person because a tie they told by signing, and have not
 * ended, closes the file. It reads what is theirs alone: to anybody else the audit stays unknown.
 */
export async function unlessClosedBySigning<T>(
	useCase: UseCase,
	auditId: string,
	work: () => Promise<T>,
): Promise<T | null> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof NotFoundError && (await hasClosedBySigning(useCase, auditId))) return null;
		throw error;
	}
}

async function hasClosedBySigning({ db, actor }: UseCase, auditId: string): Promise<boolean> {
	if (!isUuid(auditId)) return false;
	const { userId } = actor;
	const told = await db
		.select({ cooperativeId: interestDeclarations.cooperativeId, kind: interestDeclarationTies.kind })
		.from(interestDeclarations)
		.innerJoin(interestDeclarationTies, eq(interestDeclarationTies.declarationId, interestDeclarations.id))
		.where(and(eq(interestDeclarations.auditId, auditId), eq(interestDeclarations.userId, userId)));
	const closing = told.filter(({ kind }) => closesFile(kind));
	const [one] = closing;
	if (!one) return false;
	authorise(actor, "recusal.declare", null);
	// As they stand now: the session may know them from before the first of two posts.
	const standing = await ownTies(db, userId, one.cooperativeId);
	return closing.some(({ kind }) => standing.includes(kind));
}
