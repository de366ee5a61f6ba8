/** Owns a page of the journal on screen: one line per write, what changed under it, long texts folded. */
import { Pagination } from "../display/pagination";
import { EmptyState } from "../layout/empty-state";
import { Link } from "../layout/link";
import { formatDateTime, formatNumber } from "../text/format";
import { frenchTypography } from "../text/french";
import type { Change } from "./journal-fields";
import type { JournalLine } from "./journal-words";

export function JournalList({
	lines,
	first,
	page,
	hasNext,
	pageHref,
	objectHref,
	about,
}: {
	lines: readonly JournalLine[];
	/** Rank of the first line. */
	first: number;
	page: number;
	hasNext: boolean;
	pageHref: (page: number) => string;
	/** All about the same object, where such a page exists. */
	objectHref?: (objectId: string) => string;
	/** The object the page is about: lines say what else they are about. Without it, they say all of it. */
	about?: string;
}) {
	if (lines.length === 0) {
		return (
			<EmptyState title="Rien ici">
				<p>Aucune modification enregistrée ne correspond.</p>
			</EmptyState>
		);
	}
	return (
		<div className="stack-wide">
			<ol className="journal" start={first}>
				{lines.map((line) => (
					<li key={line.id}>
						<p className="journal-what">
							<strong>{line.what}</strong>
							{(about === undefined || line.subjectId !== about) &&
								(objectHref !== undefined || line.object !== line.kind) && (
									<JournalObject line={line} href={objectHref?.(line.objectId)} />
								)}
						</p>
						<p className="soft small">
							{`${formatDateTime(line.at)}, ${line.who}`}
							{about === undefined && line.cooperative && ` · ${line.cooperative}`}
							{` · nº ${formatNumber(line.id)}`}
						</p>
						<Changes changes={line.changes} />
					</li>
				))}
			</ol>
			{(page > 1 || hasNext) && (
				<Pagination
					status={`Lignes ${formatNumber(first)} à ${formatNumber(first + lines.length - 1)}, les plus récentes d’abord`}
					previousHref={page > 1 ? pageHref(page - 1) : undefined}
					nextHref={hasNext ? pageHref(page + 1) : undefined}
				/>
			)}
		</div>
	);
}

function JournalObject({ line, href }: { line: JournalLine; href: string | undefined }) {
	const object = frenchTypography(line.object);
	return <span> · {href ? <Link href={href}>{object}</Link> : object}</span>;
}

function Changes({ changes }: { changes: readonly Change[] }) {
	const short = changes.filter(({ long }) => !long);
	const long = changes.filter((change) => change.long);
	return (
		<>
			{short.length > 0 && (
				<dl className="journal-changes">
					{short.map(({ label, before, after }) => (
						<div key={label}>
							<dt>{label}</dt>
							<dd>{frenchTypography(`${before === null ? "" : `${before} → `}${after ?? "rien"}`)}</dd>
						</div>
					))}
				</dl>
			)}
			{long.map(({ label, before, after }) => (
				<details key={label} className="journal-text">
					<summary>{`${label} : ${before === null ? "ajouté" : after === null ? "retiré" : "modifié"}`}</summary>
					{before !== null && <Said when="Avant" text={before} />}
					{after !== null && <Said when="Après" text={after} />}
				</details>
			))}
		</>
	);
}

function Said({ when, text }: { when: string; text: string }) {
	return (
		<p className="pre-line">
			<span className="soft">{frenchTypography(`${when} : `)}</span>
			{frenchTypography(text)}
		</p>
	);
}
