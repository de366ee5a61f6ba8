/** The last proposal of a year beside the programme as it is: taken whole, in part, or not at all. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { guarded } from "~/auth/guarded.server";
import { KeyFigure, KeyFigures } from "~/components/display/key-figure";
import { Button, ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { ProposalLines } from "~/components/programme/proposal-lines";
import { UnplacedVisits } from "~/components/programme/unplaced-visits";
import { formatCount, formatDateTime, formatNumber } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { takeRefusals } from "~/messages.programme.fr";
import { paths } from "~/paths";
import { acceptProposal } from "~/services/programme/accept-proposal.server";
import { getProposal } from "~/services/programme/get-proposal.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Proposition de programme ${data?.year ?? ""} · Label CAE` },
];

export const loader = guarded("programme.plan", async ({ params, useCase }) =>
	json(await getProposal(useCase, params.year ?? "")),
);

export const action = guarded("programme.plan", async ({ request, params, useCase }) => {
	const form = await request.formData();
	const lines = form.getAll("line").map((value) => {
		const [cooperativeId = "", version = ""] = String(value).split(":");
		return { cooperativeId, version };
	});
	const result = await acceptProposal(useCase, params.year ?? "", {
		proposalId: String(form.get("proposalId") ?? ""),
		lines,
	});
	if (!result.ok) return json({ reason: result.reason, taken: null }, { status: 422 });
	const { changed, impossible } = result.value;
	if (changed.length + impossible.length === 0)
		return redirect(paths.programme.year(Number(params.year), { fait: "repris" }));
	return json({ reason: null, taken: result.value }, { status: 409 });
});

const AGAIN_MS = 2_000;

export default function Proposal() {
	const page = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const busy = useNavigation().state === "submitting";
	const { year, proposal, changes, impossibilities } = page;
	const waiting = page.status === "asked" || page.status === "computing";
	useLookAgain(waiting);
	const sectorOf = (id: string) => page.cooperatives[id]?.sector ?? null;
	const wordsOf = (id: string) => ({ people: page.people, sector: sectorOf(id) });
	const nameOf = (id: string) => page.cooperatives[id]?.name ?? "Une CAE qui n’est plus là";
	const moving = changes.filter(({ change }) => change !== "same");
	return (
		<div className="page page-wide">
			<PageHeader
				breadcrumb={[{ label: `Programme ${year}`, href: paths.programme.year(year) }]}
				title={`Proposition de programme ${year}`}
				lead={
					proposal
						? frenchTypography(
								`Demandée le ${formatDateTime(proposal.askedAt)}, ${proposal.mostPerWeek} visites par semaine au plus. Rien n’est changé tant que vous ne reprenez pas une ligne.`,
							)
						: undefined
				}
			/>
			{outcome?.reason && (
				<Notice kind="error" title="Rien n’a été repris">
					{frenchTypography(takeRefusals[outcome.reason])}
				</Notice>
			)}
			{outcome?.taken && <Left taken={outcome.taken} nameOf={nameOf} />}
			{!proposal && (
				<EmptyState
					title="Aucune proposition n’a été demandée."
					action={<ButtonLink href={paths.programme.year(year)}>Revenir au programme</ButtonLink>}
				/>
			)}
			{waiting && (
				<Notice kind="info" title="Calcul en cours">
					Le calcul prend de quelques secondes à quelques minutes. Cette page se met à jour ; vous pouvez aussi la
					quitter et revenir. <ButtonLink href={paths.programme.proposal(year)}>Voir où en est le calcul</ButtonLink>
				</Notice>
			)}
			{page.status === "failed" && (
				<Notice kind="error" live={false} title="Le calcul n’a pas abouti">
					Le programme n’a pas changé. Demandez une nouvelle proposition ; si cela se répète, prévenez la personne qui
					administre la plateforme.
				</Notice>
			)}
			{proposal?.figures && (
				<>
					<KeyFigures>
						<KeyFigure value={proposal.figures.placed} sentence="visites ont trouvé une équipe et des jours" />
						<KeyFigure value={proposal.figures.unplaced} sentence="sans place" />
						<KeyFigure
							value={formatNumber(proposal.figures.kilometres)}
							unit="km"
							sentence="à vol d’oiseau, aller simple"
							note={
								proposal.greedy
									? frenchTypography(
											`${formatNumber(proposal.greedy.kilometres)} km en plaçant une visite après l’autre`,
										)
									: undefined
							}
						/>
						<KeyFigure
							value={`${proposal.figures.least} à ${proposal.figures.most}`}
							sentence="visites par personne dans l’année"
						/>
					</KeyFigures>
					<p className="soft">
						{frenchTypography(quality(proposal.figures.cost, proposal.bound ?? 0, proposal.stopped, proposal.seconds))}
					</p>
				</>
			)}
			{impossibilities.length > 0 && (
				<Section title={frenchTypography(`Sans place : ${formatCount(impossibilities.length, "visite")}`)} ruled>
					<UnplacedVisits
						impossibilities={impossibilities}
						about={(id) => ({
							name: nameOf(id),
							href: paths.programme.line(year, id),
							words: wordsOf(id),
							window: page.cooperatives[id]?.window ?? null,
						})}
					/>
				</Section>
			)}
			{proposal?.figures && (
				<Section
					title={frenchTypography(
						moving.length === 0 ? "Rien à changer" : `À reprendre ou non : ${formatCount(moving.length, "changement")}`,
					)}
					ruled
					lead={frenchTypography(
						page.pinned > 0
							? `${formatCount(page.pinned, "ligne épinglée ne bouge pas", "lignes épinglées ne bougent pas")}. Chaque ligne reprise est jugée à nouveau par les règles.`
							: "Chaque ligne reprise est jugée à nouveau par les règles.",
					)}
				>
					<Form method="post" className="stack">
						<input type="hidden" name="proposalId" value={proposal.id} />
						<ProposalLines changes={changes} choices={page.choices} nameOf={nameOf} wordsOf={wordsOf} />
						{moving.length > 0 && (
							<p>
								<Button kind="primary">{busy ? "Enregistrement…" : "Reprendre les lignes cochées"}</Button>
							</p>
						)}
					</Form>
				</Section>
			)}
		</div>
	);
}

function Left({
	taken: { taken, changed, impossible },
	nameOf,
}: {
	taken: { readonly taken: number; readonly changed: readonly string[]; readonly impossible: readonly string[] };
	nameOf: (id: string) => string;
}) {
	return (
		<Notice
			kind="warning"
			title={frenchTypography(`${formatCount(taken, "ligne reprise", "lignes reprises")}, les autres laissées`)}
		>
			{changed.length > 0 && (
				<p>{frenchTypography(`Changées entre-temps par quelqu’un d’autre : ${changed.map(nameOf).join(", ")}.`)}</p>
			)}
			{impossible.length > 0 && (
				<p>{frenchTypography(`Devenues impossibles depuis le calcul : ${impossible.map(nameOf).join(", ")}.`)}</p>
			)}
		</Notice>
	);
}

function quality(cost: number, bound: number, stopped: boolean, seconds: number | null): string {
	const gap = cost <= 0 ? 0 : Math.max(0, (cost - bound) / cost);
	const near =
		gap < 0.0005
			? "Aucun programme qui garde les règles ne ferait mieux"
			: `Au mieux, un autre programme ferait ${formatNumber(Math.ceil(gap * 1000) / 10)} % de mieux`;
	return `${near}${stopped ? " ; le calcul s’est arrêté à sa limite" : ""}.${seconds === null ? "" : ` Calculé en ${formatNumber(seconds)} s.`}`;
}

/** While the planner is at work, the page looks again by itself; without JavaScript, a link does. */
function useLookAgain(waiting: boolean) {
	const revalidator = useRevalidator();
	useEffect(() => {
		if (!waiting) return;
		const timer = setInterval(() => {
			if (document.visibilityState === "visible") revalidator.revalidate();
		}, AGAIN_MS);
		return () => clearInterval(timer);
	}, [waiting, revalidator]);
}
