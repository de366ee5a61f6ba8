/** Sets up the authenticator application of a person, or puts another in its place. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { encodeQR } from "qr";
import { guarded } from "~/auth/guarded.server";
import { writeSessionCookie } from "~/auth/session-cookie.server";
import { AccountPage } from "~/components/access/account-page";
import { CodeField } from "~/components/access/code-field";
import { RecoveryCodesSheet } from "~/components/access/recovery-codes-sheet";
import { Button, ButtonLink } from "~/components/form/button";
import { Notice } from "~/components/layout/notice";
import { Section } from "~/components/layout/section";
import { inGroupsOfFour } from "~/domain/access/one-time-code";
import { paths } from "~/paths";
import { getSecondFactors } from "~/services/access/get-second-factors.server";
import { offerTotp, reopenTotpOffer, type TotpOffer } from "~/services/access/offer-totp.server";
import { setUpTotp } from "~/services/access/set-up-totp.server";

export const meta: MetaFunction = () => [{ title: "Application d’authentification · Label CAE" }];

export const loader = guarded(
	"self",
	async ({ useCase, platform: { secrets } }) => {
		const { application } = await getSecondFactors(useCase);
		const offer = shown(offerTotp(useCase, secrets));
		return json({ offer, replaces: application !== null, email: useCase.actor.email });
	},
	{ beforeSecondFactor: true, freshProof: true },
);

const MESSAGES = {
	WRONG_CODE:
		"Ce code n’est pas, ou n’est plus, celui de l’application. Attendez le suivant. S’il est encore refusé, vérifiez que le téléphone est à l’heure.",
	OFFER_OVER: "Ce code à scanner a expiré et rien n’a changé : en voici un autre, à scanner de nouveau.",
} as const;

export const action = guarded(
	"self",
	async ({ request, useCase, session, hasSecondFactor, platform: { secrets, arrival, publicOrigin } }) => {
		const form = await request.formData();
		const sealed = String(form.get("sealed") ?? "");
		const result = await setUpTotp(
			useCase,
			secrets,
			session.id,
			{ sealed, code: String(form.get("code") ?? "") },
			arrival,
		);
		if (!result.ok) {
			const offer = reopenTotpOffer(useCase, secrets, sealed) ?? offerTotp(useCase, secrets);
			return json(
				{ error: MESSAGES[result.reason], offer: shown(offer), recoveryCodes: null, first: false },
				{ status: 422 },
			);
		}
		const { token, recoveryCodes } = result.value;
		const headers = { "Set-Cookie": writeSessionCookie(token, publicOrigin) };
		if (!recoveryCodes) return redirect(paths.account.security(), { headers });
		return json({ error: null, offer: null, recoveryCodes, first: !hasSecondFactor }, { headers });
	},
	{ beforeSecondFactor: true, freshProof: true },
);

/** What the page shows of an offer: the QR code is drawn here, so that its library never reaches the browser. */
function shown({ secret, address, sealed }: TotpOffer) {
	const svg = encodeQR(address, "svg", { ecc: "medium", border: 2 });
	return { secret, address, sealed, image: `data:image/svg+xml,${encodeURIComponent(svg)}` };
}

export default function SetUpApplication() {
	const page = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const busy = useNavigation().state !== "idle";
	if (outcome?.recoveryCodes) {
		const next = outcome.first
			? { href: paths.home(), label: "Codes rangés, aller à l’accueil" }
			: { href: paths.account.security(), label: "Codes rangés, continuer" };
		return (
			<AccountPage current="security">
				<div className="page stack-wide">
					<Notice kind="success" title="L’application est active.">
						<p>Un code vous sera demandé à chaque connexion. Vos autres appareils ont été déconnectés.</p>
					</Notice>
					<RecoveryCodesSheet codes={outcome.recoveryCodes} email={page.email} next={next} />
				</div>
			</AccountPage>
		);
	}
	const { secret, address, sealed, image } = outcome?.offer ?? page.offer;
	return (
		<AccountPage current="security">
			<div className="page">
				{page.replaces && (
					<Notice kind="info" live={false} title="L’application actuelle reste active en attendant.">
						<p>La nouvelle prend sa place quand son premier code est accepté.</p>
					</Notice>
				)}
				<Section
					title="1. Ajoutez Label CAE à une application d’authentification"
					ruled
					lead="Sur votre téléphone : FreeOTP, Aegis, 2FAS, Google Authenticator, Microsoft Authenticator, ou celle de votre gestionnaire de mots de passe. Demandez-lui d’ajouter un compte, puis scannez ce code."
				>
					<div className="totp">
						<img src={image} width={220} height={220} alt="Code QR à scanner avec l’application d’authentification" />
						<div className="stack">
							<p>
								Impossible de scanner ? Saisissez cette clé dans l’application (type « basé sur le temps ») :
								<br />
								<code className="totp-secret">{inGroupsOfFour(secret)}</code>
							</p>
							<p>
								Sur le téléphone lui-même : <a href={address}>ajouter à mon application</a>.
							</p>
						</div>
					</div>
				</Section>
				<Section title="2. Saisissez le code qu’elle affiche" ruled>
					<Form method="post" className="form">
						<input type="hidden" name="sealed" value={sealed} />
						<CodeField error={outcome?.error ?? undefined} />
						<p className="actions">
							<Button kind="primary" disabled={busy}>
								{busy ? "Vérification…" : "Activer l’application"}
							</Button>
							<ButtonLink kind="quiet" href={paths.account.security()}>
								Laisser comme avant
							</ButtonLink>
						</p>
						<p className="small soft">Une fois l’application active, vos autres appareils seront déconnectés.</p>
					</Form>
				</Section>
			</div>
		</AccountPage>
	);
}
