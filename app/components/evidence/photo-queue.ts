/**
 * Owns the sending of the photos that wait, one after the other, from one tab at a time: each in parts, then attached to its
 * criterion under its own number, so that an answer lost on the way costs a second sending and never a second piece.
 */
import type { EvidenceRefusal } from "~/domain/evidence/evidence-file";
import { fileRefusals } from "~/messages.evidence.fr";
import { paths } from "~/paths";
import { formatDateTime } from "../text/format";
import { pause } from "./pause";
import type { KeptPhoto, PhotoPlace, PhotoShelf } from "./photo-shelf";
import { sendFile } from "./send-file";

type PhotoRefusal = EvidenceRefusal | "QUOTA" | "LOCKED" | "NOT_ALLOWED" | "NOT_TAKEN" | "INVALID";

export interface WaitingPhoto extends KeptPhoto {
	/** `signedOut`: kept until the person is back. `refused`: kept until the person takes it away. */
	readonly state: "waiting" | "sending" | "signedOut" | "refused" | "done";
	readonly sent: number;
	/** Whether it would survive the closing of the page. */
	readonly kept: boolean;
	/** Why it was refused. */
	readonly said?: string;
}

const REFUSALS: Readonly<Record<PhotoRefusal, string>> = {
	...fileRefusals,
	LOCKED: "l’auto-évaluation a été envoyée entre-temps.",
	NOT_ALLOWED: "ce critère ne vous est plus confié.",
	NOT_TAKEN: "elle est trop lourde, ou trop de fichiers attendent déjà. Réduisez-la, puis recommencez.",
	INVALID: "le serveur ne l’a pas comprise. Rechargez la page et recommencez.",
};

const OF_VISITS: Readonly<Partial<Record<PhotoRefusal, string>>> = {
	LOCKED: "la visite n’est pas ouverte : terminée, annulée, ou équipe pas encore prête.",
	NOT_ALLOWED: "cette visite ne vous est plus confiée.",
	QUOTA: "la visite en compte déjà trop. Retirez-en, puis recommencez.",
};

export interface PhotoQueue {
	add(files: readonly File[], place: PhotoPlace): Promise<void>;
	remove(id: string): void;
	stop(): void;
}

interface QueueOptions {
	readonly shelf: PhotoShelf;
	readonly newId: () => string;
	readonly now: () => Date;
	readonly onChange: (photos: readonly WaitingPhoto[]) => void;
}

const WAITS_MS = [1_000, 3_000, 8_000, 20_000];
const LOCK = "label-cae-photos";

