import { expect, test } from "vitest";
import domainFile from "../../../criteria/schema/domain.schema.json?raw";
import standardFile from "../../../criteria/schema/standard.schema.json?raw";
import { editorSchemas } from "./editor-schemas";

test("the committed schemas are those of the parser (npm run criteria:check -- --write-schema)", () => {
	expect(editorSchemas()).toEqual({ "standard.schema.json": standardFile, "domain.schema.json": domainFile });
});
