import { expect, test } from "vitest";
import contradictionsFile from "../../../criteria/schema/contradictions.schema.json";
import domainFile from "../../../criteria/schema/domain.schema.json";
import examplesFile from "../../../criteria/schema/examples.schema.json";
import standardFile from "../../../criteria/schema/standard.schema.json";
import { editorSchemas } from "./editor-schemas";

test("the committed schemas are those of the parser (npm run criteria:check -- --write-schema, then npm run format)", () => {
	const generated = editorSchemas();
	expect(JSON.parse(generated["standard.schema.json"])).toEqual(standardFile);
	expect(JSON.parse(generated["domain.schema.json"])).toEqual(domainFile);
	expect(JSON.parse(generated["examples.schema.json"])).toEqual(examplesFile);
	expect(JSON.parse(generated["contradictions.schema.json"])).toEqual(contradictionsFile);
});
