/** Receives one part of a file, from somebody who may add evidence, and says how much of it came. */
import { z } from "zod";
import { accept, type Result, refuse } from "~/domain/result";
import { authorise, type UseCase } from "../use-case.server";
import type { Received } from "./evidence-storage";
import type { PartialUploads } from "./partial-upload.server";

const form = z.object({
	upload: z.uuid(),
	/** Where the part begins. */
	offset: z.coerce.number().int().min(0).default(0),
});

export type PartResult = Result<{ readonly length: number }, "INVALID">;

/** @param received the part; without one, only says how much came */
export async function receivePart(
	{ actor }: UseCase,
	uploads: PartialUploads,
	mostBytes: number,
	cooperativeId: string,
	input: unknown,
	received: Received | null,
): Promise<PartResult> {
	authorise(actor, "evidence.add", { cooperativeId });
	return appendPart(actor.userId, uploads, mostBytes, input, received);
}

/** The caller said that this person may send a file. */
export async function appendPart(
	ownerId: string,
	uploads: PartialUploads,
	mostBytes: number,
	input: unknown,
	received: Received | null,
): Promise<PartResult> {
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { upload, offset } = parsed.data;
	const part = received?.parts[0];
	if (!part) return accept({ length: await uploads.length(ownerId, upload) });
	return accept({ length: await uploads.append(ownerId, upload, offset, part, mostBytes) });
}
