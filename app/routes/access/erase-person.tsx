/** Erases a person, for ever: what it does is said first, and the name is typed to confirm. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { erasureRefusals } from "~/components/access/people-words";
import { Button, ButtonLink } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { Points, Prose } from "~/components/text/prose";
import { roleLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { erasePerson } from "~/services/access/erase-person.server";
import { getErasure } from "~/services/access/get-erasure.server";

export const meta: MetaFunction = () => [{ title: "Effacer une personne · Label CAE" }];

export const loader = guarded(
	["person.erase", "person.read"],
	async ({ params, useCase }) => json(await getErasure(useCase, params.userId ?? "")),
	{ freshProof: true },
);

export const action = guarded(
	"person.erase",
	async ({ request, params, useCase }) => {
		const { userId = "" } = params;
		const confirmation = String((await request.formData()).get("confirmation") ?? "");
		const result = await erasePerson(useCase, userId, { confirmation });
		if (result.ok) return redirect(paths.persons.erase(userId));
		return json({ reason: result.reason, confirmation }, { status: 422 });
	},
	{ freshProof: true },
);

export default function ErasePerson() {
	const erasure = useLoaderData<typeof loader>();
	const refusal = useActionData<typeof action>();
	const refused = refusal && "reason" in refusal ? refusal : null;
	const busy = useNavigation().state === "submitting";
	if (erasure.self) {
		return (
			<div className="page">
				<PageHeader title="Effacer mon compte" />
				<Prose
					paragraphs={[
						"Personne n’efface son propre compte : ce serait le premier geste de qui l’aurait volé.",
						"Demandez-le à une autre personne de l’équipe nationale, ou de l’administration si vous en faites partie.",
					]}
				/>
			</div>
		);
	}
	if (erasure.erasedAt) {
		return (
			<div className="page">
				<PageHeader breadcrumb={[{ label: "Personnes", href: paths.persons.list() }]} title={erasure.name} />
				<Notice kind="success" title={frenchTypography(`Effacée le ${formatDate(erasure.erasedAt)}`)} live={false}>
					<p>
						Son nom et son adresse ne sont plus nulle part dans la base, et ce compte n’ouvre plus rien. Son adresse
						peut être invitée de nouveau, comme celle d’une inconnue.
					</p>
				</Notice>
			</div>
		);
	}
	const blocked = erasure.openAudits > 0 || erasure.roles.some((role) => role.blocked);
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: "Personnes", href: paths.persons.list() },
					{ label: erasure.name, href: paths.persons.one(erasure.userId) },
				]}
				title={`Effacer ${erasure.name}`}
				lead={frenchTypography(
					"Cet effacement est définitif : personne ne pourra l’annuler, pas même l’administration.",
				)}
			/>
			{refused && <Notice kind="error">{frenchTypography(erasureRefusals[refused.reason])}</Notice>}
			<Section title="Ce qui se passera" ruled>
				<Points
					points={[
						`Le nom « ${erasure.name} » et l’adresse ${erasure.email} sont remplacés partout par « Personne supprimée » : historiques, équipes d’audit, invitations, e-mails.`,
						"La personne est déconnectée de tous ses appareils et ne peut plus se connecter : mot de passe, second facteur et clés d’accès sont supprimés.",
						"Le journal de sécurité ne garde d’elle ni réseau, ni appareil.",
						"Ses réponses, ses constats et ses envois restent à la CAE : ce sont les pièces de son dossier. Le journal reste entier, avec un numéro qui ne désigne plus personne.",
						"Un nom écrit dans un commentaire, une note ou un motif n’est pas reconnu : s’il y en a, ils sont à reprendre à la main.",
						"Les sauvegardes gardent l’état d’avant jusqu’à leur propre échéance.",
					]}
				/>
			</Section>
			<Section title="Ses rôles, qui prendront fin" ruled>
				{erasure.roles.length === 0 ? (
					<p>Aucun rôle aujourd’hui.</p>
				) : (
					<ul>
						{erasure.roles.map(({ id, role, cooperativeName, blocked: reason }) => (
							<li key={id}>
								{roleLabels[role]}
								{cooperativeName ? `, ${cooperativeName}` : ""}
								{reason && <strong> · {frenchTypography(erasureRefusals[reason])}</strong>}
							</li>
						))}
					</ul>
				)}
			</Section>
			{blocked ? (
				<Notice kind="warning" live={false} title="Pas encore possible">
					<p>
						{erasure.openAudits > 0
							? frenchTypography(erasureRefusals.OPEN_AUDITS)
							: "Confiez d’abord ce rôle à quelqu’un d’autre, puis revenez ici. Rien n’a été modifié."}
					</p>
				</Notice>
			) : (
				<Section title="Confirmer" ruled>
					<Form method="post" className="form">
						<TextField
							id="confirmation"
							name="confirmation"
							label={`Écrivez le nom complet : ${erasure.name}`}
							autoComplete="off"
							required
							defaultValue={refused?.confirmation}
							error={refused?.reason === "NOT_CONFIRMED" ? frenchTypography(erasureRefusals.NOT_CONFIRMED) : undefined}
						/>
						<p className="actions">
							<Button kind="danger">{busy ? "Effacement…" : "Effacer pour toujours"}</Button>
							<ButtonLink kind="quiet" href={paths.persons.one(erasure.userId)}>
								Ne rien effacer
							</ButtonLink>
						</p>
					</Form>
				</Section>
			)}
		</div>
	);
}
