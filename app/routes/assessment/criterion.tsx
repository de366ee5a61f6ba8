/** One criterion of an assessment, with all that is known of it: the answer, what was said before, and its history. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { AnswerHistory } from "~/components/assessment/answer-history";
import { AnswerShown } from "~/components/assessment/answer-shown";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { CriterionMargin } from "~/components/assessment/criterion-margin";
import { DomainMark } from "~/components/display/domain-mark";
import { ButtonLink } from "~/components/form/button";
import { MarginColumn } from "~/components/layout/margin-column";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { CriterionLevels } from "~/components/standard/criterion-text";
import { formatDateTime } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { endOfMinuteInParis } from "~/domain/moment-in-paris";
import { paths } from "~/paths";
import { pageAsked } from "~/routes/journal/page-asked";
import { getCriterionFile } from "~/services/assessment/get-criterion-file.server";

export const meta: MetaFunction<typeof loader> = ({ data, params }) => [
	{ title: `${params.criterionId} · ${data?.criterion.title ?? "Critère"} · Label CAE` },
];

export const loader = guarded("assessment.read", async ({ params, url, useCase }) => {
	const asked = url.searchParams.get("au") ?? "";
	const until = endOfMinuteInParis(asked);
	const { assessmentId = "", criterionId = "" } = params;
	const file = await getCriterionFile(useCase, assessmentId, criterionId, { until, page: pageAsked(url) });
	return json({
		...file,
		until: until ? asked : "",
		thenAt: until?.toISOString() ?? "",
		misread: asked !== "" && until === null,
	});
});

export default function CriterionPage() {
	const {
		header,
		criterion,
		scale,
		answer,
		evidence,
		earlier,
		visit,
		history,
		plan,
		may,
		put,
		until,
		thenAt,
		misread,
	} = useLoaderData<typeof loader>();
	const { id, domain } = criterion;
	return (
		<div className="page-wide">
			<PageHeader
				breadcrumb={[
					...assessmentCrumbs(header),
					{ label: domain, href: paths.assessments.domain(header.id, domain, id) },
				]}
				above={<DomainMark code={domain} />}
				title={frenchTypography(`${id} · ${criterion.title}`)}
				actions={
					<ButtonLink
						kind={may.answer ? "primary" : "secondary"}
						href={paths.assessments.domain(header.id, domain, id)}
					>
						{may.answer ? "Répondre à ce critère" : "Revenir au domaine"}
					</ButtonLink>
				}
			/>
			<MarginColumn
				label="Années passées, audit et pièces"
				margin={
					<CriterionMargin
						assessmentId={header.id}
						criterionId={id}
						earlier={earlier}
						visit={visit}
						evidence={evidence}
						canAttach={may.answer}
						plan={plan}
						canAssign={may.assign}
						scale={scale}
					/>
				}
			>
				{!put && (
					<Notice kind="info" live={false}>
						Ce critère ne vous est pas posé, d’après votre profil : sa réponse ne compte pas.
					</Notice>
				)}
				<Section title={`Réponse de ${header.year}`}>
					<AnswerShown answer={answer} scale={scale} />
					{answer && <p className="soft small">{`${formatDateTime(answer.at)}${answer.by ? `, ${answer.by}` : ""}`}</p>}
				</Section>
				<Section title="La question" ruled>
					<p className="serif-text">{frenchTypography(criterion.statement)}</p>
					<details>
						<summary>Les quatre niveaux</summary>
						<CriterionLevels levels={criterion.levels} scale={scale} metFrom={criterion.metFrom} />
						{criterion.guidance && <p>{frenchTypography(criterion.guidance)}</p>}
					</details>
				</Section>
				{history && (
					<AnswerHistory
						assessmentId={header.id}
						criterionId={id}
						history={history}
						until={until}
						thenAt={thenAt}
						misread={misread}
						scale={scale}
					/>
				)}
			</MarginColumn>
		</div>
	);
}
