/** Owns what a person reads instead of the page: not found, not allowed, or failed on our side. */
import { ButtonLink } from "../form/button";
import { ErrorPanel } from "./error-panel";

interface Failure {
	readonly title: string;
	readonly happened: string;
	readonly kept?: string;
	readonly todo: string;
}

const NOT_FOUND: Failure = {
	title: "Page introuvable",
	happened: "Cette adresse ne mène à rien que vous puissiez consulter : la page a pu changer d’adresse.",
	todo: "Vérifiez l’adresse, ou repartez de l’accueil.",
};

const FAILURES: Readonly<Record<number, Failure>> = {
	404: NOT_FOUND,
	403: {
		title: "Vous ne pouvez pas faire cela ici",
		happened: "Votre rôle permet de consulter cet objet, pas d’y faire cette action.",
		kept: "Rien n’a été modifié.",
		todo: "Si vous pensez que c’est une erreur, demandez à l’équipe nationale de vérifier vos droits.",
	},
	405: {
		title: "Cette page ne reçoit rien",
		happened: "Elle se lit, elle n’enregistre rien.",
		kept: "Rien n’a été modifié.",
		todo: "Revenez à la page précédente et rechargez-la, ou repartez de l’accueil.",
	},
};

const BROKEN: Failure = {
	title: "Une erreur est survenue de notre côté",
	happened: "La page n’a pas pu être préparée. Ce n’est pas de votre fait.",
	kept: "Tout ce qui était affiché « Enregistré » est conservé.",
	todo: "Rechargez la page dans un instant. Si l’erreur revient, transmettez la référence à l’équipe nationale.",
};

export function PageFailure({ status, reference, homeHref }: { status: number; reference?: string; homeHref: string }) {
	const failure = FAILURES[status] ?? (status >= 500 ? BROKEN : NOT_FOUND);
	return (
		<ErrorPanel
			{...failure}
			reference={reference}
			actions={
				<ButtonLink kind="primary" href={homeHref}>
					Revenir à l’accueil
				</ButtonLink>
			}
		/>
	);
}
