/** The fields of one finding's form, as the use case reads them. The form calls the note `comment` and what was seen on site `reason`: an answer's fields. */
export function findingInput(form: FormData) {
	const field = (name: string) => {
		const value = form.get(name);
		return typeof value === "string" ? value : undefined;
	};
	/** The boxes ticked, or their ids in one text of the autosave; undefined: the form does not show them. */
	const pieces = () => {
		if (!form.has("piece")) return undefined;
		return form.getAll("piece").flatMap((ids) => String(ids).split(" ").filter(Boolean));
	};
	return {
		criterionId: field("criterionId"),
		choice: field("choice"),
		note: field("comment"),
		seenOnSite: field("reason"),
		seen: pieces(),
		version: field("version"),
	};
}
