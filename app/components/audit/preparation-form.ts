/** Owns what the forms of the preparation page are given back when they are refused: what was typed, and why. */
export interface RefusedPreparation {
	/** Which form: its intent, and what it was about. */
	readonly intent: string;
	readonly about: string;
	readonly error: string;
	readonly typed: Readonly<Record<string, string>>;
	readonly domains: readonly string[];
	readonly seats: readonly string[];
	readonly evidence: readonly string[];
}

/** The refusal, when it is that form's own. */
export function refusalOf(
	refused: RefusedPreparation | null,
	intent: string,
	about = "",
): RefusedPreparation | undefined {
	return refused?.intent === intent && refused.about === about ? refused : undefined;
}
