/** Owns the record of a meeting as it is read: what was said, who signed, and the cooperative's receipt from its own account. */
import { Form } from "@remix-run/react";
import type { MeetingKind, MeetingRecord } from "~/domain/audit/meeting";
import { DefinitionList } from "../display/definition-list";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { formatDateTime, formatDay } from "../text/format";
import { frenchTypography } from "../text/french";
import { formatHour } from "./hour";

export interface ShownMeeting extends MeetingRecord {
	readonly kind: MeetingKind;
	readonly version: number;
	/** ISO instants. */
	readonly signedAt: string | null;
	readonly signedByName: string | null;
	readonly confirmedAt: string | null;
	readonly confirmedByName: string | null;
}

export interface MeetingRights {
	readonly record: boolean;
	readonly sign: boolean;
	readonly confirm: boolean;
}

export function MeetingShown({ meeting, may }: { meeting: ShownMeeting; may: MeetingRights }) {
	const { kind, version, heldOn, startsAt, endsAt, people, remarks, representative, representativeRole } = meeting;
	if (version === 0) return <p className="soft">Rien n’est encore écrit de cette réunion.</p>;
	const hours = [startsAt, endsAt].filter(Boolean).map(formatHour).join(" à ");
	const reader = [representative, representativeRole].filter(Boolean).join(", ");
	return (
		<>
			<DefinitionList
				items={[
					{
						term: "Tenue",
						value: [heldOn && formatDay(heldOn), hours && `de ${hours}`].filter(Boolean).join(", ") || "pas dit",
					},
					{ term: "Personnes présentes", value: <span className="pre-line">{frenchTypography(people)}</span> },
					...(remarks
						? [{ term: "Ce qui a été dit", value: <span className="pre-line">{frenchTypography(remarks)}</span> }]
						: []),
					...(reader
						? [{ term: meeting.acknowledged ? "Lu et reçu sur place par" : "Pour la CAE", value: reader }]
						: []),
					{
						term: "Signé",
						value: meeting.signedAt
							? `le ${formatDateTime(meeting.signedAt)}${meeting.signedByName ? `, ${meeting.signedByName}` : ""}`
							: "pas encore",
					},
					...(meeting.confirmedAt
						? [
								{
									term: "Reçu par la CAE",
									value: `le ${formatDateTime(meeting.confirmedAt)}${meeting.confirmedByName ? `, ${meeting.confirmedByName}` : ""}`,
								},
							]
						: []),
				]}
			/>
			{may.confirm && meeting.signedAt && !meeting.confirmedAt && (
				<Form method="post" preventScrollReset>
					<input type="hidden" name="kind" value={kind} />
					<Notice kind="info" live={false} title="Ce compte rendu attend votre accusé de réception">
						<p>
							Le confirmer dit que vous l’avez reçu, non que vous êtes d’accord. Vos remarques viennent avec le rapport
							provisoire.
						</p>
						<p>
							<Button small name="intent" value="confirm">
								Confirmer que je l’ai reçu
							</Button>
						</p>
					</Notice>
				</Form>
			)}
		</>
	);
}
