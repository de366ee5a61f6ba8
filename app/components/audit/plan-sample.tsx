/** Owns the sample of an audit: by domain with its reasons for the team, its nature alone for the cooperative. */
import { Form } from "@remix-run/react";
import type { AnnouncedSample, SampleLine } from "~/domain/audit/sampling";
import { sampleNatures, sampleReasonLabels } from "~/messages.preparation.fr";
import { Badge } from "../display/badge";
import { DomainMark } from "../display/domain-mark";
import { Button } from "../form/button";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";
import { Notice } from "../layout/notice";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import { type RefusedPreparation, refusalOf } from "./preparation-form";

export interface SampleView {
	readonly domains: readonly { readonly code: string; readonly title: string }[];
	readonly lines: readonly (SampleLine & {
		readonly domain: string;
		readonly title: string;
		readonly examined: boolean;
		readonly removable: boolean;
	})[];
	/** Criteria that may be added. */
	readonly addable: readonly { readonly id: string; readonly title: string }[];
	readonly editable: boolean;
	readonly busy: boolean;
	readonly refused: RefusedPreparation | null;
}

export function PlanSample(view: SampleView) {
	const { lines, domains, editable, busy, refused } = view;
	const standing = lines.filter(({ takenOut }) => !takenOut);
	const takenOut = lines.filter((line) => line.takenOut);
	const adding = refusalOf(refused, "add");
	return (
		<div className="stack-wide">
			{lines.length === 0 && (
				<p>{editable ? "Aucun critère n’est encore proposé." : "Aucun échantillon n’a été choisi ici."}</p>
			)}
			{domains.map(({ code, title }) => {
				const own = standing.filter(({ domain }) => domain === code);
				if (own.length === 0) return null;
				return (
					<section key={code} aria-labelledby={`echantillon-${code}`}>
						<h3 id={`echantillon-${code}`}>
							<DomainMark code={code} /> {title} <small className="soft">{formatCount(own.length, "critère")}</small>
						</h3>
						<ul className="plan-lines">
							{own.map((line) => (
								<li key={line.criterionId} id={`critere-${line.criterionId}`}>
									<Line line={line} view={view} />
								</li>
							))}
						</ul>
					</section>
				);
			})}
			{takenOut.length > 0 && (
				<section aria-labelledby="echantillon-retires">
					<h3 id="echantillon-retires">Retirés par l’équipe</h3>
					<ul className="plan-lines">
						{takenOut.map((line) => (
							<li key={line.criterionId} id={`critere-${line.criterionId}`}>
								<p>
									<b>{line.criterionId}</b> {line.title}
									<small>{frenchTypography(`Motif : ${line.note}`)}</small>
								</p>
								{editable && (
									<Form method="post" preventScrollReset>
										<input type="hidden" name="criterionId" value={line.criterionId} />
										<Button small name="intent" value="putBack" disabled={busy}>
											Remettre <span className="visually-hidden">{line.criterionId}</span>
										</Button>
									</Form>
								)}
							</li>
						))}
					</ul>
				</section>
			)}
			{editable && (
				<>
					<Form method="post" preventScrollReset className="stack-tight">
						<p>
							<Button kind={lines.length === 0 ? "primary" : "secondary"} name="intent" value="propose" disabled={busy}>
								{lines.length === 0 ? "Proposer l’échantillon" : "Refaire la proposition"}
							</Button>
						</p>
						{lines.length > 0 && (
							<p className="soft">
								{frenchTypography("Ce que l’équipe a ajouté ou retiré est gardé ; le tirage ne change pas.")}
							</p>
						)}
					</Form>
					<details open={adding !== undefined}>
						<summary>Ajouter un critère</summary>
						<Form method="post" className="form" preventScrollReset key={`${lines.length} ${adding?.error ?? ""}`}>
							{adding && <Notice kind="error">{adding.error}</Notice>}
							<SelectField
								id="ajout-critere"
								name="criterionId"
								label="Critère"
								required
								placeholder="Choisir un critère"
								defaultValue={adding?.typed.criterionId ?? ""}
								options={view.addable.map(({ id, title }) => ({ value: id, label: `${id} · ${title}` }))}
							/>
							<TextField
								id="ajout-motif"
								name="note"
								label="Pourquoi"
								required
								maxLength={500}
								defaultValue={adding?.typed.note}
							/>
							<p>
								<Button kind="primary" name="intent" value="add" disabled={busy}>
									Ajouter à l’échantillon
								</Button>
							</p>
						</Form>
					</details>
				</>
			)}
		</div>
	);
}

function Line({ line, view }: { line: SampleView["lines"][number]; view: SampleView }) {
	const { criterionId, title, reasons, note, examined, removable } = line;
	const refusal = refusalOf(view.refused, "takeOut", criterionId);
	return (
		<>
			<p>
				<b>{criterionId}</b> {title} {examined && <Badge kind="good">Examiné</Badge>}
				<small>
					{frenchTypography(
						`${reasons.map((reason) => sampleReasonLabels[reason]).join(", ")}${note === "" ? "" : ` : ${note}`}`,
					)}
				</small>
			</p>
			{removable && (
				<details open={refusal !== undefined}>
					<summary>
						Retirer <span className="visually-hidden">{criterionId}</span>
					</summary>
					<Form method="post" className="form" preventScrollReset key={refusal?.error ?? ""}>
						{refusal && <Notice kind="error">{refusal.error}</Notice>}
						<input type="hidden" name="criterionId" value={criterionId} />
						<TextField
							id={`motif-${criterionId}`}
							name="note"
							label="Motif du retrait"
							required
							maxLength={500}
							defaultValue={refusal?.typed.note}
						/>
						<p>
							<Button small name="intent" value="takeOut" disabled={view.busy}>
								Retirer de l’échantillon
							</Button>
						</p>
					</Form>
				</details>
			)}
		</>
	);
}

/** Announced by its nature: which criteria are of it is told by the report. */
export function AnnouncedSampleText({
	sample,
	domains,
}: {
	sample: AnnouncedSample;
	domains: readonly { readonly code: string; readonly title: string }[];
}) {
	const titles = sample.domains.map((code) => domains.find((one) => one.code === code)?.title ?? code);
	return (
		<div className="stack">
			<p>
				{frenchTypography(
					`L’équipe regardera de près ${formatCount(sample.criteria, "critère")}, dans : ${titles.join(", ")}. Les autres seront examinés s’il le faut, ou confirmés d’après votre dossier.`,
				)}
			</p>
			<p>{frenchTypography("Cet échantillon comprend :")}</p>
			<ul>
				{sample.natures.map((nature) => (
					<li key={nature}>{frenchTypography(sampleNatures[nature])}</li>
				))}
			</ul>
			<p className="soft">
				{frenchTypography("La liste n’est pas annoncée : vous la lirez avec le rapport provisoire.")}
			</p>
		</div>
	);
}
