/** Owns what an import would do, said before anything is done: what changes, what somebody else changed, what is refused; then one button. */
import type { PlannedAnswer } from "~/domain/assessment/plan-import";
import type { RefusedCell } from "~/domain/assessment/read-answer-sheet";
import { DataTable } from "../display/data-table";
import { DefinitionList } from "../display/definition-list";
import { LevelMark } from "../display/level-mark";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { Section } from "../layout/section";
import { formatCount, formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";

export interface ShownReport {
	readonly changes: readonly PlannedAnswer[];
	readonly conflicts: readonly (PlannedAnswer & { readonly by: string; readonly at: string })[];
	readonly refused: readonly RefusedCell[];
	readonly unchanged: number;
	readonly ignored: readonly string[];
	readonly packet: string;
	readonly fingerprint: string;
}

export function ImportReport({ report }: { report: ShownReport }) {
	const { changes, conflicts, refused, unchanged, ignored, packet, fingerprint } = report;
	const nothing = changes.length + conflicts.length === 0;
	return (
		<>
			<Section title="Ce que l’import ferait" ruled lead="Rien n’est encore enregistré.">
				<DefinitionList
					items={[
						{ term: "À enregistrer", value: formatCount(changes.length, "réponse") },
						...(conflicts.length > 0
							? [{ term: "Modifiées entre-temps par quelqu’un", value: formatCount(conflicts.length, "réponse") }]
							: []),
						...(refused.length > 0
							? [{ term: "Refusées", value: formatCount(refused.length, "cellule ou ligne", "cellules ou lignes") }]
							: []),
						{ term: "Inchangées", value: formatCount(unchanged, "ligne") },
					]}
				/>
				{ignored.length > 0 && (
					<p className="soft">
						{frenchTypography(`Colonnes laissées de côté, qui ne sont pas de l’export : ${ignored.join(", ")}.`)}
					</p>
				)}
				{nothing && (
					<Notice kind="info">
						{refused.length > 0
							? "Aucune réponse n’est à enregistrer : corrigez ce qui est refusé, puis déposez de nouveau le classeur."
							: "Ce classeur dit la même chose que l’auto-évaluation : il n’y a rien à appliquer."}
					</Notice>
				)}
			</Section>
			{refused.length > 0 && <Refused refused={refused} />}
			{!nothing && (
				<form method="post" className="stack-wide">
					<input type="hidden" name="packet" value={packet} />
					<input type="hidden" name="fingerprint" value={fingerprint} />
					{conflicts.length > 0 && (
						<Section
							title="Modifiées entre-temps"
							ruled
							lead="Quelqu’un a changé ces réponses sur le site depuis l’export. La sienne reste, sauf si vous cochez."
						>
							<ul className="plain-list stack-wide">
								{conflicts.map((planned) => (
									<li key={planned.criterionId} className="stack-tight">
										<Both
											planned={planned}
											was={`Sur le site, par ${planned.by} le ${formatDateTime(planned.at)}`}
											is={`Dans le classeur, ligne ${planned.row}`}
										/>
										<label className="choice">
											<input type="checkbox" name="overwrite" value={planned.criterionId} /> Remplacer{" "}
											{planned.criterionId} par la réponse du classeur
										</label>
									</li>
								))}
							</ul>
						</Section>
					)}
					{changes.length > 0 && (
						<Section title="À enregistrer" ruled>
							<ul className="plain-list stack-wide">
								{changes.map((planned) => (
									<li key={planned.criterionId} className="stack-tight">
										<Both planned={planned} was="Avant" is={`Après (ligne ${planned.row})`} />
									</li>
								))}
							</ul>
						</Section>
					)}
					<Section
						title="Appliquer"
						ruled
						lead={frenchTypography(
							`Tout est enregistré d’un coup, ou rien ne l’est. Chaque réponse porte votre nom dans l’historique.${refused.length > 0 ? " Ce qui est refusé n’est pas repris." : ""}`,
						)}
					>
						<p>
							<Button kind="primary">
								{changes.length > 0
									? `Appliquer (${formatCount(changes.length, "réponse")}${conflicts.length > 0 ? ", et celles cochées" : ""})`
									: "Appliquer les réponses cochées"}
							</Button>
						</p>
					</Section>
				</form>
			)}
		</>
	);
}

function Refused({ refused }: { refused: readonly RefusedCell[] }) {
	return (
		<Section
			title="Refusé"
			ruled
			lead="Corrigez ces cellules dans le classeur et déposez-le de nouveau : ce qui est déjà appliqué ne le sera pas deux fois."
		>
			<DataTable
				caption="Cellules refusées de la feuille « Réponses »"
				captionHidden
				stacked="words"
				columns={[
					{ key: "cell", header: "Cellule", rowHeader: true, cell: ({ cell }) => cell },
					{ key: "code", header: "Critère", cell: ({ criterionId }) => criterionId || "sans code" },
					{ key: "message", header: "Pourquoi", cell: ({ message }) => frenchTypography(`${message}.`) },
					{ key: "fix", header: "Que faire", cell: ({ fix }) => frenchTypography(`${fix}.`) },
				]}
				rows={refused}
				rowKey={({ cell, message }) => `${cell} ${message}`}
			/>
		</Section>
	);
}

type Said = PlannedAnswer["after"] & { readonly toConfirm?: boolean };

function Both({ planned, was, is }: { planned: PlannedAnswer; was: string; is: string }) {
	const { criterionId, title, before, after, confirms, lacksReason } = planned;
	return (
		<>
			<h3>
				{criterionId} · {frenchTypography(title)}
			</h3>
			<SaidAnswer head={was} said={before} other={after} />
			<SaidAnswer head={is} said={after} other={before} />
			{confirms && <p>La réponse proposée est confirmée telle quelle.</p>}
			{!confirms && before.toConfirm && <p>La réponse proposée est remplacée, et confirmée.</p>}
			{lacksReason && <p>{frenchTypography("Sans motif, « non applicable » ne compte pas comme une réponse.")}</p>}
		</>
	);
}

function SaidAnswer({ head, said, other }: { head: string; said: Said; other: Said }) {
	const { level, notApplicable, reason, comment } = said;
	const choice = notApplicable ? "non applicable" : level === null ? "sans niveau" : `niveau ${level}`;
	return (
		<>
			<p>
				{frenchTypography(`${head} : `)}
				{level !== null && <LevelMark level={level} />} <strong>{choice}</strong>
				{said.toConfirm && ", à confirmer"}
				{reason !== "" && frenchTypography(`. Motif : ${reason}`)}
				{comment === other.comment && comment !== "" && ". Commentaire inchangé"}
				{comment === "" && other.comment !== "" && ". Sans commentaire"}
			</p>
			{comment !== "" && comment !== other.comment && <blockquote className="conflict-text">{comment}</blockquote>}
		</>
	);
}
