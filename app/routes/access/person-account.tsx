/** The account of somebody: the name, a lost second factor, closing and reopening. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { accountRefusals } from "~/components/access/people-words";
import { Button, ButtonLink } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { type PersonDone, paths } from "~/paths";
import { closeAccount, reopenAccount } from "~/services/access/close-account.server";
import { getPerson } from "~/services/access/get-person.server";
import { removeSecondFactors } from "~/services/access/remove-second-factors.server";
import { renamePerson } from "~/services/access/rename-person.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Compte de ${data?.name ?? "cette personne"} · Label CAE` },
];

export const loader = guarded(
	"person.read",
	async ({ params, useCase }) => json(await getPerson(useCase, params.userId ?? "")),
	{ freshProof: true },
);

export const action = guarded(
	["person.rename", "person.disable"],
	async ({ request, params, useCase, platform }) => {
		const { userId = "" } = params;
		const form = await request.formData();
		const name = String(form.get("name") ?? "");
		const refused = (reason: keyof typeof accountRefusals) =>
			json({ reason, intent: String(form.get("intent")), name }, { status: 422 });
		const done = (what: PersonDone) => redirect(paths.persons.one(userId, what));
		switch (form.get("intent")) {
			case "close": {
				const result = await closeAccount(useCase, userId);
				return result.ok ? done("fermeture") : refused(result.reason);
			}
			case "reopen": {
				const result = await reopenAccount(useCase, userId);
				return result.ok ? done("ouverture") : refused(result.reason);
			}
			case "factor": {
				if (form.get("confirmation") !== "oui") return refused("NOT_CONFIRMED");
				await removeSecondFactors(useCase, userId, platform.arrival);
				return done("facteur");
			}
			default: {
				const result = await renamePerson(useCase, userId, { name, seen: String(form.get("seen") ?? "") });
				return result.ok ? done("nom") : refused(result.reason);
			}
		}
	},
	{ freshProof: true },
);

export default function PersonAccount() {
	const person = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "reason" in outcome ? outcome : null;
	const ofName = refusal?.intent === "name";
	const busy = useNavigation().state === "submitting";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: "Personnes", href: paths.persons.list() },
					{ label: person.name, href: paths.persons.one(person.id) },
				]}
				title="Compte"
				lead={person.name}
			/>
			{refusal && <Notice kind="error">{accountRefusals[refusal.reason]}</Notice>}
			{person.may.rename && (
				<Section title="Nom" ruled>
					<Form method="post" className="form" key={person.name}>
						<input type="hidden" name="seen" value={person.name} />
						<TextField
							id="name"
							name="name"
							label="Prénom et nom"
							hint="Ce que les autres lisent à côté de ses réponses, de ses constats et dans l’historique."
							required
							maxLength={120}
							autoComplete="off"
							defaultValue={ofName ? refusal.name : person.name}
							error={ofName ? accountRefusals[refusal.reason] : undefined}
						/>
						<p>
							<Button kind="primary" name="intent" value="name">
								{busy ? "Enregistrement…" : "Corriger le nom"}
							</Button>
						</p>
					</Form>
				</Section>
			)}
			{person.may.close && person.hasSecondFactor && (
				<Section title="Second facteur perdu" ruled>
					<Form method="post" className="stack">
						<p>
							À faire après avoir vérifié, par un autre moyen que l’e-mail, que c’est bien elle qui le demande. Tous ses
							seconds facteurs et ses codes de secours sont retirés, ses sessions se ferment, elle en est avertie par
							e-mail, et elle en choisira un nouveau à sa prochaine connexion.
						</p>
						<label className="choice">
							<input type="checkbox" name="confirmation" value="oui" required /> J’ai vérifié l’identité de cette
							personne
						</label>
						<p>
							<Button kind="danger" name="intent" value="factor">
								Retirer le second facteur
							</Button>
						</p>
					</Form>
				</Section>
			)}
			{person.may.close && <ClosingSection person={person} />}
			<p>
				<ButtonLink kind="quiet" href={paths.persons.one(person.id)}>
					Revenir à la fiche
				</ButtonLink>
			</p>
		</div>
	);
}

function ClosingSection({ person }: { person: ReturnType<typeof useLoaderData<typeof loader>> }) {
	if (person.closedAt) {
		return (
			<Section title="Rouvrir le compte" ruled>
				<Form method="post" className="stack">
					<p>
						Fermé depuis le {formatDate(person.closedAt)}. Rouvert, il retrouve son mot de passe et les rôles qui n’ont
						pas pris fin.
					</p>
					<p>
						<Button name="intent" value="reopen">
							Rouvrir le compte
						</Button>
					</p>
				</Form>
			</Section>
		);
	}
	const { count } = person.openAudits;
	const managed = person.roles.filter(({ role, state }) => role === "manager" && state === "current");
	return (
		<Section title="Fermer le compte" ruled>
			<Form method="post" className="stack">
				<ul>
					<li>Cette personne ne se connecte plus, dès maintenant, et ses sessions se ferment.</li>
					<li>Ses rôles, ses réponses et ses constats restent. Le compte peut être rouvert.</li>
					{count > 0 && (
						<li>
							{formatCount(count, "audit ouvert repose", "audits ouverts reposent")} sur elle : confiez-les à d’autres
							en retirant plutôt son rôle d’auditeur.
						</li>
					)}
					{managed.map(({ grantId, cooperativeName }) => (
						<li key={grantId}>
							{frenchTypography(`${cooperativeName} : vérifiez qu’une autre personne responsable peut se connecter.`)}
						</li>
					))}
				</ul>
				<p>
					<Button kind="danger" name="intent" value="close">
						Fermer le compte
					</Button>
				</p>
			</Form>
		</Section>
	);
}
