/** Owns how the address of the journal says its filter, both ways. */
import type { JournalAddress } from "~/domain/page-address";

/** What was asked, in the words of the service. */
export function journalWish({ searchParams }: URL) {
	const asked = (key: keyof JournalAddress) => searchParams.get(key) || undefined;
	return {
		from: asked("du"),
		until: asked("au"),
		person: asked("personne"),
		family: asked("famille"),
		cooperative: asked("cooperative"),
		object: asked("objet"),
		page: asked("page"),
	};
}

/** The same filter, as an address. */
export function journalAddress(query: {
	readonly from?: string;
	readonly until?: string;
	readonly person: string;
	readonly family?: string;
	readonly cooperative: string;
	readonly object: string;
}): JournalAddress {
	return {
		du: query.from,
		au: query.until,
		personne: query.person,
		famille: query.family,
		cooperative: query.cooperative,
		objet: query.object,
	};
}
