/** Owns the way of one file to the server, part by part: a cut line costs the part under way, and the rest waits its return. */
import { pause } from "./pause";

const PART_BYTES = 512 * 1024;
const SAMPLE_BYTES = 64 * 1024;
const ANSWER_MS = 60_000;
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

export type SendState = "sending" | "waiting";
/** `signedOut`: the session is over. `refused`: the server will not have it. `stopped`: taken away by the person. */
export type SendEnd = "done" | "signedOut" | "refused" | "stopped";

interface Sending {
	readonly url: string;
	readonly upload: string;
	readonly signal: AbortSignal;
	readonly onProgress: (sent: number, state: SendState) => void;
}

/** The same file, of the same name and date, has the same number: chosen again after a reload, it goes on where it stopped. */
export async function uploadNumber(file: File, url: string): Promise<string> {
	const told = new TextEncoder().encode(`${url}|${file.name}|${file.size}|${file.lastModified}|`);
	const samples = new Blob([told, file.slice(0, SAMPLE_BYTES), file.slice(-SAMPLE_BYTES)]);
	const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await samples.arrayBuffer()));
	const hex = [...digest.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
	return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
		"-",
	);
}

export async function sendFile(file: File, { url, upload, signal, onProgress }: Sending): Promise<SendEnd> {
	let sent: number | null = null;
	for (let failures = 0; !signal.aborted; ) {
		const part = sent === null ? null : file.slice(sent, sent + PART_BYTES);
		const answer = await post(url, upload, sent ?? 0, part, signal);
		if (answer === "unreachable") {
			onProgress(sent ?? 0, "waiting");
			await pause(WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0, signal);
			failures += 1;
			// What came of the part under way is not known: it is asked.
			sent = null;
			continue;
		}
		if (typeof answer !== "number") return answer;
		// It came, and nothing of it was kept: too large, or too many files waiting.
		if (part && answer === sent) return "refused";
		failures = 0;
		sent = answer;
		onProgress(sent, "sending");
		if (sent >= file.size) return "done";
	}
	return "stopped";
}

async function post(url: string, upload: string, offset: number, part: Blob | null, signal: AbortSignal) {
	const body = part === null ? new URLSearchParams() : new FormData();
	body.set("upload", upload);
	body.set("offset", String(offset));
	if (part && body instanceof FormData) body.set("fichiers", part, "part");
	const tooLong = new AbortController();
	const timer = setTimeout(() => tooLong.abort(), ANSWER_MS);
	const stop = () => tooLong.abort();
	signal.addEventListener("abort", stop);
	try {
		const response = await fetch(url, {
			method: "POST",
			headers: { Accept: "application/json" },
			body,
			redirect: "manual",
			signal: tooLong.signal,
		});
		if (response.status === 200) return ((await response.json()) as { length: number }).length;
		if (response.status === 401) return "signedOut";
		return response.status >= 500 || response.status === 429 ? "unreachable" : "refused";
	} catch {
		return "unreachable";
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", stop);
	}
}
