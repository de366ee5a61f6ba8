/** Where a session that owes its second factor gives it: a code of the application, a passkey, or a recovery code. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { currentSession } from "~/auth/current-session.server";
import { enter } from "~/auth/enter.server";
import { openDoor } from "~/auth/guarded.server";
import { safeRedirect } from "~/auth/safe-redirect";
import { CodeField } from "~/components/access/code-field";
import { PasskeyButton } from "~/components/access/passkey-button";
import { ThrottledNotice } from "~/components/access/throttled-notice";
import { Button } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { LonePage } from "~/components/layout/lone-page";
import { owesSecondFactor } from "~/domain/access/second-factor-duty";
import { paths } from "~/paths";
import { getSecondFactors } from "~/services/access/get-second-factors.server";
import { giveSecondFactor } from "~/services/access/give-second-factor.server";
import { retryAfter, throttled } from "./throttled";

export const headers = retryAfter;
export const meta: MetaFunction = () => [{ title: "Second facteur · Label CAE" }];

const nextOf = (request: Request) => safeRedirect(new URL(request.url).searchParams.get("suite"), paths.home());

/** Who owes a second factor here; anybody else is sent on. */
async function owing({ request, context }: LoaderFunctionArgs) {
	const signedIn = await currentSession(request, context);
	if (!signedIn) throw redirect(paths.signIn(nextOf(request)));
	if (!owesSecondFactor(signedIn.session, signedIn.hasSecondFactor)) throw redirect(nextOf(request));
	return signedIn;
}

export const loader = openDoor(
	"how a session that owes its second factor gives it",
	async (args: LoaderFunctionArgs) => {
		const { actor } = await owing(args);
		const { application, passkeys, recoveryCodesLeft } = await getSecondFactors({ db: args.context.db, actor });
		return json({
			email: actor.email,
			next: nextOf(args.request),
			application: application !== null,
			passkey: passkeys.length > 0,
			recoveryCodesLeft,
		});
	},
);

const WRONG = {
	application: "Ce code n’est pas, ou n’est plus, le bon. Attendez le suivant et saisissez-le.",
	recoveryCode: "Ce code de secours n’est pas l’un des vôtres, ou il a déjà servi.",
} as const;

export const action = openDoor(
	"how a session that owes its second factor gives it",
	async (args: ActionFunctionArgs) => {
		const { request, context } = args;
		const { db, secrets, arrival } = context;
		const signedIn = await owing(args);
		const form = await request.formData();
		const recovery = form.get("recoveryCode");
		const kind = recovery === null ? "application" : "recoveryCode";
		const given = { kind, code: String(recovery ?? form.get("code") ?? "") } as const;
		const result = await giveSecondFactor({ db, secrets, arrival }, signedIn, given);
		if (result.ok) {
			const headers = await enter(request, context, signedIn.actor.userId, { token: result.value, stage: "open" });
			return redirect(nextOf(request), { headers });
		}
		if (result.reason === "THROTTLED") return throttled(result.details.until, arrival.now, { kind, error: null });
		if (result.reason === "SESSION_OVER") throw redirect(paths.signIn(nextOf(request)));
		return json({ kind, error: WRONG[kind], wait: null }, { status: 422 });
	},
);

export default function SecondFactor() {
	const { email, next, application, passkey, recoveryCodesLeft } = useLoaderData<typeof loader>();
	const refused = useActionData<typeof action>();
	const busy = useNavigation().state !== "idle";
	const errorOf = (kind: "application" | "recoveryCode") =>
		refused?.kind === kind ? (refused.error ?? undefined) : undefined;
	return (
		<LonePage title="Encore une étape" lead={`Il reste à prouver que c’est bien vous, ${email}.`}>
			<div className="stack-wide">
				{refused?.wait && (
					<ThrottledNotice wait={refused.wait}>
						{passkey && <p>Une clé d’accès fonctionne toujours.</p>}
					</ThrottledNotice>
				)}
				{application && (
					<Form method="post" className="stack">
						<CodeField error={errorOf("application")} />
						<p>
							<Button kind="primary" disabled={busy}>
								{busy ? "Vérification…" : "Vérifier le code"}
							</Button>
						</p>
					</Form>
				)}
				{passkey && (
					<>
						<PasskeyButton kind={application ? "secondary" : "primary"} label="Utiliser une clé d’accès" next={next} />
						{!application && (
							<noscript>
								<p>Votre clé d’accès demande JavaScript. Sans lui, utilisez un code de secours.</p>
							</noscript>
						)}
					</>
				)}
				<details className="stack" open={refused?.kind === "recoveryCode" || undefined}>
					<summary>Téléphone ou clé indisponible ?</summary>
					{recoveryCodesLeft > 0 ? (
						<Form method="post" className="stack">
							<TextField
								id="recoveryCode"
								name="recoveryCode"
								label="Code de secours"
								hint="L’un des codes reçus à l’activation, par exemple 4K7T-9XPM-… Il ne servira plus ensuite."
								autoComplete="off"
								autoCapitalize="characters"
								spellCheck={false}
								maxLength={100}
								required
								error={errorOf("recoveryCode")}
							/>
							<p>
								<Button disabled={busy}>Utiliser ce code de secours</Button>
							</p>
						</Form>
					) : (
						<p>Il ne vous reste aucun code de secours.</p>
					)}
					<p className="small soft">
						Plus rien de tout cela ? L’équipe nationale vérifie qui vous êtes, puis retire le second facteur perdu.
					</p>
				</details>
				<Form method="post" action={paths.signOut()}>
					<Button kind="quiet">Ce n’est pas moi, me déconnecter</Button>
				</Form>
			</div>
		</LonePage>
	);
}
