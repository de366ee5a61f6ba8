/** One domain's sheet: the questionnaire of a domain, saved criterion by criterion. */
import { randomUUID } from "node:crypto";
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { choiceOf } from "~/components/assessment/answer-transport";
import { DomainSheet } from "~/components/assessment/domain-sheet";
import { AroundProvider } from "~/components/assessment/use-around";
import { SHEET_FILTERS, type SheetFilter } from "~/domain/assessment/sheet-filter";
import { paths } from "~/paths";
import { useRootData } from "~/routes/access/use-person";
import { getDomainSheet } from "~/services/assessment/get-domain-sheet.server";
import { saveAnswer } from "~/services/assessment/save-answer.server";
import { answerInput, pageFormKey } from "./answer-input";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data?.domain.title ?? "Domaine"} · Auto-évaluation ${data?.header.year ?? ""} · Label CAE` },
];

export const loader = guarded("assessment.read", async ({ params, url, useCase }) => {
	const asked = url.searchParams.get("filtre");
	const filter = SHEET_FILTERS.find((known) => known === asked) ?? ("all" satisfies SheetFilter);
	const sheet = await getDomainSheet(useCase, params.assessmentId ?? "", params.domain ?? "", filter);
	return json({ ...sheet, formKey: randomUUID() });
});

/** Without JavaScript: saves the one form that was sent, then comes back to it. */
export const action = guarded("assessment.answer", async ({ request, params, url, useCase }) => {
	const { assessmentId = "", domain = "" } = params;
	const form = await request.formData();
	const input = { ...answerInput(form), key: pageFormKey(form) };
	const result = await saveAnswer(useCase, assessmentId, input);
	if (result.ok) {
		url.searchParams.set("enregistre", result.value.criterionId);
		return redirect(`${paths.assessments.domain(assessmentId, domain)}${url.search}#${result.value.criterionId}`);
	}
	const mine = { choice: input.choice ?? "", reason: input.reason ?? "", comment: input.comment ?? "" };
	const criterionId = input.criterionId ?? "";
	if (result.reason === "CONFLICT") {
		const { theirs, by, at } = result.details;
		const conflict = { ...theirs, choice: choiceOf(theirs), by, at: at.toISOString() };
		return json({ criterionId, mine, conflict, refused: null }, { status: 409 });
	}
	return json({ criterionId, mine, conflict: null, refused: result.reason }, { status: 422 });
});

export default function DomainSheetRoute() {
	const sheet = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const root = useRootData();
	const [query] = useSearchParams();
	return (
		<AroundProvider
			key={`${sheet.header.id}/${sheet.domain.code}`}
			assessmentId={sheet.header.id}
			domain={sheet.domain.code}
		>
			<DomainSheet
				key={sheet.filter}
				sheet={sheet}
				personId={root?.person?.id ?? ""}
				justSaved={query.get("enregistre")}
				refusal={outcome && "criterionId" in outcome ? outcome : null}
			/>
		</AroundProvider>
	);
}
