/** Owns the pieces of an earlier year beside a criterion: those to take over, which count once confirmed, and those to renew first. */
import { Form } from "@remix-run/react";
import type { CarriedEvidence, EarlierPiece } from "~/domain/evidence/carry-evidence";
import type { Freshness } from "~/domain/evidence/freshness";
import { paths } from "~/paths";
import { Button } from "../form/button";
import { CheckboxGroup } from "../form/checkbox-group";
import { Link } from "../layout/link";
import { Section } from "../layout/section";
import { formatCount, formatDate } from "../text/format";
import { frenchTypography } from "../text/french";
import { FreshnessBadge } from "./freshness-badge";

interface Proposed extends EarlierPiece {
	readonly title: string;
	readonly confidential: boolean;
}

export function EarlierEvidence({
	evidence: { assessmentId, cooperativeId, criterion },
	earlier: { year, fresh, stale, hidden },
}: {
	evidence: {
		readonly assessmentId: string;
		readonly cooperativeId: string;
		readonly criterion: { readonly id: string };
	};
	earlier: CarriedEvidence<Proposed> & { readonly year: number; readonly hidden: number };
}) {
	return (
		<Section
			title={`Reprendre les pièces de ${year}`}
			lead={`Jointes en ${year} aux critères dont celui-ci vient. Aucune ne compte avant votre accord.`}
			ruled
		>
			{fresh.length > 0 && (
				<Form
					method="post"
					action={paths.assessments.evidence(assessmentId, criterion.id)}
					className="form"
					key={fresh.map(({ id }) => id).join()}
				>
					<CheckboxGroup
						name="earlier"
						label="Pièces à reprendre"
						defaultValues={fresh.map(({ id }) => id)}
						options={fresh.map((piece) => ({ value: piece.id, label: frenchTypography(labelOf(piece)) }))}
					/>
					<p>
						<Button kind="primary" name="intent" value="carry">
							Reprendre
						</Button>
					</p>
				</Form>
			)}
			{stale.length > 0 && (
				<>
					<h3>À renouveler</h3>
					<ul>
						{stale.map((piece) => (
							<li key={piece.id}>
								<Link href={paths.evidence.one(cooperativeId, piece.id)}>{piece.title}</Link>{" "}
								<FreshnessBadge state={piece.freshness} />
							</li>
						))}
					</ul>
					<p className="soft">
						{frenchTypography(
							"Ajoutez-y la version de cette année et corrigez sa date : elle sera alors proposée ici.",
						)}
					</p>
				</>
			)}
			{hidden > 0 && (
				<p className="soft">
					{formatCount(hidden, "pièce confidentielle", "pièces confidentielles")}, que la gérance peut reprendre.
				</p>
			)}
		</Section>
	);
}

function labelOf(piece: Proposed & { readonly freshness: Freshness }): string {
	const said = [
		...(piece.issuedOn ? [`émise le ${formatDate(piece.issuedOn)}`] : []),
		...(piece.freshness === "undated" ? ["date à indiquer"] : []),
		...(piece.freshness === "endsSoon" ? ["bientôt dépassée"] : []),
		...(piece.confidential ? ["confidentielle"] : []),
		...(piece.expected ? [`répond à « ${piece.expected} »`] : []),
	];
	return said.length === 0 ? piece.title : `${piece.title} (${said.join(", ")})`;
}
