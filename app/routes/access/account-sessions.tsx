/** Where a person sees where they are signed in and what happened to their account, and signs out elsewhere. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { readDeviceCookie } from "~/auth/device-cookie.server";
import { guarded } from "~/auth/guarded.server";
import { writeSessionCookie } from "~/auth/session-cookie.server";
import { AccountPage } from "~/components/access/account-page";
import { Badge } from "~/components/display/badge";
import { DataTable } from "~/components/display/data-table";
import { Button, ButtonLink } from "~/components/form/button";
import { Notice } from "~/components/layout/notice";
import { Section } from "~/components/layout/section";
import { formatDateTime } from "~/components/text/format";
import { wordFor } from "~/components/text/word-for";
import { isProofFresh } from "~/domain/access/session-life";
import { securityEventLabels } from "~/messages.account.fr";
import { paths } from "~/paths";
import { endSession, endSessions, getOwnSessions } from "~/services/access/own-sessions.server";

export const meta: MetaFunction = () => [{ title: "Appareils connectés · Label CAE" }];

export const loader = guarded("self", async ({ useCase, session }) => {
	const { sessions, events } = await getOwnSessions(useCase, session.id);
	return json({ sessions, events, mayEnd: isProofFresh(session.provenAt, useCase.now) });
});

export const action = guarded(
	"self",
	async ({ request, useCase, session, platform: { publicOrigin, arrival } }) => {
		const form = await request.formData();
		switch (form.get("what")) {
			case "everywhere":
				await endSessions(useCase, null, arrival);
				return redirect(paths.signIn(), { headers: { "Set-Cookie": writeSessionCookie(null, publicOrigin) } });
			case "elsewhere": {
				const deviceTokens = readDeviceCookie(request, publicOrigin);
				await endSessions(useCase, { sessionId: session.id, deviceTokens }, arrival);
				return redirect(paths.account.sessions("ailleurs"));
			}
			default:
				await endSession(useCase, String(form.get("session") ?? ""), arrival);
				return redirect(paths.account.sessions("un"));
		}
	},
	{ freshProof: true },
);

const UNKNOWN_DEVICE = "Appareil inconnu";

const DONE: Readonly<Record<string, string>> = {
	un: "Cet appareil est déconnecté.",
	ailleurs: "Vous êtes déconnecté de tous les autres appareils.",
};

export default function AccountSessions() {
	const { sessions, events, mayEnd } = useLoaderData<typeof loader>();
	const busy = useNavigation().state === "submitting";
	const [search] = useSearchParams();
	const done = wordFor(DONE, search.get("fait"));
	return (
		<AccountPage current="sessions">
			<Section title="Appareils connectés">
				{done && <Notice kind="success">{done}</Notice>}
				<DataTable
					caption="Là où votre compte est ouvert"
					captionHidden
					stacked
					columns={[
						{
							key: "device",
							header: "Appareil",
							rowHeader: true,
							cell: ({ device, current }) => (
								<>
									{device || UNKNOWN_DEVICE} {current && <Badge>cet appareil</Badge>}
								</>
							),
						},
						{ key: "network", header: "Réseau", cell: ({ network }) => network || "inconnu" },
						{ key: "createdAt", header: "Ouvert le", cell: ({ createdAt }) => formatDateTime(createdAt) },
						{ key: "lastSeenAt", header: "Dernier passage", cell: ({ lastSeenAt }) => formatDateTime(lastSeenAt) },
						...(mayEnd
							? [
									{
										key: "end",
										header: "Déconnexion",
										cell: ({ id, device, current }: (typeof sessions)[number]) =>
											current ? (
												"vous êtes ici"
											) : (
												<Form method="post">
													<input type="hidden" name="session" value={id} />
													<Button small disabled={busy} aria-label={`Déconnecter ${device || UNKNOWN_DEVICE}`}>
														Déconnecter
													</Button>
												</Form>
											),
									},
								]
							: []),
					]}
					rows={sessions}
					rowKey={({ id }) => id}
				/>
				{mayEnd ? (
					<Form method="post" className="stack">
						<p>
							Un appareil déconnecté l’est aussitôt : ce qui n’y est pas enregistré reste dans son navigateur. Ce n’est
							pas vous ? Déconnectez-le, puis changez votre mot de passe.
						</p>
						<p className="actions">
							<Button name="what" value="elsewhere" disabled={busy}>
								Déconnecter partout ailleurs
							</Button>
							<Button name="what" value="everywhere" kind="danger" disabled={busy}>
								Déconnecter partout
							</Button>
						</p>
					</Form>
				) : (
					<div className="stack">
						<p>Pour déconnecter un appareil, confirmez d’abord que c’est vous.</p>
						<p>
							<ButtonLink href={paths.account.confirm(paths.account.sessions())}>Confirmer que c’est moi</ButtonLink>
						</p>
					</div>
				)}
			</Section>
			<Section
				title="Ce qui s’est passé sur votre compte"
				ruled
				lead="Les vingt derniers événements. Si l’un d’eux n’est pas de vous, changez votre mot de passe."
			>
				<DataTable
					caption="Événements de sécurité de votre compte"
					captionHidden
					stacked
					columns={[
						{ key: "kind", header: "Événement", rowHeader: true, cell: ({ kind }) => securityEventLabels[kind] },
						{ key: "succeeded", header: "Résultat", cell: ({ succeeded }) => (succeeded ? "réussi" : "refusé") },
						{ key: "at", header: "Quand", cell: ({ at }) => formatDateTime(at) },
						{
							key: "from",
							header: "Depuis",
							cell: ({ device, network }) => [device || UNKNOWN_DEVICE, network].filter(Boolean).join(", "),
						},
					]}
					rows={events}
					rowKey={({ id }) => String(id)}
				/>
			</Section>
		</AccountPage>
	);
}
