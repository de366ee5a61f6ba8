/** Owns the JSON schemas that editors use for completion: generated from the schemas of the parser, committed in `criteria/schema/`. */
import { z } from "zod";
import { contradictionsSchema } from "./contradictions-schema";
import { domainSchema } from "./domain-schema";
import { examplesSchema } from "./examples-schema";
import { standardSchema } from "./standard-schema";

/** Text of each file of `criteria/schema/`, by file name. Written by `npm run criteria:check -- --write-schema`. */
export function editorSchemas(): Readonly<
	Record<"standard.schema.json" | "domain.schema.json" | "examples.schema.json" | "contradictions.schema.json", string>
> {
	return {
		"standard.schema.json": toText(standardSchema),
		"domain.schema.json": toText(domainSchema),
		"examples.schema.json": toText(examplesSchema),
		"contradictions.schema.json": toText(contradictionsSchema),
	};
}

function toText(schema: z.ZodType): string {
	return `${JSON.stringify(z.toJSONSchema(schema, { io: "input", target: "draft-7" }), null, "\t")}\n`;
}
