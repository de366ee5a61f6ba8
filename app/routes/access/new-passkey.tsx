/** Makes a passkey on the device one is using. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { type FormEvent, useState } from "react";
import { guarded } from "~/auth/guarded.server";
import { AccountPage } from "~/components/access/account-page";
import { addPasskey, type PasskeyOutcome } from "~/components/access/passkey-ceremony";
import { passkeyRefusals } from "~/components/access/passkey-refusals";
import { RecoveryCodesSheet } from "~/components/access/recovery-codes-sheet";
import { usePasskeySupport } from "~/components/access/use-passkey-support";
import { Button, ButtonLink } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { Notice } from "~/components/layout/notice";
import { Section } from "~/components/layout/section";
import { PASSKEY_NAME_LIMIT } from "~/domain/access/passkey";
import { localOrigin, relyingParty } from "~/domain/access/relying-party";
import { paths } from "~/paths";

export const meta: MetaFunction = () => [{ title: "Ajouter une clé d’accès · Label CAE" }];

export const loader = guarded(
	"self",
	async ({ useCase, hasSecondFactor, platform: { publicOrigin, arrival } }) => {
		const party = relyingParty(publicOrigin);
		const elsewhere = party ? party.origin : localOrigin(publicOrigin);
		return json({
			possible: party !== null,
			/** Where passkeys work, when it is not here. */
			elsewhere: elsewhere && `${elsewhere}${paths.account.newPasskey()}`,
			device: arrival.device.slice(0, PASSKEY_NAME_LIMIT),
			email: useCase.actor.email,
			first: !hasSecondFactor,
		});
	},
	{ beforeSecondFactor: true, freshProof: true },
);

export default function NewPasskey() {
	const { possible, elsewhere, device, email, first } = useLoaderData<typeof loader>();
	const support = usePasskeySupport();
	const [busy, setBusy] = useState(false);
	const [outcome, setOutcome] = useState<PasskeyOutcome | null>(null);

	async function add(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const name = String(new FormData(event.currentTarget).get("name") ?? "");
		setBusy(true);
		setOutcome(null);
		const added = await addPasskey(name);
		if (added.ok && !added.recoveryCodes) return location.assign(added.next);
		if (!added.ok && added.reason === "ELSEWHERE") return location.assign(added.address);
		setOutcome(added);
		setBusy(false);
	}

	if (outcome?.ok && outcome.recoveryCodes) {
		const next = first
			? { href: paths.home(), label: "Codes rangés, aller à l’accueil" }
			: { href: paths.account.security(), label: "Codes rangés, continuer" };
		return (
			<AccountPage current="security">
				<div className="page stack-wide">
					<Notice kind="success" title="La clé d’accès est ajoutée.">
						<p>Elle suffit désormais pour vous connecter. Vos autres appareils ont été déconnectés.</p>
					</Notice>
					<RecoveryCodesSheet codes={outcome.recoveryCodes} email={email} next={next} />
				</div>
			</AccountPage>
		);
	}
	const refusal = outcome && !outcome.ok && outcome.reason !== "ELSEWHERE" ? outcome.reason : null;
	return (
		<AccountPage current="security">
			<div className="page">
				<Section
					title="Ajouter une clé d’accès"
					ruled
					lead="Votre appareil vous demandera votre empreinte, votre visage ou son code, puis gardera la clé. Rien de tout cela ne nous est envoyé."
				>
					{possible && support !== "unsupported" ? (
						<form method="post" className="form" onSubmit={add}>
							{refusal && <Notice kind={refusal === "CANCELLED" ? "info" : "error"}>{passkeyRefusals[refusal]}</Notice>}
							<noscript>
								<p>
									Une clé d’accès se crée avec JavaScript, que ce navigateur n’exécute pas.{" "}
									<a href={paths.account.application()}>Choisir plutôt l’application d’authentification</a>.
								</p>
							</noscript>
							<TextField
								id="name"
								name="name"
								label="Nom de la clé"
								hint="Pour la reconnaître dans votre liste."
								maxLength={PASSKEY_NAME_LIMIT}
								defaultValue={device}
								required
							/>
							<p className="actions">
								<Button kind="primary" disabled={busy || support === "unknown"}>
									{busy ? "En attente de votre appareil…" : "Créer la clé sur cet appareil"}
								</Button>
								<ButtonLink kind="quiet" href={paths.account.security()}>
									Laisser comme avant
								</ButtonLink>
							</p>
							<p className="small soft">Une fois la clé ajoutée, vos autres appareils seront déconnectés.</p>
						</form>
					) : (
						<div className="stack">
							<Notice kind="info" live={false} title="Pas de clé d’accès à cette adresse.">
								<p>
									Les clés d’accès demandent un navigateur récent et une adresse par nom, en https.{" "}
									{elsewhere && (
										<>
											Sur cet ordinateur, elles fonctionnent à <a href={elsewhere}>{new URL(elsewhere).origin}</a>.
										</>
									)}
								</p>
							</Notice>
							<p>
								<ButtonLink href={paths.account.application()}>Choisir l’application d’authentification</ButtonLink>
							</p>
						</div>
					)}
				</Section>
			</div>
		</AccountPage>
	);
}
