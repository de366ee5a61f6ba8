/** One domain's visit sheet: what was declared beside what the audit retains, saved criterion by criterion. */
import { json, type LinksFunction, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { choiceOf } from "~/components/assessment/answer-transport";
import { VisitSheet } from "~/components/audit/visit-sheet";
import { VISIT_MANIFEST } from "~/components/audit/visit-worker";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { frenchTypography } from "~/components/text/french";
import { auditRefusals, findingRefusals, missionRefusals } from "~/messages.audit.fr";
import { paths } from "~/paths";
import { useRootData } from "~/routes/access/use-person";
import { confirmDeclaredLevels } from "~/services/audit/confirm-declared-levels.server";
import { getVisitSheet } from "~/services/audit/get-visit-sheet.server";
import { recordLevel } from "~/services/audit/record-level.server";
import type { UseCase } from "~/services/use-case.server";
import { findingInput } from "./finding-input";

/** A visit may be kept on the home screen of a tablet. */
export const links: LinksFunction = () => [{ rel: "manifest", href: VISIT_MANIFEST }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data?.domain.title ?? "Visite"} · ${data?.header.cooperative.name ?? ""} · Label CAE` },
];

export const loader = guarded("audit.findings", async ({ params, useCase }) =>
	json(await getVisitSheet(useCase, params.auditId ?? "", params.domain ?? "")),
);

export const action = guarded("audit.record", async ({ request, params, useCase }) => {
	const { auditId = "", domain = "" } = params;
	const form = await request.formData();
	return form.get("intent") === "confirm"
		? confirm(useCase, auditId, domain, form)
		: record(useCase, auditId, domain, form);
});

async function confirm(useCase: UseCase, auditId: string, domain: string, form: FormData) {
	const criterionIds = form.getAll("confirmed").map(String);
	const result = await confirmDeclaredLevels(useCase, auditId, { domain, criterionIds });
	if (!result.ok) return json({ confirmRefusal: auditRefusals[result.reason], refusal: null }, { status: 422 });
	return redirect(`${paths.audits.visit(auditId, domain)}?confirmes=${result.value.confirmed.length}`);
}

/** Without JavaScript: saves the one form that was sent, then comes back to it. */
async function record(useCase: UseCase, auditId: string, domain: string, form: FormData) {
	const input = findingInput(form);
	const result = await recordLevel(useCase, auditId, input);
	if (result.ok) {
		const { criterionId, version } = result.value;
		const saved = version > 0 ? `?enregistre=${criterionId}` : "";
		return redirect(`${paths.audits.visit(auditId, domain)}${saved}#${criterionId}`);
	}
	const more = { piece: (input.seen ?? []).join(" ") };
	const refused = {
		criterionId: input.criterionId ?? "",
		mine: { choice: input.choice ?? "", reason: input.seenOnSite ?? "", comment: input.note ?? "", more },
		message: findingRefusals[result.reason],
	};
	if (result.reason !== "CONFLICT") {
		return json({ confirmRefusal: null, refusal: { ...refused, conflict: null } }, { status: 422 });
	}
	const { theirs, by, at } = result.details;
	const conflict = {
		choice: choiceOf(theirs),
		reason: theirs.seenOnSite,
		comment: theirs.note,
		more: { piece: theirs.seenPieces.join(" ") },
		version: theirs.version,
		by,
		at: at.toISOString(),
	};
	return json({ confirmRefusal: null, refusal: { ...refused, conflict } }, { status: 409 });
}

export default function VisitSheetRoute() {
	const sheet = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const root = useRootData();
	const [query] = useSearchParams();
	return (
		<>
			{sheet.obstacle && (
				<Notice kind="warning" live={false} title="La visite ne peut pas encore commencer">
					{frenchTypography(missionRefusals[sheet.obstacle])}{" "}
					<Link href={paths.audits.one(sheet.header.id)}>Ouvrir la page de l’audit</Link>
				</Notice>
			)}
			<VisitSheet
				key={`${sheet.header.id}/${sheet.domain.code}`}
				sheet={sheet}
				personId={root?.person?.id ?? ""}
				justSaved={query.get("enregistre")}
				confirmedCount={Number(query.get("confirmes") ?? 0)}
				refusal={outcome && "refusal" in outcome ? outcome.refusal : null}
				confirmRefusal={outcome && "confirmRefusal" in outcome ? outcome.confirmRefusal : null}
				confirmForm={(content) => <Form method="post">{content}</Form>}
			/>
		</>
	);
}