export function openPhotoQueue({ shelf, newId, now, onChange }: QueueOptions): PhotoQueue {
	const photos = new Map<string, WaitingPhoto>();
	/** Those that this browser had no room for. */
	const held = new Map<string, File>();
	const stop = new AbortController();
	const stops = new Map<string, AbortController>();
	let running = false;

	const show = () => onChange([...photos.values()]);
	const change = (id: string, news: Partial<WaitingPhoto>) => {
		const known = photos.get(id);
		if (!known) return;
		photos.set(id, { ...known, ...news });
		show();
	};

	async function load(): Promise<void> {
		const kept = await shelf.list();
		for (const photo of kept) {
			if (!photos.has(photo.id)) photos.set(photo.id, { ...photo, state: "waiting", sent: 0, kept: true });
		}
		// Sent by another tab meanwhile.
		for (const [id, photo] of photos) {
			if (photo.kept && photo.state !== "done" && !kept.some((one) => one.id === id)) photos.delete(id);
		}
		show();
	}

	async function start(): Promise<void> {
		if (running || stop.signal.aborted) return;
		running = true;
		// The browser's own storage failed: it is asked again later.
		await alone(run).catch(() => pause(WAITS_MS[2] ?? 0, stop.signal));
		running = false;
		if ([...photos.values()].some(({ state }) => state === "waiting")) void start();
	}

	async function run(): Promise<void> {
		await load();
		for (;;) {
			const next = [...photos.values()].find(({ state }) => state === "waiting");
			if (!next || stop.signal.aborted) return;
			await send(next);
		}
	}

	async function send(photo: WaitingPhoto): Promise<void> {
		const { id } = photo;
		const file = held.get(id) ?? (await shelf.open(id));
		if (!file) return forget(id);
		const own = new AbortController();
		stops.set(id, own);
		const signal = AbortSignal.any([stop.signal, own.signal]);
		change(id, { state: "sending" });
		for (let tries = 0; ; tries++) {
			const end = await sendFile(file, {
				url: photo.auditId ? paths.audits.photoPart(photo.auditId) : paths.evidence.upload(photo.cooperativeId),
				upload: id,
				signal,
				onProgress: (sent) => change(id, { sent }),
			});
			if (end === "stopped") return;
			if (end === "signedOut") return signedOut();
			if (end === "refused") return change(id, refused("NOT_TAKEN", photo));
			const answer = await attach(photo, file, signal);
			// What had come of it is no longer there: it is sent again.
			if (answer === "INCOMPLETE" && tries < 2) continue;
			if (answer === "stopped") return;
			if (answer === "signedOut") return signedOut();
			if (answer !== "done") return change(id, refused(answer, photo));
			await shelf.remove(id).catch(() => undefined);
			held.delete(id);
			return change(id, { state: "done", sent: photo.size });
		}
	}

	/** Nothing leaves without a session: all wait until the person is back. */
	function signedOut(): void {
		for (const { id, state } of photos.values()) {
			if (state === "waiting" || state === "sending") change(id, { state: "signedOut" });
		}
	}

	async function forget(id: string): Promise<void> {
		photos.delete(id);
		held.delete(id);
		show();
		await shelf.remove(id).catch(() => undefined);
	}

	function again(): void {
		if (document.hidden) return;
		for (const { id, state } of photos.values()) if (state === "signedOut") change(id, { state: "waiting" });
		void start();
	}

	window.addEventListener("online", again);
	document.addEventListener("visibilitychange", again);
	void start();

	return {
		async add(files, place) {
			for (const file of files) {
				const photo: KeptPhoto = { ...place, id: newId(), size: file.size, takenAt: now().toISOString() };
				photos.set(photo.id, { ...photo, state: "waiting", sent: 0, kept: false });
				held.set(photo.id, file);
				show();
				const kept = await shelf.keep(photo, file);
				if (kept) held.delete(photo.id);
				change(photo.id, { kept });
			}
			void start();
		},
		remove(id) {
			stops.get(id)?.abort();
			void forget(id);
		},
		stop() {
			stop.abort();
			window.removeEventListener("online", again);
			document.removeEventListener("visibilitychange", again);
		},
	};

	/** One tab sends at a time, where the browser can say so; elsewhere the numbers make a second sending harmless. */
	async function alone(work: () => Promise<void>): Promise<void> {
		if (!navigator.locks) return work();
		await navigator.locks.request(LOCK, { signal: stop.signal }, work);
	}
}

async function attach(
	{ id, assessmentId, auditId, criterionId, takenAt }: KeptPhoto,
	file: File,
	signal: AbortSignal,
): Promise<"done" | "signedOut" | "stopped" | PhotoRefusal> {
	const address = auditId
		? paths.audits.photos(auditId, criterionId)
		: paths.assessments.photos(assessmentId, criterionId);
	const body = new FormData();
	body.set("key", id);
	body.set("title", photoTitle(criterionId, takenAt));
	body.set("takenAt", takenAt);
	body.set("envoi", `${id}:${file.size}:${file.name}`);
	for (let tries = 0; !signal.aborted; tries++) {
		const response = await fetch(address, {
			method: "POST",
			headers: { Accept: "application/json" },
			body,
			redirect: "manual",
			signal,
		}).catch(() => null);
		if (response?.status === 200) return "done";
		if (response?.status === 401) return "signedOut";
		if (response?.status === 423) return "LOCKED";
		if (response?.status === 422) return ((await response.json()) as { reason: PhotoRefusal }).reason;
		if (response && response.status >= 400 && response.status < 500 && response.status !== 429) return "NOT_ALLOWED";
		await pause(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 0, signal);
	}
	return "stopped";
}

/** A word of the server that is not known here is one of a form that is not ours. */
function refused(reason: PhotoRefusal, { auditId }: KeptPhoto): Pick<WaitingPhoto, "state" | "said"> {
	const ofVisit = auditId && OF_VISITS[reason];
	if (ofVisit) return { state: "refused", said: ofVisit };
	return { state: "refused", said: REFUSALS[reason] ?? REFUSALS.INVALID };
}

function photoTitle(criterionId: string, takenAt: string): string {
	return `Photo pour ${criterionId}, ${formatDateTime(takenAt)}`;
}
