/** Owns the evidence of one criterion: what is expected as a checklist, what is attached, and how to add to it. */
import { Form } from "@remix-run/react";
import type { ChecklistLine } from "~/domain/evidence/checklist";
import type { EvidenceKind } from "~/domain/evidence/evidence-kind";
import type { Freshness } from "~/domain/evidence/freshness";
import type { ExpectedEvidence } from "~/domain/standard/standard";
import { paths } from "~/paths";
import { Badge } from "../display/badge";
import { Button } from "../form/button";
import { SelectField } from "../form/select-field";
import { Link } from "../layout/link";
import { Section } from "../layout/section";
import { evidenceText } from "../standard/evidence-text";
import { formatCount, formatDate } from "../text/format";
import { frenchTypography } from "../text/french";
import { EvidenceFields } from "./evidence-fields";
import type { ShownLimits } from "./file-field";
import { FilePicker } from "./file-picker";
import { fileSize } from "./file-size";
import { FreshnessBadge } from "./freshness-badge";
import { UploadOutcome, type UploadOutcomeData } from "./upload-outcome";

export interface AttachedPiece {
	readonly id: string;
	readonly title: string;
	readonly kind: EvidenceKind;
	readonly expected: string;
	readonly issuedOn: string | null;
	readonly expiresOn: string | null;
	readonly confidential: boolean;
	readonly number: number;
	readonly name: string;
	readonly size: number;
}

type Judged = AttachedPiece & { readonly freshness: Freshness };

export interface CriterionEvidenceData {
	readonly assessmentId: string;
	readonly cooperativeId: string;
	readonly criterion: { readonly id: string };
	readonly lines: readonly ChecklistLine<AttachedPiece>[];
	readonly others: readonly Judged[];
	readonly hidden: number;
	readonly choices: readonly { readonly id: string; readonly title: string; readonly issuedOn: string | null }[];
	readonly may: { readonly attach: boolean; readonly conceal: boolean; readonly library: boolean };
	readonly today: string;
}

/** @param formKey drawn by the loader: the same form sent twice adds its pieces once */
export function CriterionEvidence({
	evidence,
	outcome,
	limits,
	formKey,
}: {
	evidence: CriterionEvidenceData;
	outcome?: UploadOutcomeData;
	limits: ShownLimits;
	formKey: string;
}) {
	const { lines, others, hidden, may, cooperativeId } = evidence;
	return (
		<>
			{outcome && <UploadOutcome outcome={outcome} fieldId="fichiers" />}
			<Section title="Pièces attendues" ruled>
				<ul className="plain-list stack">
					{lines.map((line) => (
						<li key={line.expected.label} className="stack-tight">
							<Expected line={line} />
							<Pieces evidence={evidence} pieces={line.pieces} />
						</li>
					))}
				</ul>
			</Section>
			{(others.length > 0 || hidden > 0) && (
				<Section title="Autres pièces jointes" ruled>
					<Pieces evidence={evidence} pieces={others} />
					{hidden > 0 && (
						<p className="soft">
							{formatCount(hidden, "pièce confidentielle", "pièces confidentielles")}, que la gérance et l’équipe
							d’audit peuvent lire.
						</p>
					)}
				</Section>
			)}
			{may.attach && <ChooseForm evidence={evidence} />}
			{may.attach && <UploadForm evidence={evidence} limits={limits} formKey={formKey} typed={outcome?.typed} />}
			{may.library && (
				<p>
					<Link href={paths.evidence.list(cooperativeId)}>Toutes les pièces de votre CAE</Link>
				</p>
			)}
		</>
	);
}

function Expected({ line: { expected, satisfied, pieces } }: { line: ChecklistLine<AttachedPiece> }) {
	const [kind, state] = satisfied
		? (["good", "Fournie"] as const)
		: pieces.length > 0
			? (["warning", "À renouveler"] as const)
			: expected.required
				? (["warning", "À fournir"] as const)
				: (["neutral", "Si elle existe"] as const);
	const { label, maxAgeMonths } = expected;
	return (
		<p>
			<Badge kind={kind}>{state}</Badge> {frenchTypography(evidenceText({ label, maxAgeMonths, required: true }))}
		</p>
	);
}

