/** One criterion of an assessment, with all that is known of it: the answer, what was said before, and its history. */
import { randomUUID } from "node:crypto";
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { AnswerHistory } from "~/components/assessment/answer-history";
import { AnswerShown } from "~/components/assessment/answer-shown";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { CriterionMargin } from "~/components/assessment/criterion-margin";
import { CriterionThreads } from "~/components/assessment/criterion-threads";
import { ReturnNotice } from "~/components/assessment/return-notice";
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
import { messageRefusals } from "~/messages.thread.fr";
import { paths } from "~/paths";
import { useRootData } from "~/routes/access/use-person";
import { pageAsked } from "~/routes/journal/page-asked";
import { getCriterionFile } from "~/services/assessment/get-criterion-file.server";
import { settleThread, withdrawMessage } from "~/services/assessment/settle-thread.server";
import { writeMessage } from "~/services/assessment/write-message.server";

export const meta: MetaFunction<typeof loader> = ({ data, params }) => [
	{ title: `${params.criterionId} · ${data?.criterion.title ?? "Critère"} · Label CAE` },
];

export const loader = guarded("assessment.read", async ({ params, url, useCase }) => {
	const asked = url.searchParams.get("au") ?? "";
	const until = endOfMinuteInParis(asked);
	const { assessmentId = "", criterionId = "" } = params;
	const file = await getCriterionFile(useCase, assessmentId, criterionId, { until, page: pageAsked(url) });
	const forms = ["", ...(file.discussion?.threads.map(({ id }) => id) ?? [])];
	return json({
		...file,
		keys: Object.fromEntries(forms.map((threadId) => [threadId, randomUUID()])),
		until: until ? asked : "",
		thenAt: until?.toISOString() ?? "",
		misread: asked !== "" && until === null,
	});
});

/** Words of a message: never in the address, back on the screen when they are refused. */
export const action = guarded("assessment.discuss", async ({ request, params, useCase }) => {
	const { assessmentId = "", criterionId = "" } = params;
	const form = await request.formData();
	const field = (name: string) => String(form.get(name) ?? "");
	const intent = field("intent");
	const threadId = field("threadId");
	if (intent === "resolve" || intent === "reopen") {
		await settleThread(useCase, [assessmentId, criterionId, threadId], intent);
		return redirect(paths.assessments.thread(assessmentId, criterionId, threadId));
	}
	if (intent === "withdraw") {
		await withdrawMessage(useCase, [assessmentId, criterionId, field("messageId")]);
		return redirect(`${paths.assessments.criterion(assessmentId, criterionId)}#echanges`);
	}
	const named = form.getAll("named").map(String);
	const input = { key: field("key"), threadId, text: field("text"), named };
	const result = await writeMessage(useCase, assessmentId, criterionId, input);
	if (!result.ok)
		return json({ threadId, text: input.text, named, error: messageRefusals[result.reason] }, { status: 422 });
	return redirect(paths.assessments.said(assessmentId, criterionId, result.value.threadId, result.value.messageId));
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
		discussion,
		keys,
		may,
		put,
		until,
		thenAt,
		misread,
	} = useLoaderData<typeof loader>();
	const refused = useActionData<typeof action>();
	const root = useRootData();
	const [query] = useSearchParams();
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
			<ReturnNotice header={header} />
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
				<Section title="La question">
					<p className="serif-text">{frenchTypography(criterion.statement)}</p>
					<details>
						<summary>Les quatre niveaux</summary>
						<CriterionLevels levels={criterion.levels} scale={scale} metFrom={criterion.metFrom} />
						{criterion.guidance && <p>{frenchTypography(criterion.guidance)}</p>}
					</details>
				</Section>
				<Section title={`Réponse de ${header.year}`} ruled>
					<AnswerShown answer={answer} scale={scale} />
					{answer && <p className="soft small">{`${formatDateTime(answer.at)}${answer.by ? `, ${answer.by}` : ""}`}</p>}
				</Section>
				{discussion && (
					<CriterionThreads
						assessmentId={header.id}
						criterionId={id}
						personId={root?.person?.id ?? ""}
						{...discussion}
						keys={keys}
						received={query.get("ecrit")}
						refused={refused && "error" in refused ? refused : null}
					/>
				)}
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
