/** The criteria reported as ambiguous: the national team answers, and keeps what the next version takes up. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Pagination } from "~/components/display/pagination";
import { Button } from "~/components/form/button";
import { CheckboxGroup } from "~/components/form/checkbox-group";
import { TextareaField } from "~/components/form/textarea-field";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { type Report, ReportList } from "~/components/standard/report-list";
import { formatNumber } from "~/components/text/format";
import { REPORT_FILTERS, REPORT_LIMIT, REPORT_OUTCOMES } from "~/domain/standard/criterion-report";
import { reportFilterLabels, reportOutcomeLabels, reportRefusals } from "~/messages.standard.fr";
import { paths } from "~/paths";
import { closeReport } from "~/services/standard/close-report.server";
import { listReports } from "~/services/standard/list-reports.server";

export const meta: MetaFunction = () => [{ title: "Critères signalés · Label CAE" }];

export const loader = guarded("report.list", async ({ url, useCase }) =>
	json({
		...(await listReports(useCase, {
			filter: url.searchParams.get("etat"),
			page: url.searchParams.get("page"),
		})),
		limit: REPORT_LIMIT,
	}),
);

export const action = guarded("report.close", async ({ request, url, useCase }) => {
	const form = await request.formData();
	const typed = {
		id: String(form.get("id") ?? ""),
		outcome: String(form.get("suite") ?? ""),
		answer: String(form.get("reponse") ?? ""),
	};
	const result = await closeReport(useCase, typed);
	if (result.ok) {
		return redirect(paths.standard.reports({ etat: url.searchParams.get("etat") ?? undefined, fait: "oui" }));
	}
	const status = result.reason === "ALREADY_CLOSED" ? 409 : 422;
	return json({ typed, error: reportRefusals[result.reason], reason: result.reason }, { status });
});

const EMPTY = {
	open: "Aucun signalement n’attend de réponse",
	nextVersion: "Rien à reprendre dans la version suivante",
	closed: "Aucun signalement n’a encore reçu de réponse",
} as const;

export default function Reports() {
	const { filter, counts, rows, page, pages, first, latest, limit } = useLoaderData<typeof loader>();
	const answered = useActionData<typeof action>();
	const refused = answered && "error" in answered ? answered : null;
	const listed = rows.some(({ id, closedAt }) => id === refused?.typed.id && closedAt === null);
	const [query] = useSearchParams();
	const pageHref = (to: number) => paths.standard.reports({ etat: filter, page: to });
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[{ label: latest ? `Référentiel ${latest}` : "Référentiel", href: paths.standard.latest() }]}
				title="Critères signalés"
				lead={
					"Ce que les personnes du réseau trouvent ambigu. Chaque réponse est lue par la personne qui a signalé\u202f; ce qui est à reprendre nourrit la version suivante."
				}
			/>
			<nav className="tabs" aria-label="Signalements">
				<ul>
					{REPORT_FILTERS.map((one) => (
						<li key={one}>
							<Link href={paths.standard.reports({ etat: one })} aria-current={one === filter ? "page" : undefined}>
								{`${reportFilterLabels[one]} (${formatNumber(counts[one])})`}
							</Link>
						</li>
					))}
				</ul>
			</nav>
			{query.has("fait") && !refused && (
				<Notice kind="success">Réponse enregistrée. La personne qui a signalé la lit sur la page du critère.</Notice>
			)}
			{refused && !listed && (
				<Notice kind="error" title={refused.error}>
					<p className="pre-line">{refused.typed.answer}</p>
				</Notice>
			)}
			{rows.length === 0 ? (
				<EmptyState title={EMPTY[filter]}>
					<p>Toute personne connectée peut signaler un critère depuis sa page dans le référentiel.</p>
				</EmptyState>
			) : (
				<div>
					<ReportList
						reports={rows}
						answerForm={(report) => (
							<AnswerForm
								key={report.id}
								report={report}
								limit={limit}
								refused={refused?.typed.id === report.id ? refused : null}
							/>
						)}
					/>
					{pages > 1 && (
						<Pagination
							status={`Signalements ${first} à ${first + rows.length - 1} sur ${formatNumber(counts[filter])}`}
							previousHref={page > 1 ? pageHref(page - 1) : undefined}
							nextHref={page < pages ? pageHref(page + 1) : undefined}
						/>
					)}
				</div>
			)}
		</div>
	);
}

interface Refused {
	readonly typed: { readonly outcome: string; readonly answer: string };
	readonly error: string;
	readonly reason: string;
}

function AnswerForm({ report, limit, refused }: { report: Report; limit: number; refused: Refused | null }) {
	const busy = useNavigation().formData?.get("id") === report.id;
	const noOutcome = refused?.reason === "NO_OUTCOME";
	return (
		<details open={refused !== null || undefined}>
			<summary>{`Répondre au signalement de ${report.criterionId}`}</summary>
			<Form method="post" className="form">
				<input type="hidden" name="id" value={report.id} />
				<CheckboxGroup
					type="radio"
					name="suite"
					label="Suite donnée"
					options={REPORT_OUTCOMES.map((value) => ({ value, label: reportOutcomeLabels[value] }))}
					defaultValues={refused ? [refused.typed.outcome] : []}
					error={noOutcome ? refused.error : undefined}
				/>
				<TextareaField
					name="reponse"
					label="Réponse"
					hint={`La personne qui a signalé la lira. ${limit} caractères au plus. Une réponse ne se modifie plus.`}
					maxLength={limit}
					required
					defaultValue={refused?.typed.answer}
					error={refused && !noOutcome ? refused.error : undefined}
				/>
				<p>
					<Button kind="primary">{busy ? "Envoi…" : "Clore avec cette réponse"}</Button>
				</p>
			</Form>
		</details>
	);
}