function Pieces({ evidence, pieces }: { evidence: CriterionEvidenceData; pieces: readonly Judged[] }) {
	if (pieces.length === 0) return null;
	const { assessmentId, cooperativeId, criterion, may } = evidence;
	return (
		<ul className="stack-tight">
			{pieces.map((piece) => (
				<li key={piece.id}>
					<Link href={paths.evidence.one(cooperativeId, piece.id)}>{piece.title}</Link>{" "}
					<FreshnessBadge state={piece.freshness} />{" "}
					<span className="small soft">
						{piece.confidential && "confidentielle, "}
						{piece.issuedOn && `émise le ${formatDate(piece.issuedOn)}, `}
						{piece.expiresOn && `valable jusqu’au ${formatDate(piece.expiresOn)}, `}
						<a href={paths.evidence.file(cooperativeId, piece.id, piece.number)} download>
							télécharger {piece.name}
						</a>{" "}
						({fileSize(piece.size)})
					</span>
					{may.attach && (
						<Form method="post" action={paths.assessments.evidence(assessmentId, criterion.id)}>
							<input type="hidden" name="pieceId" value={piece.id} />
							<Button
								kind="quiet"
								small
								name="intent"
								value="detach"
								aria-label={`Détacher ${piece.title} de ce critère`}
							>
								Détacher
							</Button>
						</Form>
					)}
				</li>
			))}
		</ul>
	);
}

function ExpectedChoice({ expected, chosen }: { expected: readonly ExpectedEvidence[]; chosen?: string }) {
	return (
		<SelectField
			label="Elle répond à"
			name="expected"
			defaultValue={chosen ?? (expected.length === 1 ? expected[0]?.label : "")}
			placeholder="Une autre pièce, utile à ce critère"
			options={expected.map(({ label }) => ({ value: label, label: frenchTypography(label) }))}
		/>
	);
}

function ChooseForm({ evidence }: { evidence: CriterionEvidenceData }) {
	const { assessmentId, criterion, choices, lines } = evidence;
	if (choices.length === 0) return null;
	return (
		<Section title="Joindre une pièce de la bibliothèque" ruled>
			<Form method="post" action={paths.assessments.evidence(assessmentId, criterion.id)} className="form">
				<SelectField
					label="Pièce"
					name="pieceId"
					required
					placeholder="Choisir une pièce"
					options={choices.map(({ id, title, issuedOn }) => ({
						value: id,
						label: issuedOn ? `${title} (${formatDate(issuedOn)})` : title,
					}))}
				/>
				<ExpectedChoice expected={lines.map(({ expected }) => expected)} />
				<p>
					<Button name="intent" value="choose">
						Joindre cette pièce
					</Button>
				</p>
			</Form>
		</Section>
	);
}

function UploadForm({
	evidence,
	limits,
	formKey,
	typed,
}: {
	evidence: CriterionEvidenceData;
	limits: ShownLimits;
	formKey: string;
	typed: UploadOutcomeData["typed"];
}) {
	const { assessmentId, cooperativeId, criterion, lines, may, today } = evidence;
	return (
		<Section title="Déposer des fichiers" ruled id="deposer">
			<Form
				method="post"
				action={paths.assessments.evidence(assessmentId, criterion.id)}
				encType="multipart/form-data"
				className="form"
				key={formKey}
			>
				<input type="hidden" name="key" value={formKey} />
				<FilePicker
					id="fichiers"
					label="Fichiers"
					limits={limits}
					multiple
					url={paths.evidence.upload(cooperativeId)}
				/>
				<ExpectedChoice expected={lines.map(({ expected }) => expected)} chosen={typed?.expected} />
				<EvidenceFields
					facts={typed}
					mayConceal={may.conceal}
					today={today}
					titleHint="Sans titre, le nom du fichier en tient lieu. Pour plusieurs fichiers, chacun garde le sien."
				/>
				<p>
					<Button kind="primary" name="intent" value="upload">
						Déposer et joindre
					</Button>
				</p>
			</Form>
		</Section>
	);
}
