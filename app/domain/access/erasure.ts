/** Owns what an erased person is called from then on, and how an erasure is confirmed. Rule in docs/registre-traitements.md. */

export const ERASED_NAME = "Personne supprimée";

/** An address that reaches nobody, for ever: `.invalid` is reserved by RFC 2606. */
export function erasedAddress(random: string): string {
	return `${random.toLowerCase()}@supprime.invalid`;
}

/** Whether the name typed is that of the person: spaces and accents' encodings aside, exactly. */
export function confirmsErasure(typed: string, name: string): boolean {
	return plain(typed) !== "" && plain(typed) === plain(name);
}

const plain = (text: string) => text.normalize("NFC").replace(/\s+/gu, " ").trim();
