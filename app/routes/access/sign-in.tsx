/** The sign-in page. In the demonstration it also lists the demo accounts. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { openedSession } from "~/auth/current-session.server";
import { readDeviceCookie } from "~/auth/device-cookie.server";
import { enter } from "~/auth/enter.server";
import { openDoor } from "~/auth/guarded.server";
import { safeRedirect } from "~/auth/safe-redirect";
import { OidcSignIn } from "~/components/access/oidc-sign-in";
import { PasskeyButton } from "~/components/access/passkey-button";
import { ThrottledNotice } from "~/components/access/throttled-notice";
import { DataTable } from "~/components/display/data-table";
import { Button } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { Link } from "~/components/layout/link";
import { LonePage } from "~/components/layout/lone-page";
import { Notice } from "~/components/layout/notice";
import { roleLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "~/services/access/demo-accounts";
import { signIn } from "~/services/access/sign-in.server";
import { retryAfter, throttled } from "./throttled";

export const headers = retryAfter;
export const meta = () => [{ title: "Se connecter · Label CAE" }];

export const loader = openDoor("how one becomes somebody", async ({ request, context }: LoaderFunctionArgs) => {
	if (await openedSession(request, context)) throw redirect(paths.home());
	const { searchParams: asked } = new URL(request.url);
	return json({
		oidc: context.oidc && { label: context.oidc.label, refused: asked.get("motif"), next: asked.get("suite") },
		demo: context.demo
			? {
					password: DEMO_PASSWORD,
					accounts: DEMO_ACCOUNTS.map(({ email, role }) => ({ email, role: roleLabels[role] })),
				}
			: null,
	});
});

const MESSAGES = {
	MISSING: "Indiquez votre adresse e-mail et votre mot de passe.",
	WRONG: "Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez-les, puis recommencez.",
	BUSY: "Beaucoup de personnes se connectent en même temps. Recommencez dans une minute : votre essai n’a pas compté.",
} as const;

export const action = openDoor("how one becomes somebody", async ({ request, context }: ActionFunctionArgs) => {
	const form = Object.fromEntries(await request.formData());
	const deviceTokens = readDeviceCookie(request, context.publicOrigin);
	const result = await signIn({ ...context, deviceTokens }, form);
	const email = String(form.email ?? "");
	if (result.ok) {
		const { userId, stage } = result.value;
		const next = safeRedirect(new URL(request.url).searchParams.get("suite"), paths.home());
		const headers = await enter(request, context, userId, result.value);
		return redirect(stage === "open" ? next : paths.secondFactor(next), { headers });
	}
	if (result.reason !== "THROTTLED") {
		return json(
			{ error: MESSAGES[result.reason], wait: null, email },
			{ status: result.reason === "BUSY" ? 503 : 400 },
		);
	}
	return throttled(result.details.until, context.clock(), { error: null, email });
});

export default function SignIn() {
	const { demo, oidc } = useLoaderData<typeof loader>();
	const result = useActionData<typeof action>();
	const busy = useNavigation().state !== "idle";
	return (
		<LonePage
			homeHref={paths.landing()}
			title="Se connecter"
			foot={<Link href={paths.standard.latest()}>Lire le référentiel du label</Link>}
		>
			<div className="stack-wide">
				{result?.error && <Notice kind="error">{result.error}</Notice>}
				{result?.wait && (
					<ThrottledNotice wait={result.wait}>
						<p>
							D’ici là, un navigateur où vous vous êtes déjà connecté a ses propres essais, une clé d’accès fonctionne,
							et vous pouvez <Link href={paths.password.forgotten()}>choisir un nouveau mot de passe par e-mail</Link>.
						</p>
					</ThrottledNotice>
				)}
				<Form method="post" className="stack">
					<TextField
						label="Adresse e-mail"
						name="email"
						type="email"
						autoComplete="username"
						required
						defaultValue={result?.email}
					/>
					<TextField label="Mot de passe" name="password" type="password" autoComplete="current-password" required />
					<p>
						<Button kind="primary">{busy ? "Connexion…" : "Se connecter"}</Button>
					</p>
					<p>
						<Link href={paths.password.forgotten()}>Mot de passe oublié ?</Link>
					</p>
				</Form>
				<PasskeyButton label="Se connecter avec une clé d’accès" next={useSearchParams()[0].get("suite") ?? ""} />
				{oidc && <OidcSignIn {...oidc} />}
				{demo && (
					<Notice kind="info" title="Démonstration">
						<p>
							Le mot de passe de chaque compte est <code>{demo.password}</code>. Les résultats montrés sont inventés.
						</p>
						<DataTable
							caption="Comptes de démonstration"
							columns={[
								{ key: "email", header: "Adresse", cell: (account) => account.email, rowHeader: true },
								{ key: "role", header: "Rôle", cell: (account) => account.role },
							]}
							rows={demo.accounts}
							rowKey={(account) => account.email}
						/>
					</Notice>
				)}
			</div>
		</LonePage>
	);
}
