/** Owns the reading of one YAML file against its schema: typed content out, or every problem with its place. */
import type { z } from "zod";
import type { CriteriaFile, Problem } from "./problem";
import { schemaProblems } from "./schema-problems";
import { readYamlDocument, type YamlDocument } from "./yaml-document";

export type ReadFile<Content> =
	| { readonly ok: true; readonly document: YamlDocument; readonly content: Content }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/** Never throws, whatever the bytes. */
export function readAs<Content>(file: CriteriaFile, schema: z.ZodType<Content>): ReadFile<Content> {
	const read = readYamlDocument(file);
	if (!read.ok) return read;
	const parsed = schema.safeParse(read.value.data);
	if (!parsed.success) return { ok: false, problems: schemaProblems(read.value, parsed.error.issues) };
	return { ok: true, document: read.value, content: parsed.data };
}
