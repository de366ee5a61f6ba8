/** Owns the words on what is asked of a person, and why. */
import { Notice } from "../layout/notice";
import { formatDate } from "../text/format";

export function FactorDutyNotice({
	duty,
	equipped,
	roles,
	demo,
}: {
	duty: { readonly kind: "required" | "optional" } | { readonly kind: "grace"; readonly until: string };
	equipped: boolean;
	/** French labels of the roles held. */
	roles: readonly string[];
	demo: boolean;
}) {
	const held = roles.join(", ");
	if (duty.kind === "required" && !equipped) {
		return (
			<Notice kind="warning" live={false} title="Activez un second facteur pour continuer.">
				<p>
					Votre rôle ({held}) ouvre des dossiers qu’un mot de passe seul ne suffit pas à protéger. Les autres pages
					s’ouvriront dès que l’application ou une clé d’accès sera active : comptez deux minutes.
				</p>
			</Notice>
		);
	}
	if (duty.kind === "grace" && !equipped) {
		return (
			<Notice
				kind="info"
				live={false}
				title={`Un second facteur vous sera demandé à partir du ${formatDate(duty.until)}.`}
			>
				<p>Votre rôle ({held}) engage votre CAE. Jusque-là, votre mot de passe suffit.</p>
			</Notice>
		);
	}
	if (equipped) {
		return (
			<Notice kind="success" live={false} title="Votre compte est protégé par un second facteur.">
				<p>
					{duty.kind === "required"
						? `Il est obligatoire pour votre rôle (${held})${NBSP}: gardez-en au moins un.`
						: "Il n’est pas obligatoire pour vous, mais il vaut la peine d’être gardé."}
				</p>
			</Notice>
		);
	}
	return (
		<Notice kind="info" live={false} title="Vous n’avez pas de second facteur.">
			<p>
				{demo
					? "Dans la démonstration, il n’est exigé de personne. En production, il l’est de tous les rôles qui voient plusieurs coopératives, et des responsables de CAE après un délai."
					: "Il n’est pas obligatoire pour vous, mais il protège votre compte si votre mot de passe est volé."}
			</p>
		</Notice>
	);
}

const NBSP = "\u00a0";
