/** Owns the page of a visit's meetings: the opening one, the closing one, and what waits on this device, photos of the sheets included. */
import { useCallback, useState } from "react";
import type { meetingRefusals } from "~/messages.meeting.fr";
import { paths } from "~/paths";
import { PhotosProvider } from "../evidence/use-photos";
import { ButtonLink } from "../form/button";
import { PageHeader } from "../layout/page-header";
import { frenchTypography } from "../text/french";
import { type AuditHeader, auditCrumbs } from "./audit-header";
import { meetingOf } from "./meeting-entry";
import { MeetingForm } from "./meeting-form";
import type { ShownMeeting } from "./meeting-shown";
import { FOLLOW_MS, followPage } from "./use-visit-copy";
import { forgetVisit } from "./visit-copy";
import { formatVisitDates } from "./visit-dates";
import { VisitSync } from "./visit-sync";

export interface MeetingsPage {
	readonly header: AuditHeader;
	readonly domains: readonly { readonly code: string }[];
	readonly meetings: readonly ShownMeeting[];
	readonly may: { readonly record: boolean; readonly sign: boolean; readonly confirm: boolean };
}

export function VisitMeetings({
	page,
	personId,
	refused,
}: {
	page: MeetingsPage;
	personId: string;
	refused: { readonly kind: string; readonly reason: keyof typeof meetingRefusals } | null;
}) {
	const { header, domains, meetings, may } = page;
	const here = paths.audits.meetings(header.id);
	const [signedOut, setSignedOut] = useState(false);
	const leave = useCallback(() => {
		setSignedOut(true);
		void forgetVisit(header.id).catch(() => undefined);
	}, [header.id]);
	const [first] = domains;
	return (
		<PhotosProvider
			assessmentId=""
			cooperativeId={header.cooperative.id}
			auditId={header.id}
			personId={personId}
			enabled={may.record}
		>
			<div>
				<PageHeader
					breadcrumb={auditCrumbs(header)}
					title="Réunions d’ouverture et de clôture"
					lead={frenchTypography(`Visite ${formatVisitDates(header)} : ${header.cooperative.name}.`)}
				/>
				{may.record && (
					<VisitSync
						auditId={header.id}
						personId={personId}
						here={here}
						isShown={(id) => meetingOf(id) !== null}
						signedOut={signedOut}
						onSignedOut={leave}
						onSettled={() => setTimeout(() => void followPage(header.id, personId, here), FOLLOW_MS)}
					/>
				)}
				{meetings.map((meeting) => (
					<MeetingForm
						key={`${meeting.kind} ${meeting.version}`}
						auditId={header.id}
						personId={personId}
						meeting={meeting}
						may={may}
						refusal={refused?.kind === meeting.kind ? refused.reason : null}
						onSignedOut={leave}
					/>
				))}
				<p className="actions sheet-end">
					{may.record && first && (
						<ButtonLink href={paths.audits.visit(header.id, first.code)}>Ouvrir la fiche de visite</ButtonLink>
					)}
					<ButtonLink href={paths.audits.one(header.id)}>Revenir à l’audit</ButtonLink>
				</p>
			</div>
		</PhotosProvider>
	);
}
