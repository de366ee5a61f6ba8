/** Owns the files chosen in a form: each sent as soon as it is chosen, one after the other, and known until the form leaves. */
import { useCallback, useEffect, useRef, useState } from "react";
import { extensionOf, isAcceptedExtension } from "~/domain/evidence/evidence-file";
import { fileRefusals } from "~/messages.evidence.fr";
import { type SendEnd, sendFile, uploadNumber } from "./send-file";

export interface SentFile {
	readonly number: string;
	readonly name: string;
	readonly size: number;
	readonly sent: number;
	readonly state: "sending" | "waiting" | "done" | "failed";
	/** Why it failed. */
	readonly said?: string;
}

const ENDS: Readonly<Record<Exclude<SendEnd, "done" | "stopped">, string>> = {
	signedOut:
		"vous n’êtes plus connecté. Reconnectez-vous dans un autre onglet, puis choisissez à nouveau le fichier : l’envoi reprendra là où il s’est arrêté.",
	refused: "le serveur n’en a pas voulu. Rechargez la page et choisissez-le à nouveau.",
};

export function useSentFiles(url: string, limits: { readonly fileBytes: number; readonly files: number }) {
	const [files, setFiles] = useState<readonly SentFile[]>([]);
	const queue = useRef<Promise<void>>(Promise.resolve());
	const stops = useRef(new Map<string, AbortController>());

	const change = useCallback((number: string, news: Partial<SentFile>) => {
		setFiles((all) => all.map((one) => (one.number === number ? { ...one, ...news } : one)));
	}, []);

	const add = useCallback(
		async (chosen: readonly File[]) => {
			for (const file of chosen) {
				const number = await uploadNumber(file, url);
				if (stops.current.has(number)) continue;
				const stop = new AbortController();
				stops.current.set(number, stop);
				const said =
					refusalOf(file, limits.fileBytes) ?? (stops.current.size > limits.files ? tooMany(limits.files) : null);
				const { name, size } = file;
				setFiles((all) => [
					...all,
					{ number, name, size, sent: 0, state: said ? "failed" : "sending", ...(said ? { said } : {}) },
				]);
				if (said) continue;
				queue.current = queue.current.then(async () => {
					const end = await sendFile(file, {
						url,
						upload: number,
						signal: stop.signal,
						onProgress: (sent, state) => change(number, { sent, state }),
					});
					if (end === "done") change(number, { sent: size, state: "done" });
					else if (end !== "stopped") change(number, { state: "failed", said: ENDS[end] });
				});
			}
		},
		[change, limits.fileBytes, limits.files, url],
	);

	const remove = useCallback((number: string) => {
		stops.current.get(number)?.abort();
		stops.current.delete(number);
		setFiles((all) => all.filter((one) => one.number !== number));
	}, []);

	useEffect(() => {
		const under = stops.current;
		return () => {
			for (const stop of under.values()) stop.abort();
		};
	}, []);

	return { files, add, remove };
}

function refusalOf(file: File, most: number): string | null {
	if (file.size === 0) return fileRefusals.EMPTY;
	if (file.size > most) return fileRefusals.TOO_LARGE;
	return isAcceptedExtension(extensionOf(file.name)) || /\.hei[cf]$/i.test(file.name)
		? null
		: fileRefusals.TYPE_NOT_ACCEPTED;
}

function tooMany(most: number): string {
	return `pas plus de ${most} fichiers à la fois. Enregistrez ceux-ci, puis recommencez avec les autres.`;
}
