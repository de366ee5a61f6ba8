/**
 * Owns the pages that follow a draft: what is saved and who is at work reaches each of them, from whichever process. Holds
 * neither transaction nor connection for a page; presence is in memory and goes with the pages.
 */
import type { MessageBus } from "~/db/message-bus.server";
import { type HeardPresence, othersAtWork, PRESENCE_MS, type Presence } from "~/domain/assessment/presence";
import { type LiveMessage, readLiveMessage } from "./live-message";

/** Why a page is not followed any more. `elsewhere`: the person opened too many. */
export type EndReason = "session" | "rights" | "elsewhere" | "stopping" | "slow";

export type LiveEvent =
	/** What was said before was perhaps not heard: look. */
	| { readonly name: "ready" }
	| { readonly name: "edit"; readonly criterionId: string; readonly version: number; readonly mine: boolean }
	| { readonly name: "people"; readonly people: readonly (Omit<Presence, "page" | "userId"> & { name: string })[] }
	| { readonly name: "beat" };

export interface Follower extends Presence {
	readonly assessmentId: string;
	/** Of the session that opened it. */
	readonly sessionId: string;
	readonly send: (event: LiveEvent) => void;
	readonly end: (reason: EndReason) => void;
}

export interface LiveHubOptions {
	readonly bus: MessageBus;
	readonly clock: () => Date;
	/** Null while the page may go on being followed. */
	readonly judge: (follower: Follower) => Promise<"session" | "rights" | null>;
	readonly nameOf: (userId: string) => Promise<string>;
	/** What goes wrong beside any request. */
	readonly report: (error: unknown) => void;
	/** Between two rounds: a sign of life to each page, its rights looked at again. */
	readonly everyMs?: number;
}

const EVERY_MS = 12_000;
const TOGETHER_MS = 200;
const PAGES_OF_ONE_PERSON = 8;
const PAGES_IN_ALL = 2_000;
/** Presences in one message, which holds 8,000 bytes. */
const PAGES_IN_A_MESSAGE = 30;

export class LiveHub {
	private readonly followers = new Set<Follower>();
	/** By assessment, then by person and page, in the order they came. */
	private readonly present = new Map<string, Map<string, HeardPresence>>();
	private readonly names = new Map<string, Promise<string>>();
	private readonly telling = new Map<string, NodeJS.Timeout>();
	private timer: NodeJS.Timeout | undefined;
	private underWay: Promise<void> = Promise.resolve();
	private stopped = false;

	constructor(private readonly options: LiveHubOptions) {}

	/** Begins to hear what is said, and the rounds. */
	async start(): Promise<void> {
		const { bus, everyMs = EVERY_MS } = this.options;
		await bus.listen(
			(text) => this.hear(text),
			() => this.sendAll({ name: "ready" }),
		);
		const plan = () => {
			if (this.stopped) return;
			this.timer = setTimeout(() => {
				this.underWay = this.round().catch(this.options.report).then(plan);
			}, everyMs);
			this.timer.unref();
		};
		plan();
	}

	/** False when there is no room left for another page. */
	follow(follower: Follower): boolean {
		if (this.stopped || this.followers.size >= PAGES_IN_ALL) return false;
		const own = [...this.followers].filter(({ userId }) => userId === follower.userId);
		const again = own.find((one) => keyOf(one) === keyOf(follower));
		const oldest = again ?? (own.length >= PAGES_OF_ONE_PERSON ? own[0] : undefined);
		this.followers.add(follower);
		if (oldest) this.drop(oldest, "elsewhere");
		follower.send({ name: "ready" });
		this.say({ kind: "here", assessmentId: follower.assessmentId, pages: [presenceOf(follower)] });
		this.tellSoon(follower.assessmentId);
		return true;
	}

	/** The page left, unless another stream of it took over. */
	leave(follower: Follower): void {
		if (!this.followers.delete(follower)) return;
		if ([...this.followers].some((other) => keyOf(other) === keyOf(follower))) return;
		const { assessmentId, page, userId } = follower;
		this.say({ kind: "left", assessmentId, page, userId });
	}

	/** The person is now in that criterion, on a page that this or another process follows. False: no such page of theirs. */
	move(assessmentId: string, page: string, userId: string, criterionId: string | null): boolean {
		const known = this.present.get(assessmentId)?.get(keyOf({ page, userId }));
		if (!known) return false;
		if (known.criterionId !== criterionId) {
			this.say({ kind: "here", assessmentId, pages: [presenceOf({ ...known, criterionId })] });
		}
		return true;
	}

