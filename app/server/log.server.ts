/**
 * Owns the technical log: one JSON line per event, on the standard output, errors on the standard error. Never an address, a
 * name, a query string, a cookie or a body: what is logged is chosen field by field, and what an error says is cleaned.
 */
import pino from "pino";

const STDOUT = 1;
const STDERR = 2;

/** What identifies one request in the log. */
export interface RequestLine {
	readonly reference: string;
	readonly method: string;
	/** Pattern of the URL table, never the address itself. */
	readonly route: string;
}

export const log = pino(
	{
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (label) => ({ level: label }) },
	},
	pino.multistream(
		[
			{ level: "trace", stream: pino.destination({ dest: STDOUT, sync: true }) },
			{ level: "error", stream: pino.destination({ dest: STDERR, sync: true }) },
		],
		{ dedupe: true },
	),
);

/** An error nobody expected, with the reference the person reads on the page. */
export function logFailure(line: Partial<RequestLine> & { readonly reference: string }, error: unknown): void {
	log.error({ ...line, error: describeError(error) }, "unexpected error");
}

export interface DescribedError {
	readonly name: string;
	readonly message?: string;
	/** Statement sent to the database, whose values are placeholders. */
	readonly query?: string;
	readonly code?: string;
	readonly constraint?: string;
	readonly table?: string;
	readonly frames?: readonly string[];
	readonly cause?: DescribedError;
}

/**
 * What may be written of an error. The database quotes values in its messages and the query builder lists them all: of
 * those, only the statement and the codes are kept.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
	if (!(error instanceof Error)) return { name: typeof error, message: clean(String(error)) };
	const known = error as Error & Record<string, unknown>;
	const word = (...keys: string[]) => {
		const value = keys.map((key) => known[key]).find((one) => typeof one === "string");
		return value === undefined || /^[A-Z\d_]{1,60}$/.test(String(value)) ? (value as string) : clean(String(value));
	};
	const ofDatabase = "severity" in known || "query" in known;
	return {
		name: error.name === "Error" ? error.constructor.name : error.name,
		message: ofDatabase ? undefined : clean(error.message),
		query: word("query"),
		code: word("code"),
		constraint: word("constraint_name", "constraint"),
		table: word("table_name", "table"),
		frames: framesOf(error),
		cause: error.cause === undefined || depth >= 3 ? undefined : describeError(error.cause, depth + 1),
	};
}

/** Where it happened, without the message that heads a stack. */
function framesOf(error: Error): readonly string[] {
	const said = error.stack ?? "";
	const start = said.indexOf(error.message);
	const frames = start < 0 ? said : said.slice(start + error.message.length);
	return frames
		.split("\n")
		.filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
		.slice(0, 12)
		.map((line) => line.trim());
}

function clean(text: string): string {
	return text
		.slice(0, 600)
		.replace(/[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+/g, "[adresse]")
		.replace(/\b(postgres(?:ql)?|smtps?|https?):\/\/\S+/g, "$1://[…]")
		.replace(/[\w-]{32,}/g, "[jeton]");
}
