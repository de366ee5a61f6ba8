/** Owns the state of a visit's copy on this device: whether there is one, whether it still says what the server would. */
import { useCallback, useEffect, useState } from "react";
import {
	currentBuild,
	forgetVisit,
	hasLock,
	keepsCopies,
	PageRefusedError,
	prepareVisit,
	readCopy,
	refreshPage,
	type WantedCopy,
} from "./visit-copy";
import type { VisitCopy } from "./visit-database";
import { OFFLINE_DOOR } from "./visit-worker";

export type Staleness = "content" | "build" | null;

export type CopyState =
	/** Before the page is alive, and where nothing may be kept. */
	| { readonly status: "unknown" }
	/** This browser, or an address without https, can't keep anything. */
	| { readonly status: "unable" }
	| { readonly status: "none"; readonly needsCode: boolean }
	| { readonly status: "preparing"; readonly done: number; readonly of: number }
	| { readonly status: "ready"; readonly copy: VisitCopy; readonly stale: Staleness };

export interface VisitCopyHandle {
	readonly state: CopyState;
	/** What went wrong the last time. */
	readonly failure: "offline" | "refused" | null;
	readonly prepare: (code: string) => Promise<void>;
	readonly forget: () => Promise<void>;
}

/** The worker forgets the code when nothing speaks to it: while a prepared page is in front of somebody, this does. */
const SPEAK_MS = 20_000;
/** Once all has arrived, how long the copy of a page waits to be made again. */
export const FOLLOW_MS = 2_000;

/** @param writable whether this person still writes in that audit: a copy does not outlive it */
export function useVisitCopy(wanted: WantedCopy, writable: boolean): VisitCopyHandle {
	const { auditId, personId, stamp } = wanted;
	const [state, setState] = useState<CopyState>({ status: "unknown" });
	const [failure, setFailure] = useState<VisitCopyHandle["failure"]>(null);

	const look = useCallback(async () => {
		const copy = await readCopy(auditId, personId, new Date());
		if (!copy) return setState({ status: "none", needsCode: !(await hasLock(personId)) });
		const stale = copy.stamp !== stamp ? "content" : copy.build !== currentBuild() ? "build" : null;
		setState({ status: "ready", copy, stale });
	}, [auditId, personId, stamp]);

	useEffect(() => {
		if (!keepsCopies()) return setState({ status: "unable" });
		if (!writable) return void forgetVisit(auditId).catch(() => undefined);
		look().catch(() => setState({ status: "unable" }));
	}, [writable, auditId, look]);

	const isReady = state.status === "ready";
	useEffect(() => {
		if (!isReady) return;
		const speak = () => {
			if (navigator.serviceWorker.controller) void fetch(OFFLINE_DOOR, { method: "HEAD" }).catch(() => undefined);
		};
		const timer = setInterval(speak, SPEAK_MS);
		return () => clearInterval(timer);
	}, [isReady]);

	async function prepare(code: string): Promise<void> {
		setFailure(null);
		setState({ status: "preparing", done: 0, of: wanted.addresses.length });
		try {
			await prepareVisit(wanted, code, new Date(), (done, of) => setState({ status: "preparing", done, of }));
		} catch (error) {
			setFailure(error instanceof PageRefusedError ? "refused" : "offline");
		}
		await look();
	}

	async function forget(): Promise<void> {
		await forgetVisit(auditId);
		await look();
	}

	return { state, failure, prepare, forget };
}

/** Brings the copy of this page up to what was just saved; without network it stays as it was. */
export async function followPage(auditId: string, personId: string, path: string): Promise<void> {
	if (!keepsCopies() || !navigator.onLine) return;
	try {
		const copy = await readCopy(auditId, personId, new Date());
		if (copy?.build === currentBuild()) await refreshPage(auditId, personId, path);
	} catch (error) {
		if (error instanceof PageRefusedError && error.status < 500 && error.status !== 429) await forgetVisit(auditId);
	}
}
