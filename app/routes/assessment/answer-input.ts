import { createHash } from "node:crypto";

/** The fields of one answer's form, as the use case reads them. Anything else in the form is left out. */
export function answerInput(form: FormData) {
	const field = (name: string) => {
		const value = form.get(name);
		return typeof value === "string" ? value : undefined;
	};
	return {
		criterionId: field("criterionId"),
		choice: field("choice"),
		reason: field("reason"),
		comment: field("comment"),
		version: field("version"),
		key: field("key"),
	};
}

/**
 * The key of a form sent without JavaScript, out of its page's own: sending the very same form again is the same save,
 * anything else in it makes another one.
 */
export function pageFormKey(form: FormData): string {
	const parts = ["pageKey", "criterionId", "version", "choice", "reason", "comment"].map((name) => form.get(name));
	const hex = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
	return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}
