/** Owns the form in which a page hears what happens on a draft: server-sent events, as bytes. */
import { randomInt } from "node:crypto";
import type { EndReason, Follower, LiveEvent, LiveHub } from "./live-hub.server";

/** Events that may wait for a slow line; past that it is cut, and the page asks what it lacks when it comes back. */
const WAITING = 64;
/** Pages cut together come back one after the other. */
const BACK_AFTER_MS = [1_000, 4_000] as const;

/**
 * Null when there is no room for another page.
 * @param gone aborted once nobody reads any more
 */
export function openLiveStream(
	hub: LiveHub,
	who: Omit<Follower, "send" | "end">,
	gone: AbortSignal,
): ReadableStream<Uint8Array> | null {
	let follower: Follower | null = null;
	let room = true;
	const leave = () => {
		if (follower) hub.leave(follower);
		follower = null;
	};
	gone.addEventListener("abort", leave);
	const stream = new ReadableStream<Uint8Array>(
		{
			start(controller) {
				const write = (text: string) => controller.enqueue(new TextEncoder().encode(text));
				const end = (reason: EndReason) => {
					if (!follower) return;
					follower = null;
					// A page that comes back by itself needs no word.
					if (reason !== "stopping" && reason !== "slow") write(`event: end\ndata: ${reason}\n\n`);
					controller.close();
				};
				follower = {
					...who,
					send(event) {
						if (!follower) return;
						if ((controller.desiredSize ?? 0) > 0) return write(said(event));
						hub.leave(follower);
						end("slow");
					},
					end,
				};
				write(`retry: ${randomInt(...BACK_AFTER_MS)}\n\n`);
				room = hub.follow(follower);
				if (!room) end("stopping");
			},
			cancel: leave,
		},
		new CountQueuingStrategy({ highWaterMark: WAITING }),
	);
	return room ? stream : null;
}

function said(event: LiveEvent): string {
	const { name, ...data } = event;
	// A comment: nothing to do but to know that the line holds.
	return name === "beat" ? ":\n\n" : `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
