/** The way in through the identity provider of one's organisation, and what is said when it failed. */
import type { OidcRefusal } from "~/domain/access/oidc-sign-in";
import { paths } from "~/paths";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";

const REFUSALS: Readonly<Record<OidcRefusal, string>> = {
	EXPIRED: "Cette connexion n’est plus valable : elle a déjà servi, ou plus de dix minutes ont passé. Recommencez.",
	DENIED:
		"La connexion a été refusée ou abandonnée chez votre organisation. Recommencez, ou utilisez votre mot de passe.",
	REFUSED:
		"La réponse de votre organisation n’a pas pu être vérifiée : vous n’êtes pas connecté. Recommencez, ou utilisez votre mot de passe.",
	UNREACHABLE:
		"Le service de connexion de votre organisation ne répond pas. Utilisez votre mot de passe, ou réessayez dans quelques minutes.",
	UNKNOWN:
		"Votre organisation vous reconnaît, mais aucun compte Label CAE n’est ouvert à cette adresse vérifiée. Utilisez votre mot de passe, ou demandez une invitation à la personne responsable de votre CAE.",
};

export interface OidcSignInProps {
	readonly label: string;
	/** Code of the refusal that leads back here, as the address says it. */
	readonly refused: string | null;
	/** The page to open afterwards. */
	readonly next: string | null;
}

export function OidcSignIn({ label, refused, next }: OidcSignInProps) {
	const said = Object.entries(REFUSALS).find(([reason]) => reason === refused)?.[1];
	return (
		<div className="stack">
			{said && <Notice kind="error">{said}</Notice>}
			{/* A plain form: the answer leads out of this site. */}
			<form method="post" action={paths.oidc.start()}>
				<input type="hidden" name="suite" value={next ?? ""} />
				<Button>{label}</Button>
			</form>
		</div>
	);
}
