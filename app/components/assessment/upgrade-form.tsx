/** Owns the confirmation of a move to a newer version: its consequences, then the button. */
import type { UpgradePreview } from "~/domain/assessment/describe-upgrade";
import { UNDO_DAYS } from "~/domain/assessment/undo-upgrade";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { Section } from "../layout/section";
import { frenchTypography } from "../text/french";

export function UpgradeForm({
	preview: { from, to, fingerprint },
	mayUpgrade,
}: {
	preview: Pick<UpgradePreview, "from" | "to"> & { readonly fingerprint: string };
	mayUpgrade: boolean;
}) {
	if (!mayUpgrade) {
		return (
			<Notice kind="info" live={false}>
				Seule la personne responsable de la CAE peut décider de changer de version.
			</Notice>
		);
	}
	const consequences = [
		`Toute l’équipe répondra aux critères de la version ${to.version}.`,
		"Une réponse à confirmer ou à refaire compte comme sans réponse : il faut la donner avant d’envoyer.",
		`Aucun texte n’est perdu : vos réponses de la version ${from.version} restent lisibles sur cette page.`,
		`Vous pourrez annuler pendant ${UNDO_DAYS} jours, tant qu’aucune réponse ni le profil n’a changé depuis.`,
		"Les auto-évaluations déjà envoyées ne changent pas.",
	];
	return (
		<Section title={`Passer à la version ${to.version}`} ruled>
			<ul>
				{consequences.map((sentence) => (
					<li key={sentence}>{frenchTypography(sentence)}</li>
				))}
			</ul>
			<form method="post" className="stack">
				<input type="hidden" name="intent" value="apply" />
				<input type="hidden" name="fingerprint" value={fingerprint} />
				<label className="choice">
					<input type="checkbox" name="confirmation" value="oui" required /> J’ai lu ce qui change pour nous
				</label>
				<p>
					<Button kind="primary">Passer à la version {to.version}</Button>
				</p>
			</form>
		</Section>
	);
}
