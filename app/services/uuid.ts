/** Owns the shape of our identifiers: anything else in an address is simply not found. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isUuid(text: string | undefined): text is string {
	return text !== undefined && UUID.test(text);
}
