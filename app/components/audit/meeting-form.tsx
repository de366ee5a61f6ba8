/** Owns the record of one meeting of a visit: written by the team, also without network, signed by its lead, read by the cooperative. */
import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { BLANK_MEETING, checkSigning, type MeetingRecord } from "~/domain/audit/meeting";
import { meetingLabels, meetingRefusals } from "~/messages.meeting.fr";
import { paths } from "~/paths";
import type { OutboxState } from "../assessment/answer-outbox";
import { useAnswer } from "../assessment/use-answer";
import { Button } from "../form/button";
import { SaveState } from "../form/save-state";
import { TextField } from "../form/text-field";
import { TextareaField } from "../form/textarea-field";
import { Notice } from "../layout/notice";
import { Section } from "../layout/section";
import { formatTime } from "../text/format";
import { frenchTypography } from "../text/french";
import { meetingEntry } from "./meeting-entry";
import { type MeetingRights, MeetingShown, type ShownMeeting } from "./meeting-shown";

export interface MeetingFormProps {
	readonly auditId: string;
	readonly personId: string;
	readonly meeting: ShownMeeting;
	readonly may: MeetingRights;
	/** Why the form sent without JavaScript, or signed, was not accepted. */
	readonly refusal: keyof typeof meetingRefusals | null;
	readonly onSignedOut: () => void;
}

export function MeetingForm(props: MeetingFormProps) {
	const { meeting, may } = props;
	const title = meetingLabels[meeting.kind];
	return (
		<Section title={title} ruled id={meeting.kind}>
			<div className="stack">
				{props.refusal && <Notice kind="error">{frenchTypography(meetingRefusals[props.refusal])}</Notice>}
				{may.record && meeting.signedAt === null ? <Writing {...props} /> : <MeetingShown {...props} />}
			</div>
		</Section>
	);
}

function Writing({ auditId, personId, meeting, may, onSignedOut }: MeetingFormProps) {
	const { kind } = meeting;
	const [lacks, setLacks] = useState(() => lackOf(meeting));
	const { revalidate } = useRevalidator();
	const signed = useRef<HTMLInputElement>(null);
	const [asked, setAsked] = useState(false);
	const live = useAnswer({
		url: paths.audits.record(auditId),
		personId,
		assessmentId: auditId,
		criterionId: meetingEntry(kind),
		version: meeting.version,
		enabled: true,
		onFields: ({ reason, comment, more }) =>
			setLacks(
				lackOf({
					...BLANK_MEETING,
					...more,
					people: reason,
					remarks: comment,
					acknowledged: more?.acknowledged === "oui",
				}),
			),
	});
	const isSignedOut = live.state.status === "refused" && live.state.reason === "signedOut";
	useEffect(() => {
		if (isSignedOut) onSignedOut();
	}, [isSignedOut, onSignedOut]);
	// A signature that waited here is shown as one.
	useEffect(() => {
		if (live.alive && signed.current?.value === "oui") setAsked(true);
	}, [live.alive]);
	const isSigned = asked && live.state.status === "saved";
	useEffect(() => {
		if (isSigned) revalidate();
	}, [isSigned, revalidate]);
	const soon = () => live.changed(true);
	function sign(): void {
		if (signed.current) signed.current.value = "oui";
		setAsked(true);
		live.changed(false);
	}
	return (
		<form
			method="post"
			className="form"
			ref={live.form}
			onSubmit={(event) => {
				if (!live.alive) return;
				event.preventDefault();
				live.changed(false);
			}}
		>
			<input type="hidden" name="kind" value={kind} />
			<input type="hidden" name="version" value={meeting.version} />
			<input type="hidden" name="signed" data-more ref={signed} />
			<div className="row meeting-when">
				<TextField
					label="Jour"
					name="heldOn"
					type="date"
					short
					data-more
					defaultValue={meeting.heldOn ?? ""}
					onChange={soon}
				/>
				<TextField
					label="Début"
					name="startsAt"
					type="time"
					short
					data-more
					defaultValue={meeting.startsAt}
					onChange={soon}
				/>
				<TextField
					label="Fin"
					name="endsAt"
					type="time"
					short
					data-more
					defaultValue={meeting.endsAt}
					onChange={soon}
				/>
			</div>
			<TextareaField
				label="Personnes présentes"
				hint={frenchTypography("Leurs fonctions suffisent : « gérante, comptable, deux entrepreneurs associés ».")}
				name="reason"
				rows={2}
				maxLength={2_000}
				defaultValue={meeting.people}
				onChange={soon}
			/>
			<TextareaField
				label="Ce qui a été dit"
				optional="facultatif"
				name="comment"
				rows={4}
				maxLength={10_000}
				defaultValue={meeting.remarks}
				onChange={soon}
			/>
			<fieldset className="field">
				<legend>Lu par la CAE, sur place</legend>
				<div className="stack-tight">
					<TextField
						label="Nom de la personne"
						optional="facultatif"
						name="representative"
						maxLength={120}
						autoComplete="off"
						data-more
						defaultValue={meeting.representative}
						onChange={soon}
					/>
					<TextField
						label="Sa fonction"
						optional="facultatif"
						name="representativeRole"
						maxLength={120}
						autoComplete="off"
						data-more
						defaultValue={meeting.representativeRole}
						onChange={soon}
					/>
					<label className="choice">
						<input
							type="checkbox"
							name="acknowledged"
							value="oui"
							data-more
							defaultChecked={meeting.acknowledged}
							onChange={soon}
						/>{" "}
						Lu et reçu, sur cet appareil, par cette personne
					</label>
				</div>
			</fieldset>
			<div className="criterion-foot">
				<MeetingSaveState state={live.state} asked={asked} onRetry={live.retry} />
				{live.state.status === "conflict" && (
					<p className="actions">
						<Button small type="button" onClick={() => settle(true)}>
							Garder le mien
						</Button>
						<Button small type="button" onClick={() => settle(false)}>
							Prendre le sien
						</Button>
					</p>
				)}
				{!live.alive && <Button>Enregistrer le compte rendu</Button>}
			</div>
			{may.sign && !asked && (
				<p>
					{live.alive ? (
						<Button type="button" kind="primary" onClick={sign} disabledReason={lacks ?? undefined}>
							Signer ce compte rendu
						</Button>
					) : (
						<Button kind="primary" name="signed" value="oui">
							Signer ce compte rendu
						</Button>
					)}
				</p>
			)}
			{may.sign && (
				<p className="soft small">
					Signé, il ne change plus, et les responsables de la CAE peuvent confirmer depuis leur compte l’avoir reçu.
				</p>
			)}
		</form>
	);

	function settle(mine: boolean): void {
		if (live.state.status !== "conflict") return;
		const { theirs } = live.state;
		live.settle(mine ? live.fields() : theirs, theirs.version);
	}
}

