/** Owns what the processes tell each other of a draft under way. Read with care: another version of us may have sent it. */
import { z } from "zod";

const presence = z.object({
	page: z.string(),
	userId: z.string(),
	domain: z.string(),
	criterionId: z.string().nullable(),
});

const message = z.discriminatedUnion("kind", [
	/** An answer was written: said by the database itself, once committed (drizzle/0013_live_answers.sql). */
	z.object({
		kind: z.literal("edit"),
		assessmentId: z.string(),
		criterionId: z.string(),
		version: z.number(),
		userId: z.string().nullable(),
	}),
	z.object({ kind: z.literal("here"), assessmentId: z.string(), pages: z.array(presence) }),
	z.object({ kind: z.literal("left"), assessmentId: z.string(), page: z.string(), userId: z.string() }),
]);

export type LiveMessage = z.infer<typeof message>;

export function readLiveMessage(text: string): LiveMessage | null {
	try {
		return message.safeParse(JSON.parse(text)).data ?? null;
	} catch {
		return null;
	}
}
