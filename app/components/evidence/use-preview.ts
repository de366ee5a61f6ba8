/** Owns the talk with the frame that draws a PDF: what it is given, what it says, and how long it may take. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { PREVIEW_CODE, PREVIEW_DECODERS } from "./preview-parts.client";

/** A document that takes longer to draw one page is given up. */
const PATIENCE_MS = 20_000;
const ZOOMS = [1, 1.5, 2, 3] as const;

export type PreviewState =
	| { readonly kind: "loading" }
	| { readonly kind: "shown"; readonly page: number; readonly pages: number }
	| { readonly kind: "failed"; readonly why: "password" | "damaged" };
export type PreviewWish = "previous" | "next" | "larger" | "smaller";

type Said =
	| { readonly kind: "ready" }
	| { readonly kind: "need"; readonly name: string }
	| { readonly kind: "key"; readonly wish: PreviewWish }
	| { readonly kind: "shown"; readonly page: number; readonly pages: number }
	| { readonly kind: "failed"; readonly why: "password" | "damaged" };

const bytesOf = async (address: string) => {
	const answer = await fetch(address);
	if (!answer.ok) throw new Error(`${answer.status}`);
	return answer.arrayBuffer();
};

/** @param file address of the document */
export function usePreview(frame: RefObject<HTMLIFrameElement>, file: string) {
	const [state, setState] = useState<PreviewState>({ kind: "loading" });
	const [zoom, setZoom] = useState(0);
	const shown = useRef({ page: 1, pages: 1, zoom: 0 });
	const giveUp = useRef<ReturnType<typeof setTimeout>>();
	const fail = (why: "password" | "damaged" = "damaged") => {
		clearTimeout(giveUp.current);
		setState({ kind: "failed", why });
	};
	const send = (message: object, given: ArrayBuffer[] = []) => {
		// The frame has no origin to name; nobody else is in that window.
		frame.current?.contentWindow?.postMessage(message, "*", given);
	};
	const wait = () => {
		clearTimeout(giveUp.current);
		giveUp.current = setTimeout(fail, PATIENCE_MS);
	};
	const ask = (wish: PreviewWish) => {
		const { page, pages, zoom: at } = shown.current;
		const to = page + (wish === "next" ? 1 : wish === "previous" ? -1 : 0);
		const step = at + (wish === "larger" ? 1 : wish === "smaller" ? -1 : 0);
		const factor = ZOOMS[step];
		if (to < 1 || to > pages || factor === undefined) return;
		shown.current = { page: to, pages, zoom: step };
		setZoom(step);
		wait();
		send({ kind: "show", page: to, zoom: factor });
	};
	const hear = async (said: Said) => {
		if (said.kind === "ready") {
			wait();
			const { library, worker } = PREVIEW_CODE;
			const [code, work, bytes] = await Promise.all([bytesOf(library), bytesOf(worker), bytesOf(file)]);
			wait();
			send({ kind: "open", library: code, worker: work, bytes }, [code, work, bytes]);
		} else if (said.kind === "need") {
			const address = PREVIEW_DECODERS[said.name];
			const bytes = address ? await bytesOf(address) : new ArrayBuffer(0);
			send({ kind: "give", name: said.name, bytes }, [bytes]);
		} else if (said.kind === "key") ask(said.wish);
		else if (said.kind === "failed") fail(said.why === "password" ? "password" : "damaged");
		else if (said.kind === "shown") {
			clearTimeout(giveUp.current);
			const [page, pages] = [Number(said.page), Number(said.pages)];
			shown.current = { ...shown.current, page, pages };
			setState({ kind: "shown", page, pages });
		}
	};
	const latest = useRef(hear);
	latest.current = hear;
	useEffect(() => {
		const listen = ({ source, data }: MessageEvent) => {
			if (source === null || source !== frame.current?.contentWindow) return;
			latest.current(data as Said).catch(() => setState({ kind: "failed", why: "damaged" }));
		};
		addEventListener("message", listen);
		return () => {
			removeEventListener("message", listen);
			clearTimeout(giveUp.current);
		};
	}, [frame]);
	return { state, ask, atLargest: zoom === ZOOMS.length - 1, atSmallest: zoom === 0 };
}
