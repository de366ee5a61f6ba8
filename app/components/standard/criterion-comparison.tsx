/** Owns one criterion of a comparison: what became of it, why, what becomes of the answer, and its texts word by word. */
import type { CriterionComparison, EvidencePiece } from "~/domain/standard/comparison";
import {
	comparedKindLabel,
	evidenceText,
	keptAnswerLabels,
	textFieldLabels,
	traitLabels,
	traitTexts,
} from "~/messages.comparison.fr";
import { Badge } from "../display/badge";
import { domainHue } from "../display/domain-mark";
import { frenchTypography } from "../text/french";
import { MarkedText } from "./marked-text";

export function ComparedCriterion({
	criterion,
	terms,
}: {
	criterion: CriterionComparison;
	terms: Readonly<Record<string, string>>;
}) {
	const { id, domain, title, kind, note, steps, keepAnswer, texts, evidence, traits, gathered } = criterion;
	const origin = originText(criterion);
	return (
		<article className={`compared ${domainHue(domain)}`} aria-labelledby={`${id}-titre`} id={id}>
			<header>
				<h3 id={`${id}-titre`}>
					<span className="compared-code">{id}</span> {frenchTypography(title)}
				</h3>
				<p className="row">
					<Badge kind={kind === "unchanged" ? "neutral" : "info"}>{comparedKindLabel(kind)}</Badge>
					{origin && <span>{origin}</span>}
					{keepAnswer && <span className="soft">{keptAnswerLabels[keepAnswer]}</span>}
				</p>
			</header>
			{note && <p className="compared-note">{frenchTypography(note)}</p>}
			{steps.length > 0 && (
				<div className="compared-note">
					<ul className="plain-list">
						{steps.map((step) => (
							<li key={`${step.version} ${step.kind} ${step.note}`}>
								<strong>
									{frenchTypography(`Version ${step.version} : ${comparedKindLabel(step.kind).toLowerCase()}.`)}
								</strong>{" "}
								{step.note && frenchTypography(step.note)}
							</li>
						))}
					</ul>
				</div>
			)}
			{traits.length + texts.length + evidence.length + gathered.length > 0 && (
				<dl>
					{traits.map((difference) => {
						const { before, after } = traitTexts(difference, terms);
						return (
							<div key={difference.trait}>
								<dt>{traitLabels[difference.trait]}</dt>
								<dd>
									<MarkedText
										pieces={[
											{ kind: "removed", text: before },
											{ kind: "same", text: " " },
											{ kind: "added", text: after },
										]}
									/>
								</dd>
							</div>
						);
					})}
					{texts.map(({ field, pieces }) => (
						<div key={field}>
							<dt>{textFieldLabels[field]}</dt>
							<dd>
								<MarkedText pieces={pieces} />
							</dd>
						</div>
					))}
					{evidence.length > 0 && (
						<div>
							<dt>Pièces attendues</dt>
							<dd>
								<EvidenceList pieces={evidence} />
							</dd>
						</div>
					)}
					{gathered.map((other) => (
						<div key={other.id}>
							<dt>{`Réunit aussi ${other.id}`}</dt>
							<dd>
								<del>{frenchTypography(`${other.title}. ${other.statement}`)}</del>
							</dd>
						</div>
					))}
				</dl>
			)}
		</article>
	);
}

function EvidenceList({ pieces }: { pieces: readonly EvidencePiece[] }) {
	return (
		<ul>
			{pieces.map(({ kind, evidence }) => (
				<li key={`${kind} ${evidence.label}`}>
					<MarkedText pieces={[{ kind, text: evidenceText(evidence) }]} />
				</li>
			))}
		</ul>
	);
}

function originText({ id, kind, from, parts, replacedBy }: CriterionComparison): string | null {
	if (parts.length > 1) return `${from.join(", ")} devient ${parts.join(" et ")}`;
	if (from.length > 1) return `réunit ${from.join(" et ")}`;
	if (kind === "retired") return replacedBy ? `lire ${replacedBy} à la place` : null;
	return from[0] !== undefined && from[0] !== id ? `reprend ${from[0]}` : null;
}
