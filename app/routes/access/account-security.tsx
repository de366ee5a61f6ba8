/** A person's second factors: what is set up, what is asked of them and why, and the way to each change. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { AccountPage } from "~/components/access/account-page";
import { FactorDutyNotice } from "~/components/access/factor-duty-notice";
import { ButtonLink } from "~/components/form/button";
import { Link } from "~/components/layout/link";
import { Section } from "~/components/layout/section";
import { formatDate } from "~/components/text/format";
import { roleLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { getSecondFactors } from "~/services/access/get-second-factors.server";

export const meta: MetaFunction = () => [{ title: "Second facteur et clés d’accès · Label CAE" }];

export const loader = guarded(
	"self",
	async ({ useCase, duty, platform }) =>
		json({
			...(await getSecondFactors(useCase)),
			duty,
			demo: platform.demo,
			roles: [...new Set(useCase.actor.grants.map(({ role }) => roleLabels[role]))],
		}),
	{ beforeSecondFactor: true },
);

export default function AccountSecurity() {
	const { application, passkeys, recoveryCodesLeft, duty, demo, roles } = useLoaderData<typeof loader>();
	const equipped = application !== null || passkeys.length > 0;
	return (
		<AccountPage
			current="security"
			lead="Un second facteur est un objet à vous (téléphone, clé, ordinateur) demandé en plus du mot de passe : un mot de passe volé n’ouvre alors rien."
		>
			<div className="page">
				<FactorDutyNotice duty={duty} equipped={equipped} roles={roles} demo={demo} />
				<Section
					title="Application d’authentification"
					ruled
					lead={
						application?.since
							? `Active depuis le ${formatDate(application.since)}. Un code à six chiffres vous est demandé à chaque connexion.`
							: "Une application de votre téléphone donne un code à six chiffres, qui change toutes les trente secondes. Pas active."
					}
				>
					<p className="actions">
						<ButtonLink kind={equipped ? "secondary" : "primary"} href={paths.account.application()}>
							{application ? "Changer d’application ou de téléphone" : "Activer l’application"}
						</ButtonLink>
						{application && (
							<ButtonLink kind="quiet" href={paths.account.removeFactor()}>
								Retirer l’application
							</ButtonLink>
						)}
					</p>
				</Section>
				<Section
					title="Clés d’accès"
					ruled
					lead="Votre empreinte, votre visage ou le code de votre appareil remplacent mot de passe et second facteur. Rien à retenir, rien à recopier."
				>
					<div className="stack">
						{passkeys.length > 0 && (
							<ul className="passkeys">
								{passkeys.map(({ id, name, since, lastUsedAt }) => (
									<li key={id} className="row row-apart">
										<span>
											<strong>{name}</strong>
											<br />
											<span className="small soft">
												{`Ajoutée le ${formatDate(since)}, ${lastUsedAt ? `utilisée le ${formatDate(lastUsedAt)}` : "pas encore utilisée"}`}
											</span>
										</span>
										<Link href={paths.account.removeFactor(id)}>
											Retirer<span className="visually-hidden"> la clé {name}</span>
										</Link>
									</li>
								))}
							</ul>
						)}
						<p>
							<ButtonLink href={paths.account.newPasskey()}>Ajouter une clé d’accès</ButtonLink>
						</p>
					</div>
				</Section>
				{equipped && (
					<Section
						title="Codes de secours"
						ruled
						lead={`Pour le jour où le téléphone ou la clé manque. Il vous en reste ${recoveryCodesLeft} sur 10, chacun sert une fois.`}
					>
						<p>
							<ButtonLink href={paths.account.recoveryCodes()}>Recevoir de nouveaux codes</ButtonLink>
						</p>
					</Section>
				)}
			</div>
		</AccountPage>
	);
}
