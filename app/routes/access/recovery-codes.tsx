/** Gives a person new recovery codes in place of the former ones. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { writeSessionCookie } from "~/auth/session-cookie.server";
import { AccountPage } from "~/components/access/account-page";
import { RecoveryCodesSheet } from "~/components/access/recovery-codes-sheet";
import { Button, ButtonLink } from "~/components/form/button";
import { Section } from "~/components/layout/section";
import { paths } from "~/paths";
import { getSecondFactors } from "~/services/access/get-second-factors.server";
import { renewRecoveryCodes } from "~/services/access/renew-recovery-codes.server";

export const meta: MetaFunction = () => [{ title: "Codes de secours · Label CAE" }];

export const loader = guarded(
	"self",
	async ({ useCase }) => {
		const { recoveryCodesLeft } = await getSecondFactors(useCase);
		return json({ left: recoveryCodesLeft, email: useCase.actor.email });
	},
	{ freshProof: true },
);

export const action = guarded(
	"self",
	async ({ useCase, session, platform: { arrival, publicOrigin } }) => {
		const result = await renewRecoveryCodes(useCase, session.id, arrival);
		if (!result.ok) return redirect(paths.account.security());
		const headers = { "Set-Cookie": writeSessionCookie(result.value.token, publicOrigin) };
		return json({ recoveryCodes: result.value.recoveryCodes }, { headers });
	},
	{ freshProof: true },
);

export default function RecoveryCodes() {
	const { left, email } = useLoaderData<typeof loader>();
	const codes = useActionData<typeof action>()?.recoveryCodes;
	const busy = useNavigation().state !== "idle";
	return (
		<AccountPage current="security">
			<div className="page">
				{codes ? (
					<RecoveryCodesSheet
						codes={codes}
						email={email}
						next={{ href: paths.account.security(), label: "Codes rangés, continuer" }}
					/>
				) : (
					<Section
						title="Recevoir de nouveaux codes de secours"
						ruled
						lead={`Dix codes neufs remplacent les ${left} qui vous restent : les anciens n’ouvriront plus rien. Vos autres appareils seront déconnectés.`}
					>
						<Form method="post" className="actions">
							<Button kind="primary" disabled={busy}>
								{busy ? "Préparation…" : "Remplacer mes codes"}
							</Button>
							<ButtonLink kind="quiet" href={paths.account.security()}>
								Garder les codes actuels
							</ButtonLink>
						</Form>
					</Section>
				)}
			</div>
		</AccountPage>
	);
}
