/** Owns the history of a criterion on screen: each version it lived in, the latest first, with what changed and why. */
import type { HistoryEntry, HistoryStep } from "~/domain/standard/criterion-history";
import { keptAnswerSentences, originText } from "~/messages.standard.fr";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";

export function CriterionHistory({
	steps,
	current,
}: {
	steps: readonly HistoryStep[];
	/** The criterion this page is about. */
	current: { readonly version: string; readonly id: string };
}) {
	return (
		<ol className="journal">
			{steps.map((step) => (
				<li key={step.version}>
					<h3 className="criterion-version">
						Version {step.version} <small className="soft">{formatDate(step.publishedOn)}</small>
					</h3>
					<ul className="plain-list">
						{step.entries.map((entry) => (
							<li key={entry.id}>
								<Entry
									version={step.version}
									entry={entry}
									here={step.version === current.version && entry.id === current.id}
								/>
							</li>
						))}
						{step.retired.map(({ id, reason, replacedBy }) => (
							<li key={id}>
								{frenchTypography(`${id} est retiré : ${reason}`)}
								{replacedBy && (
									<>
										{" "}
										À lire à la place{"\u00a0: "}
										<Link href={paths.standard.criterion(step.version, replacedBy)}>{replacedBy}</Link>.
									</>
								)}
							</li>
						))}
					</ul>
				</li>
			))}
		</ol>
	);
}

function Entry({ version, entry, here }: { version: string; entry: HistoryEntry; here: boolean }) {
	const { id, title, origin } = entry;
	const changed = origin !== null && origin.kind !== "unchanged" && origin.kind !== "new";
	return (
		<>
			{here ? (
				<strong>{frenchTypography(`${id} · ${title}`)}</strong>
			) : (
				<Link href={paths.standard.criterion(version, id)}>{frenchTypography(`${id} · ${title}`)}</Link>
			)}
			<p>{frenchTypography(originText(entry))}</p>
			{origin?.note && <p>{frenchTypography(origin.note)}</p>}
			{changed && origin.keepAnswer && (
				<p className="soft small">{frenchTypography(keptAnswerSentences[origin.keepAnswer])}</p>
			)}
		</>
	);
}
