/**
 * Owns the choice of files in a browser that runs our scripts: dropped, picked or photographed, several at once, each with its
 * progress. Loaded after the page; without it, the plain field sends the files with the form.
 */
import { useEffect, useRef, useState } from "react";
import { Badge } from "../display/badge";
import { Button } from "../form/button";
import { formatCount, formatProgress } from "../text/format";
import { frenchTypography } from "../text/french";
import { FileField, type ShownLimits } from "./file-field";
import { fileSize } from "./file-size";
import { type SentFile, useSentFiles } from "./use-sent-files";

export function FileDrop({
	id,
	label,
	limits,
	multiple,
	url,
}: {
	id: string;
	label: string;
	limits: ShownLimits;
	multiple?: boolean;
	url: string;
}) {
	const { files, add, remove } = useSentFiles(url, multiple ? limits : { ...limits, files: 1 });
	const zone = useDropZone(add);
	const waitingToLeave = useFormHeldBack(zone.box, files);
	const [takesPhotos, setTakesPhotos] = useState(false);
	useEffect(() => setTakesPhotos(window.matchMedia("(pointer: coarse)").matches), []);
	const done = files.filter(({ state }) => state === "done");
	const take = (input: HTMLInputElement) => {
		add([...(input.files ?? [])]);
		input.value = "";
	};
	return (
		<div className={zone.over ? "drop-zone drop-zone-over" : "drop-zone"} ref={zone.box}>
			<FileField
				id={id}
				label={label}
				limits={limits}
				multiple={multiple}
				more=" Vous pouvez aussi les glisser ici."
				onChoose={take}
			/>
			{takesPhotos && (
				<label className="button button-secondary">
					Prendre une photo
					<input
						type="file"
						className="visually-hidden"
						accept="image/*"
						capture="environment"
						onChange={(event) => take(event.currentTarget)}
					/>
				</label>
			)}
			{files.length > 0 && (
				<ul className="plain-list sent-files" aria-label="Fichiers choisis">
					{files.map((file) => (
						<li key={file.number}>
							<OneFile file={file} onRemove={() => remove(file.number)} />
						</li>
					))}
				</ul>
			)}
			{done.map(({ number, size, name }) => (
				<input key={number} type="hidden" name="envoi" value={`${number}:${size}:${name}`} />
			))}
			<p role="status" className="small soft">
				{files.length > 0 &&
					(waitingToLeave
						? "L’enregistrement se fera dès que tout sera envoyé."
						: `${formatCount(done.length, "fichier envoyé", "fichiers envoyés")} sur ${files.length}.`)}
			</p>
		</div>
	);
}

function OneFile({ file, onRemove }: { file: SentFile; onRemove: () => void }) {
	const { name, size, sent, state, said } = file;
	return (
		<div className="sent-file">
			<span>
				{name} <span className="soft">({fileSize(size)})</span>
			</span>
			{state === "done" && <Badge kind="good">Envoyé</Badge>}
			{(state === "sending" || state === "waiting") && (
				<>
					<progress max={size} value={sent} aria-label={`Envoi de ${name}`} />
					<span className="small">
						{state === "waiting"
							? `Connexion coupée à ${formatProgress(sent, size)}. L’envoi reprendra tout seul.`
							: formatProgress(sent, size)}
					</span>
				</>
			)}
			{said && <span className="field-error">{frenchTypography(`Pas gardé : ${said}`)}</span>}
			<Button type="button" kind="quiet" small onClick={onRemove} aria-label={`Enlever ${name} de l’envoi`}>
				Enlever
			</Button>
		</div>
	);
}

function useDropZone(onFiles: (files: readonly File[]) => void) {
	const box = useRef<HTMLDivElement>(null);
	const [over, setOver] = useState(false);
	useEffect(() => {
		const place = box.current;
		if (!place) return;
		const hover = (event: DragEvent) => {
			if (!event.dataTransfer?.types.includes("Files")) return;
			event.preventDefault();
			setOver(true);
		};
		const leave = () => setOver(false);
		const drop = (event: DragEvent) => {
			event.preventDefault();
			setOver(false);
			onFiles([...(event.dataTransfer?.files ?? [])]);
		};
		place.addEventListener("dragover", hover);
		place.addEventListener("dragleave", leave);
		place.addEventListener("drop", drop);
		return () => {
			place.removeEventListener("dragover", hover);
			place.removeEventListener("dragleave", leave);
			place.removeEventListener("drop", drop);
		};
	}, [onFiles]);
	return { box, over };
}

/** A form sent before its files have gone waits for them, then leaves by the button that was pressed. */
function useFormHeldBack(box: { readonly current: HTMLElement | null }, files: readonly SentFile[]): boolean {
	const [button, setButton] = useState<HTMLElement | null>(null);
	const underWay = files.some(({ state }) => state === "sending" || state === "waiting");
	useEffect(() => {
		const form = box.current?.closest("form");
		if (!form || !underWay) return;
		const hold = (event: SubmitEvent) => {
			event.preventDefault();
			event.stopPropagation();
			setButton(event.submitter ?? form);
		};
		form.addEventListener("submit", hold, { capture: true });
		return () => form.removeEventListener("submit", hold, { capture: true });
	}, [box, underWay]);
	useEffect(() => {
		if (!button || underWay) return;
		setButton(null);
		box.current?.closest("form")?.requestSubmit(button instanceof HTMLFormElement ? null : button);
	}, [box, button, underWay]);
	return button !== null;
}
