/** Owns the place where a visit is prepared for use without network: what is kept, since when, until when, and whether it is stale. */
import { type FormEvent, useState } from "react";
import { paths } from "~/paths";
import { fileSize } from "../evidence/file-size";
import { Button } from "../form/button";
import { TextField } from "../form/text-field";
import { Notice } from "../layout/notice";
import { Section } from "../layout/section";
import { formatCount, formatDate, formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";
import type { AuditHeader } from "./audit-header";
import { type CopyState, useVisitCopy, type VisitCopyHandle } from "./use-visit-copy";
import { CODE_LENGTH } from "./visit-lock";

const STALE = {
	content: "Le référentiel, les réponses de la CAE ou les dates ont changé depuis.",
	build: "Le logiciel a été mis à jour depuis.",
} as const;
const FAILURES = {
	offline: "La préparation s’est arrêtée : le réseau ne répond pas. Rien n’a changé sur cet appareil ; recommencez.",
	refused: "Le serveur n’a pas donné les pages de cette visite. Reconnectez-vous, puis recommencez.",
} as const;

export interface OfflineCopyProps {
	readonly header: AuditHeader;
	readonly domains: readonly { readonly code: string }[];
	readonly personId: string;
	readonly writable: boolean;
}

/** What a copy is made of: another value, and it no longer says what the server would. */
export function copyStamp({ standard, sending, sequence }: AuditHeader): string {
	return `${standard.version}/${sending}/${sequence}`;
}

export function OfflineCopy({ header, domains, personId, writable }: OfflineCopyProps) {
	const addresses = [
		...domains.map(({ code }) => paths.audits.visit(header.id, code)),
		paths.audits.meetings(header.id),
	];
	const handle = useVisitCopy({ auditId: header.id, personId, stamp: copyStamp(header), addresses }, writable);
	const { state, failure } = handle;
	if (!writable || state.status === "unknown") return null;
	return (
		<Section title="Sans réseau" ruled>
			<div className="stack">
				{failure && <Notice kind="error">{FAILURES[failure]}</Notice>}
				{state.status === "unable" && (
					<p className="soft">
						Ce navigateur ne peut rien garder hors ligne : il faut une adresse en https et un navigateur récent.
					</p>
				)}
				{state.status === "preparing" && (
					<p role="status">{frenchTypography(`Préparation : ${state.done} pages sur ${state.of}…`)}</p>
				)}
				{state.status === "none" && <Prepare needsCode={state.needsCode} onPrepare={handle.prepare} />}
				{state.status === "ready" && <Ready state={state} handle={handle} />}
			</div>
		</Section>
	);
}

function Prepare({ needsCode, onPrepare }: { needsCode: boolean; onPrepare: VisitCopyHandle["prepare"] }) {
	const [error, setError] = useState<string>();
	function prepare(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const code = String(new FormData(event.currentTarget).get("code") ?? "");
		if (needsCode && code.trim().length < CODE_LENGTH) {
			return setError(`Le code compte ${CODE_LENGTH} caractères au moins.`);
		}
		void onPrepare(code);
	}
	return (
		<form className="form" onSubmit={prepare}>
			<p>
				Les fiches de la visite s’ouvriront sur cet appareil sans réseau, même après un redémarrage. Elles y sont
				chiffrées, et effacées à votre déconnexion.
			</p>
			{needsCode && (
				<TextField
					name="code"
					type="password"
					autoComplete="off"
					label="Code de la visite"
					hint={frenchTypography(
						`${CODE_LENGTH} caractères au moins, par exemple trois mots. Il ouvrira les fiches sans réseau. Il n’est gardé nulle part : oublié, vous préparez à nouveau.`,
					)}
					error={error}
				/>
			)}
			<p>
				<Button>Préparer la visite hors ligne</Button>
			</p>
		</form>
	);
}

function Ready({ state, handle }: { state: Extract<CopyState, { status: "ready" }>; handle: VisitCopyHandle }) {
	const { copy, stale } = state;
	const refresh = (
		<Button small type="button" onClick={() => void handle.prepare("")}>
			Rafraîchir la copie
		</Button>
	);
	return (
		<>
			{stale && (
				<Notice kind="warning" live={false} title="La copie hors ligne n’est plus à jour">
					<p>{STALE[stale]}</p>
				</Notice>
			)}
			<p role="status">
				{frenchTypography(
					`Prête hors ligne : ${formatCount(copy.pages, "page")}, ${fileSize(copy.bytes)}. Préparée le ${formatDateTime(copy.preparedAt)}, gardée jusqu’au ${formatDate(copy.expiresAt)}.`,
				)}
			</p>
			<p className="actions">
				{refresh}
				<Button small kind="quiet" type="button" onClick={() => void handle.forget()}>
					Effacer la copie
				</Button>
			</p>
		</>
	);
}
