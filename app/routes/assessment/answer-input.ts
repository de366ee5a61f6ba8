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
