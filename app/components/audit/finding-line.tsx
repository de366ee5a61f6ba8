/** Owns one finding of a report: its criterion, its text, what it was before, and what the cooperative and the lead said of it. */
import type { ReactNode } from "react";
import type { FindingKind } from "~/domain/audit/audit-finding";
import type { ReplyVerdict } from "~/domain/audit/report-delays";
import type { Level } from "~/domain/standard/standard";
import { findingLabels } from "~/messages.report.fr";
import { paths } from "~/paths";
import { DomainMark } from "../display/domain-mark";
import { LevelMark } from "../display/level-mark";
import { Link } from "../layout/link";
import { formatCount, formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";

export interface ShownReply {
	readonly text: string;
	readonly version: number;
	readonly savedAt: string;
	readonly verdict: ReplyVerdict | null;
	readonly answer: string;
	readonly levelBefore: Level | null;
	readonly notApplicableBefore: boolean;
}

export interface ShownFinding {
	readonly criterionId: string;
	readonly domain: string;
	readonly title: string;
	readonly level: Level | null;
	readonly generated: FindingKind;
	readonly kind: FindingKind;
	readonly text: string;
	readonly edits: number;
	readonly writable: readonly FindingKind[];
	readonly evidence: readonly string[];
	readonly earlier: readonly {
		readonly kind: FindingKind;
		readonly text: string;
		readonly reason: string;
		readonly at: string;
	}[];
	readonly reply: ShownReply | null;
}

export function FindingLine({
	auditId,
	finding,
	children,
}: {
	auditId: string;
	finding: ShownFinding;
	children?: ReactNode;
}) {
	const { criterionId, domain, title, level, text, evidence, reply } = finding;
	return (
		<li id={criterionId} className="finding">
			<h3>
				<DomainMark code={domain} alone />{" "}
				<Link href={paths.audits.visit(auditId, domain, criterionId)}>{criterionId}</Link> {frenchTypography(title)}
			</h3>
			<p className="soft">
				<LevelMark level={level} /> {frenchTypography(levelText(level))}
				{evidence.length > 0 &&
					frenchTypography(`, ${formatCount(evidence.length, "pièce envoyée", "pièces envoyées")} avec ce critère`)}
			</p>
			{text && <p className="pre-line">{frenchTypography(text)}</p>}
			<Earlier finding={finding} />
			{reply && reply.text !== "" && <Reply reply={reply} />}
			{children}
		</li>
	);
}

function levelText(level: Level | null): string {
	return level === null ? "Non applicable" : `Niveau ${level} retenu`;
}

function Earlier({ finding: { earlier, generated } }: { finding: ShownFinding }) {
	const [last, ...before] = earlier;
	if (!last) return null;
	return (
		<details>
			<summary>
				{frenchTypography(`Écrit par l’équipe : le niveau seul dirait « ${findingLabels[generated].toLowerCase()} »`)}
			</summary>
			<p>{frenchTypography(`Motif : ${last.reason}`)}</p>
			<p className="soft small">{formatDateTime(last.at)}</p>
			{before.map(({ kind, text, reason, at }) => (
				<div key={at}>
					<p>{frenchTypography(`Avant : ${findingLabels[kind].toLowerCase()}. ${text}`)}</p>
					<p className="soft small">{frenchTypography(`Motif : ${reason}, ${formatDateTime(at)}`)}</p>
				</div>
			))}
		</details>
	);
}

function Reply({ reply: { text, verdict, answer, levelBefore, notApplicableBefore } }: { reply: ShownReply }) {
	const was = notApplicableBefore ? "non applicable" : `niveau ${levelBefore ?? "non relevé"}`;
	return (
		<blockquote className="finding-reply">
			<p className="soft small">Réponse de la CAE</p>
			<p className="pre-line">{frenchTypography(text)}</p>
			{verdict && (
				<>
					<p className="soft small">
						{frenchTypography(
							verdict === "kept"
								? "L’équipe maintient son constat :"
								: `L’équipe change son constat (avant : ${was}) :`,
						)}
					</p>
					<p className="pre-line">{frenchTypography(answer)}</p>
				</>
			)}
		</blockquote>
	);
}
