/** Owns how a figure says which version of the référentiel it comes from: « Référentiel 1.0, publié le 16 janvier 2023 ». */
import type { ShownVersion } from "~/domain/standard/shown-version";
import { formatDate } from "../text/format";

export function StandardVersion({ versions }: { versions: readonly ShownVersion[] }) {
	return <span className="soft">{versionsText(versions)}</span>;
}

/** Several when some cooperatives moved on to another version within the year. */
export function versionsText(versions: readonly ShownVersion[]): string {
	return versions
		.map(({ version, publishedOn }) => `Référentiel\u00a0${version}, publié le ${formatDate(publishedOn)}`)
		.join("\u202f; ");
}