/** What it lacks to be signed, in words; null: nothing. */
function lackOf(meeting: MeetingRecord): string | null {
	const checked = checkSigning(meeting);
	return checked.ok ? null : frenchTypography(meetingRefusals[checked.reason]);
}

function MeetingSaveState({ state, asked, onRetry }: { state: OutboxState; asked: boolean; onRetry: () => void }) {
	const retry = (
		<Button kind="quiet" small type="button" onClick={onRetry}>
			Réessayer maintenant
		</Button>
	);
	switch (state.status) {
		case "idle":
			return <SaveState status="idle" />;
		case "saving":
			return <SaveState status="saving">Enregistrement…</SaveState>;
		case "saved":
			return (
				<SaveState status="saved">
					{asked ? `Signé et enregistré à ${formatTime(state.at)}` : `Enregistré à ${formatTime(state.at)}`}
				</SaveState>
			);
		case "retrying":
			return (
				<SaveState status="retrying">
					{asked ? "Signature gardée sur cet appareil" : "Gardé sur cet appareil"}, envoi au retour du réseau. {retry}
				</SaveState>
			);
		case "conflict":
			return (
				<SaveState status="conflict">
					{frenchTypography(
						`${state.theirs.by} a aussi écrit ce compte rendu : « ${state.theirs.comment || state.theirs.reason || "rien d’autre"} ». Choisissez lequel garder.`,
					)}
				</SaveState>
			);
		case "refused":
			return (
				<SaveState status="conflict">
					{REFUSED[state.reason]} {state.reason !== "locked" && retry}
				</SaveState>
			);
	}
}

const REFUSED = {
	locked:
		"Pas enregistré : ce compte rendu est signé, la visite close, ou l’équipe pas encore prête. Votre texte reste ici.",
	signedOut: "Vous êtes déconnecté. Votre texte est gardé sur cet appareil : reconnectez-vous, il partira tout seul.",
	tooLarge: "Ce texte est trop long pour être enregistré. Raccourcissez-le : il est gardé ici en attendant.",
	invalid:
		"Pas enregistré : une heure de fin avant le début, ou « lu et reçu » sans nom. Corrigez-le, il est gardé ici.",
} as const;
