/** Owns the opening of a year's assessment: what an earlier year proposes is said before the button, and can be left aside. */
import { Form } from "@remix-run/react";
import type { LeftAnswer, ToldCarryOver } from "~/domain/assessment/describe-carry-over";
import { leftAnswerReasons } from "~/messages.upgrade.fr";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

interface PreviewedOpening {
	/** Of the earlier assessment. */
	readonly year: number;
	readonly version: string;
	/** Version of the new one. */
	readonly into: string;
	/** Null when nothing leads from one version to the other. */
	readonly told: ToldCarryOver | null;
}

export function OpenAssessmentForm({
	cooperativeId,
	year,
	previewed,
}: {
	cooperativeId: string;
	year: number;
	/** Null when nothing was sent before. */
	previewed: PreviewedOpening | null;
}) {
	const proposes = previewed?.told && previewed.told.proposed > 0;
	return (
		<Form method="post" className="stack">
			<input type="hidden" name="cooperativeId" value={cooperativeId} />
			{previewed?.told && proposes ? (
				<Proposals previewed={previewed} told={previewed.told} />
			) : (
				<p>{frenchTypography(whyEmpty(previewed))}</p>
			)}
			<p className="actions">
				<Button kind="primary" name="start" value="proposals">
					Commencer l’auto-évaluation {year}
				</Button>
				{proposes && (
					<Button name="start" value="empty">
						Commencer par un formulaire vide
					</Button>
				)}
			</p>
		</Form>
	);
}

function Proposals({ previewed: { year, version, into }, told }: { previewed: PreviewedOpening; told: ToldCarryOver }) {
	const { proposed, unproposed, left } = told;
	const versions =
		version === into ? "" : ` De la version ${version} du référentiel à la ${into}, des critères ont changé.`;
	return (
		<Notice
			kind="info"
			live={false}
			title={frenchTypography(
				proposed < 2
					? `Une réponse de ${year} vous sera proposée, à confirmer`
					: `${formatCount(proposed, "réponse")} de ${year} vous seront proposées, chacune à confirmer`,
			)}
		>
			<div className="stack-tight">
				<p>
					{frenchTypography(
						`Rien ne compte avant que vous l’ayez confirmé ou changé, critère par critère.${versions}${
							unproposed === 0
								? ""
								: ` ${formatCount(unproposed, "critère attendra", "critères attendront")} une réponse nouvelle.`
						} Avec un formulaire vide, vos réponses de ${year} se lisent à côté de chaque question.`,
					)}
				</p>
				{left.length > 0 && <LeftAnswers left={left} year={year} />}
			</div>
		</Notice>
	);
}

function LeftAnswers({ left, year }: { left: readonly LeftAnswer[]; year: number }) {
	return (
		<details>
			<summary>
				{frenchTypography(`${formatCount(left.length, "réponse")} de ${year} non proposées, ou en partie, et pourquoi`)}
			</summary>
			<ul>
				{left.map(({ id, title, fate, why }) => (
					<li key={id}>
						{frenchTypography(`${id} · ${title} : ${leftAnswerReasons[fate]}${why === "" ? "" : ` ${why}`}`)}
					</li>
				))}
			</ul>
		</details>
	);
}

function whyEmpty(previewed: PreviewedOpening | null): string {
	if (!previewed) return "Vous n’avez pas encore envoyé d’auto-évaluation : le formulaire s’ouvre vide.";
	const { year, version, into, told } = previewed;
	if (told) return `Aucune réponse de ${year} ne peut être reprise : le formulaire s’ouvre vide.`;
	const named = version === "" ? "une version disparue" : `la version ${version}`;
	return `Vos réponses de ${year} suivent ${named} du référentiel, d’où rien ne mène à la version ${into} : elles ne peuvent pas être reprises. Elles restent lisibles dans l’auto-évaluation ${year} ; le formulaire s’ouvre vide.`;
}
