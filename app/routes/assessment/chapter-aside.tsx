/** A chapter of a domain declared not applicable: previewed, done in one gesture for one reason, and taken back as easily. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { AsideDoneNotice, ChapterAsideForm } from "~/components/assessment/chapter-aside-form";
import { ReturnNotice } from "~/components/assessment/return-notice";
import { DomainMark } from "~/components/display/domain-mark";
import { ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { frenchTypography } from "~/components/text/french";
import { readSeen, writeSeen } from "~/domain/assessment/seen-answer";
import { paths } from "~/paths";
import { getChapter, putChapterBack, setChapterAside } from "~/services/assessment/set-chapter-aside.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Chapitre non applicable · ${data?.chapter.title ?? ""} · Label CAE` },
];

export const loader = guarded("assessment.answer", async ({ params, useCase }) => {
	const { assessmentId = "", domain = "", chapter = "" } = params;
	return json(await getChapter(useCase, [assessmentId, domain, chapter]));
});

const REFUSALS = {
	REASON_REQUIRED: "Écrivez le motif : sans lui, un critère reste sans réponse.",
	REASON_TOO_LONG: "Le motif est trop long : 2 000 caractères au plus. Votre texte est gardé ci-dessous.",
	ASSESSMENT_LOCKED: "",
} as const;

export const action = guarded("assessment.answer", async ({ request, params, useCase }) => {
	const { assessmentId = "", domain = "", chapter = "" } = params;
	const at = [assessmentId, domain, chapter] as const;
	const form = await request.formData();
	const seen = readSeen(form.getAll("seen").map(String));
	const reason = String(form.get("reason") ?? "");
	const undo = form.get("intent") === "undo";
	const result = undo ? await putChapterBack(useCase, at, seen) : await setChapterAside(useCase, at, seen, reason);
	if (!result.ok) {
		const status = result.reason === "ASSESSMENT_LOCKED" ? 423 : 422;
		return json(
			{ error: REFUSALS[result.reason], reason, seen: seen.map(({ criterionId }) => criterionId) },
			{ status },
		);
	}
	const written = new Set(result.value.written.map(({ criterionId }) => criterionId));
	return redirect(
		paths.assessments.chapterAside(...at, {
			[undo ? "remises" : "ecartees"]: result.value.written.map(writeSeen).join(",") || "0",
			laissees: seen.flatMap(({ criterionId }) => (written.has(criterionId) ? [] : [criterionId])).join(","),
		}),
	);
});

export default function ChapterAsidePage() {
	const { header, domain, chapter, scale, rows } = useLoaderData<typeof loader>();
	const refused = useActionData<typeof action>();
	const [query] = useSearchParams();
	const [done, back] = ["ecartees", "remises"].map((name) => query.get(name));
	const left = (query.get("laissees") ?? "").split(",").filter((id) => rows.some((row) => row.id === id));
	const domainHref = paths.assessments.domain(header.id, domain.code);
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[...assessmentCrumbs(header), { label: domain.title, href: domainHref }]}
				above={<DomainMark code={domain.code} />}
				title="Chapitre non applicable"
				lead={frenchTypography(`« ${chapter.title} » : ce qui ne concerne pas votre CAE, écarté d’un geste.`)}
			/>
			<ReturnNotice header={header} />
			{refused && "error" in refused && refused.error === "" && (
				<Notice kind="error">
					{frenchTypography(
						"Rien n’a changé : l’auto-évaluation a été envoyée, ou a changé de version du référentiel, entre-temps.",
					)}
				</Notice>
			)}
			{!refused && done && (
				<AsideDoneNotice assessmentId={header.id} domain={domain.code} done={readSeen(done.split(","))} left={left} />
			)}
			{!refused && back && (
				<Notice kind="success">
					{back === "0"
						? "Rien n’a été remis : ces réponses ont été modifiées entre-temps, et restent telles quelles."
						: left.length > 0
							? frenchTypography(
									`Les réponses d’avant sont remises, sauf celles modifiées entre-temps : ${left.join(", ")}.`,
								)
							: "Les réponses d’avant sont remises, telles qu’elles étaient."}
				</Notice>
			)}
			<ChapterAsideForm
				key={`${done}/${back}`}
				rows={rows}
				scale={scale}
				refused={refused && "error" in refused && refused.error !== "" ? refused : null}
			/>
			{rows.every(({ aside }) => aside) && !done && (
				<EmptyState title="Tous les critères de ce chapitre sont déjà non applicables, ou ne vous sont pas posés." />
			)}
			<p className="actions">
				<ButtonLink kind="quiet" href={domainHref}>
					Revenir au domaine
				</ButtonLink>
			</p>
		</div>
	);
}
