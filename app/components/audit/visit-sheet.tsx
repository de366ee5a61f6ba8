/** Owns a domain's visit sheet: the progress at its head, the chapters and their criteria, the confirmation at its foot. */
import { type ReactNode, useCallback, useState } from "react";
import { countsAudited } from "~/domain/audit/audit-life";
import { orderSheet } from "~/domain/audit/sample-visit";
import type { Chapter, Level } from "~/domain/standard/standard";
import { paths } from "~/paths";
import type { AnswerFields, TheirAnswer } from "../assessment/answer-outbox";
import { choiceOf } from "../assessment/answer-transport";
import { DomainMark, domainHue } from "../display/domain-mark";
import { Gauge } from "../display/gauge";
import { StandardVersion } from "../display/standard-version";
import { PhotosProvider } from "../evidence/use-photos";
import { ButtonLink } from "../form/button";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { PageHeader } from "../layout/page-header";
import { formatCount } from "../text/format";
import { type AuditHeader, auditCrumbs } from "./audit-header";
import { ConfirmDeclared } from "./confirm-declared";
import { OfflineCopy } from "./offline-copy";
import { FOLLOW_MS, followPage } from "./use-visit-copy";
import { forgetVisit } from "./visit-copy";
import { VisitCriteria } from "./visit-criteria";
import { VisitCriterion, type VisitRow, type VisitTexts } from "./visit-criterion";
import { formatVisitDates } from "./visit-dates";
import type { DomainProgressLine } from "./visit-progress";
import { VisitSync } from "./visit-sync";

export interface VisitSheetData {
	readonly header: AuditHeader;
	readonly editable: boolean;
	readonly domain: { readonly code: string; readonly title: string; readonly chapters: readonly Chapter[] };
	readonly progress: readonly DomainProgressLine[];
	readonly scale: readonly { readonly level: Level; readonly label: string }[];
	readonly rows: readonly VisitRow[];
	readonly toConfirm: readonly string[];
	/** How many criteria of the whole audit are of the sample. */
	readonly sampled: number;
	readonly prepares: boolean;
	/** Null while the page comes alive: see components/text/printed.tsx. */
	readonly sentOnce: { readonly texts: Readonly<Record<string, VisitTexts>> } | null;
}

export interface SheetRefusal {
	readonly criterionId: string;
	readonly mine: AnswerFields;
	readonly conflict: TheirAnswer | null;
	readonly message: string;
}

export function VisitSheet({
	sheet,
	personId,
	justSaved,
	confirmedCount,
	refusal,
	confirmRefusal,
	confirmForm,
}: {
	sheet: VisitSheetData;
	personId: string;
	/** Criterion saved by a form sent without JavaScript. */
	justSaved: string | null;
	/** How many declared levels were just confirmed. */
	confirmedCount: number;
	refusal: SheetRefusal | null;
	confirmRefusal: string | null;
	confirmForm: (content: ReactNode) => ReactNode;
}) {
	const { header, domain, rows, progress } = sheet;
	const [choices, setChoices] = useState<Readonly<Record<string, string>>>({});
	const isExamined = (row: VisitRow) => (choices[row.id] ?? choiceOf(row.finding)) !== "";
	const { first } = orderSheet(header.kind, rows);
	/** What a follow-up is held to is its sample. */
	const counted = first.length > 0 ? first : rows;
	const here = paths.audits.visit(header.id, domain.code);
	const [signedOut, setSignedOut] = useState(false);
	const leave = useCallback(() => {
		setSignedOut(true);
		void forgetVisit(header.id).catch(() => undefined);
	}, [header.id]);
	const next = progress[progress.findIndex(({ code }) => code === domain.code) + 1];
	return (
		<PhotosProvider
			assessmentId=""
			cooperativeId={header.cooperative.id}
			auditId={header.id}
			personId={personId}
			enabled={sheet.editable}
		>
			<div className={`sheet ${domainHue(domain.code)}`}>
				<PageHeader
					breadcrumb={auditCrumbs(header)}
					above={
						<>
							<DomainMark code={domain.code} />
							<StandardVersion versions={[header.standard]} />
						</>
					}
					title={domain.title}
					lead={`Visite ${formatVisitDates(header)} : ${header.cooperative.name}.`}
				/>
				{sheet.editable && (
					<VisitSync
						auditId={header.id}
						personId={personId}
						here={here}
						isShown={(id) => rows.some((row) => row.id === id)}
						signedOut={signedOut}
						onSignedOut={leave}
						onSettled={() => setTimeout(() => void followPage(header.id, personId, here), FOLLOW_MS)}
					/>
				)}
				{!sheet.editable && (
					<Notice kind="info" live={false}>
						{countsAudited(header.status)
							? "Le rapport définitif est émis : les niveaux retenus et les notes ne changent plus."
							: "Vous pouvez lire cette fiche, pas la remplir."}
					</Notice>
				)}
				{refusal && <Notice kind="error">{`${refusal.criterionId} : ${refusal.message}`}</Notice>}
				{confirmRefusal && <Notice kind="warning">{confirmRefusal}</Notice>}
				{confirmedCount > 0 && (
					<Notice kind="success">
						{formatCount(confirmedCount, "niveau déclaré confirmé", "niveaux déclarés confirmés")} par l’audit.
					</Notice>
				)}
				<div className="sheet-progress visit-bar">
					<nav aria-label="Domaines">
						<ul className="row">
							{progress.map(({ code, title }) => (
								<li key={code}>
									<Link
										href={paths.audits.visit(header.id, code)}
										aria-current={code === domain.code ? "page" : undefined}
									>
										<abbr title={title}>{code}</abbr>
									</Link>
								</li>
							))}
							<li>
								<Link href={paths.audits.meetings(header.id)}>Réunions</Link>
							</li>
						</ul>
					</nav>
					<Gauge
						variant="filled"
						label={first.length > 0 ? "Échantillon examiné" : "Critères examinés"}
						value={counted.filter(isExamined).length}
						max={counted.length}
						text={`${counted.filter(isExamined).length} sur ${counted.length}`}
					/>
				</div>
				<VisitCriteria
					auditId={header.id}
					kind={header.kind}
					chapters={domain.chapters}
					rows={rows}
					sampled={sheet.sampled}
					prepares={sheet.prepares}
				>
					{(row) => (
						<VisitCriterion
							key={`${row.id} ${row.finding.version}`}
							row={row}
							texts={sheet.sentOnce?.texts[row.id]}
							scale={sheet.scale}
							editable={sheet.editable}
							auditId={header.id}
							personId={personId}
							recordUrl={paths.audits.record(header.id)}
							justSaved={justSaved === row.id}
							returned={refusal?.criterionId === row.id ? { mine: refusal.mine, theirs: refusal.conflict } : null}
							onSignedOut={leave}
							onChoice={(id, choice) => setChoices((before) => ({ ...before, [id]: choice }))}
						/>
					)}
				</VisitCriteria>
				{sheet.editable && (
					<ConfirmDeclared
						criterionIds={rows
							.filter((row) => sheet.toConfirm.includes(row.id) && !isExamined(row))
							.map(({ id }) => id)}
						form={confirmForm}
					/>
				)}
				<OfflineCopy header={header} domains={progress} personId={personId} writable={sheet.editable} />
				<p className="actions sheet-end">
					{next && (
						<ButtonLink kind="primary" href={paths.audits.visit(header.id, next.code)}>
							Continuer : {next.title}
						</ButtonLink>
					)}
					<ButtonLink href={paths.audits.one(header.id)}>Revenir à l’audit</ButtonLink>
				</p>
			</div>
		</PhotosProvider>
	);
}
