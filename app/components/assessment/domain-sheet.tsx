/** Owns a domain's sheet: the live gauges at its head, the filters, the chapters and their criteria. */
import { Fragment, memo, useCallback, useMemo, useRef, useState } from "react";
import { paths } from "~/paths";
import { DomainMark, domainHue } from "../display/domain-mark";
import { StandardVersion } from "../display/standard-version";
import { PhotosProvider } from "../evidence/use-photos";
import { EmptyState } from "../layout/empty-state";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { PageHeader } from "../layout/page-header";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import type { AnswerFields, TheirAnswer } from "./answer-outbox";
import { assessmentCrumbs } from "./assessment-crumbs";
import { CriterionForm as PlainCriterionForm } from "./criterion-form";
import type { DomainSheetData } from "./domain-sheet-data";
import { LiveGauges } from "./live-gauges";
import { LivePeople } from "./live-people";
import { fieldsValue, startingAnswers } from "./live-score";
import { ReturnNotice } from "./return-notice";
import { SetAsideList } from "./set-aside-list";
import { SheetKeysHelp, SheetModeBar, SheetSteps } from "./sheet-mode-bar";
import { NextDomain, SheetNavigation, ShowAll } from "./sheet-navigation";
import { LiveSheetContext, useLiveSheet } from "./use-live-sheet";
import { useSheetMode } from "./use-sheet-mode";

/** One keystroke redraws the gauges, not the other criteria. */
const CriterionForm = memo(PlainCriterionForm);

interface SheetRefusal {
	readonly criterionId: string;
	readonly mine: AnswerFields;
	readonly conflict: TheirAnswer | null;
	readonly refused: string | null;
}

export function DomainSheet({
	sheet,
	personId,
	justSaved,
	refusal,
}: {
	sheet: DomainSheetData;
	personId: string;
	/** Criterion saved by a form sent without JavaScript. */
	justSaved: string | null;
	refusal: SheetRefusal | null;
}) {
	const { header, domain, rows } = sheet;
	const [answers, setAnswers] = useState(() => startingAnswers([...rows, ...sheet.scoring.hidden]));
	const onFields = useCallback((criterionId: string, fields: AnswerFields) => {
		setAnswers((before) => ({ ...before, [criterionId]: fieldsValue(fields) }));
	}, []);
	const help = useRef<HTMLDialogElement>(null);
	const openHelp = useCallback(() => help.current?.showModal(), []);
	const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
	const mode = useSheetMode({ assessmentId: header.id, domain: domain.code, ids, onHelp: openHelp });
	const live = useLiveSheet({
		url: paths.assessments.live(header.id, domain.code),
		enabled: header.status !== "submitted",
	});
	const single = mode.view.single && mode.current !== null;
	const hides = (id: string) => single && mode.current !== id;
	return (
		<div className={`page-wide sheet ${domainHue(domain.code)}`}>
			<PageHeader
				breadcrumb={assessmentCrumbs(header)}
				above={
					<>
						<DomainMark code={domain.code} />
						<StandardVersion versions={[header.standard]} />
					</>
				}
				title={domain.title}
				lead={domain.description}
			/>
			<ReturnNotice header={header} />
			{!sheet.editable && (
				<Notice kind="info" live={false}>
					{header.status === "submitted"
						? "Cette auto-évaluation a été envoyée : les réponses ne changent plus."
						: readOnlyReason(sheet.answeredBy)}
				</Notice>
			)}
			{refusal?.refused && (
				<Notice kind="error">
					La réponse à {refusal.criterionId} n’a pas été enregistrée
					{refusal.refused === "ASSESSMENT_LOCKED" ? " : l’auto-évaluation vient d’être envoyée." : "."} Votre texte est
					affiché ci-dessous.
				</Notice>
			)}
			<LiveGauges domain={domain} rows={rows} scoring={sheet.scoring} answers={answers} />
			<SheetNavigation sheet={sheet} />
			<SheetModeBar mode={mode} onHelp={openHelp} />
			{mode.alive && <LivePeople live={live} domain={domain.code} />}
			{rows.length === 0 && (
				<EmptyState title="Aucun critère ne correspond à ce filtre." action={<ShowAll sheet={sheet} />} />
			)}
			<LiveSheetContext.Provider value={live}>
				<PhotosProvider
					assessmentId={header.id}
					cooperativeId={header.cooperative.id}
					personId={personId}
					enabled={mode.alive && sheet.editable}
				>
					{domain.chapters.map((chapter) => {
						const inChapter = rows.filter((row) => row.chapter === chapter.code);
						if (inChapter.length === 0) return null;
						return (
							<Fragment key={chapter.code}>
								<h2 className="chapter-title" hidden={inChapter.every(({ id }) => hides(id))}>
									{chapter.title} <small>{formatCount(inChapter.length, "critère")}</small>
								</h2>
								{/* Not before the page is alive, as the addresses of the evidence. */}
								{mode.alive && sheet.editable && !single && (
									<p className="small">
										<Link href={paths.assessments.chapterAside(header.id, domain.code, chapter.code)}>
											{`Le chapitre « ${chapter.title} » ne nous concerne pas`}
										</Link>
									</p>
								)}
								{inChapter.map((row) => (
									<CriterionForm
										key={row.id}
										row={row}
										texts={sheet.sentOnce?.texts[row.id]}
										scale={sheet.scale}
										earlierYear={sheet.earlierYear}
										editable={sheet.editable}
										assessmentId={header.id}
										personId={personId}
										autosaveUrl={paths.assessments.answer(header.id)}
										formKey={sheet.formKey}
										justSaved={justSaved === row.id}
										returned={refusal?.criterionId === row.id ? { mine: refusal.mine, theirs: refusal.conflict } : null}
										onFields={onFields}
										// Not before the page is alive: two dozen addresses would weigh on it.
										evidenceHref={mode.alive ? paths.assessments.evidence(header.id, row.id) : null}
										shown={hides(row.id) ? "hidden" : single ? "alone" : "listed"}
									/>
								))}
							</Fragment>
						);
					})}
				</PhotosProvider>
			</LiveSheetContext.Provider>
			<SheetSteps mode={mode} ids={ids} />
			<SetAsideList
				criteria={sheet.setAside}
				termLabels={sheet.termLabels}
				profileHref={paths.assessments.profile(header.id)}
			/>
			<NextDomain sheet={sheet} />
			<SheetKeysHelp mode={mode} dialog={help} />
		</div>
	);
}

function readOnlyReason(answeredBy: readonly string[]): string {
	if (answeredBy.length === 0) return "Vous pouvez lire ces réponses, pas les modifier.";
	const names = new Intl.ListFormat("fr", { type: "conjunction" }).format(answeredBy);
	return frenchTypography(`Vous lisez ce domaine sans y répondre : il est confié à ${names}.`);
}