	/** Every page is told to come back, to this process or to another. */
	async stop(): Promise<void> {
		this.stopped = true;
		clearTimeout(this.timer);
		for (const waiting of this.telling.values()) clearTimeout(waiting);
		for (const follower of [...this.followers]) this.drop(follower, "stopping");
		await this.underWay;
	}

	private drop(follower: Follower, reason: EndReason): void {
		this.leave(follower);
		follower.end(reason);
	}

	private sendAll(event: LiveEvent): void {
		for (const follower of this.followers) follower.send(event);
	}

	private say(message: LiveMessage): void {
		this.options.bus.send(JSON.stringify(message)).catch(this.options.report);
	}

	private hear(text: string): void {
		const message = readLiveMessage(text);
		if (!message) return;
		if (message.kind === "edit") {
			for (const follower of this.followers) {
				if (follower.assessmentId !== message.assessmentId) continue;
				const { criterionId, version } = message;
				follower.send({ name: "edit", criterionId, version, mine: follower.userId === message.userId });
			}
			return;
		}
		const pages = this.present.get(message.assessmentId) ?? new Map<string, HeardPresence>();
		const before = placesOf(pages);
		const heardAt = this.options.clock().getTime();
		if (message.kind === "left") pages.delete(keyOf(message));
		else for (const one of message.pages) pages.set(keyOf(one), { ...one, heardAt });
		this.settle(message.assessmentId, pages, before);
	}

	private settle(assessmentId: string, pages: Map<string, HeardPresence>, before: string): void {
		if (pages.size > 0) this.present.set(assessmentId, pages);
		else this.present.delete(assessmentId);
		if (placesOf(pages) !== before) this.tellSoon(assessmentId);
	}

	/** Several changes at once are told once. */
	private tellSoon(assessmentId: string): void {
		if (this.stopped || this.telling.has(assessmentId)) return;
		const timer = setTimeout(() => {
			this.telling.delete(assessmentId);
			this.tell(assessmentId).catch(this.options.report);
		}, TOGETHER_MS);
		timer.unref();
		this.telling.set(assessmentId, timer);
	}

	private async tell(assessmentId: string): Promise<void> {
		const now = this.options.clock().getTime();
		const heard = [...(this.present.get(assessmentId)?.values() ?? [])];
		for (const follower of [...this.followers].filter((one) => one.assessmentId === assessmentId)) {
			const people = await Promise.all(
				othersAtWork(heard, follower.userId, now).map(async ({ userId, domain, criterionId }) => ({
					name: await this.nameOf(userId),
					domain,
					criterionId,
				})),
			);
			follower.send({ name: "people", people });
		}
	}

	private nameOf(userId: string): Promise<string> {
		const known = this.names.get(userId);
		if (known) return known;
		const asked = this.options.nameOf(userId);
		this.names.set(userId, asked);
		asked.catch(() => this.names.delete(userId));
		return asked;
	}

	private async round(): Promise<void> {
		this.sendAll({ name: "beat" });
		const staying = new Map<string, Presence[]>();
		for (const follower of [...this.followers]) {
			const reason = await this.options.judge(follower);
			if (reason) this.drop(follower, reason);
			if (reason || !this.followers.has(follower)) continue;
			// Where it is now may have been said through another process.
			const now = this.present.get(follower.assessmentId)?.get(keyOf(follower)) ?? follower;
			staying.set(follower.assessmentId, [...(staying.get(follower.assessmentId) ?? []), presenceOf(now)]);
		}
		for (const [assessmentId, all] of staying) {
			for (let from = 0; from < all.length; from += PAGES_IN_A_MESSAGE) {
				this.say({ kind: "here", assessmentId, pages: all.slice(from, from + PAGES_IN_A_MESSAGE) });
			}
		}
		this.forget();
	}

	/** Pages of a process that died, and the names of those who are gone. */
	private forget(): void {
		const oldest = this.options.clock().getTime() - PRESENCE_MS;
		const here = new Set<string>();
		for (const [assessmentId, pages] of this.present) {
			const before = placesOf(pages);
			for (const [key, { heardAt, userId }] of pages) {
				if (heardAt > oldest) here.add(userId);
				else pages.delete(key);
			}
			this.settle(assessmentId, pages, before);
		}
		for (const userId of this.names.keys()) if (!here.has(userId)) this.names.delete(userId);
	}
}

/** A page is somebody's: nobody speaks for another's. */
function keyOf({ userId, page }: Pick<Presence, "userId" | "page">): string {
	return `${userId} ${page}`;
}

function presenceOf({ page, userId, domain, criterionId }: Presence): Presence {
	return { page, userId, domain, criterionId };
}

function placesOf(pages: ReadonlyMap<string, HeardPresence>): string {
	return [...pages].map(([key, { criterionId }]) => `${key} ${criterionId ?? ""}`).join();
}
