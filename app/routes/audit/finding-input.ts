/** The fields of one finding's form, as the use case reads them. The form calls the note `comment`, as every answer's does. */
export function findingInput(form: FormData) {
	const field = (name: string) => {
		const value = form.get(name);
		return typeof value === "string" ? value : undefined;
	};
	return {
		criterionId: field("criterionId"),
		choice: field("choice"),
		note: field("comment"),
		version: field("version"),
	};
}
