/** Owns what is kept of where a request comes from: a network prefix and a device in words. */
import { isIPv6 } from "node:net";
import bowser from "bowser";
import type { Request } from "express";
import type { Arrival } from "~/services/access/arrival";

export function arrivalOf(request: Request, reference: string, now: Date): Arrival {
	return { now, network: networkOf(request.ip ?? ""), device: deviceOf(request.get("User-Agent") ?? ""), reference };
}

/** `203.0.113.0/24` or `2001:db8:1::/48`; empty when unknown. */
export function networkOf(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
	const parts = mapped.split(".");
	if (parts.length === 4) return `${parts.slice(0, 3).join(".")}.0/24`;
	if (!isIPv6(mapped)) return "";
	const [head = "", tail] = mapped.split("::");
	const left = head === "" ? [] : head.split(":");
	const right = tail ? tail.split(":") : [];
	const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
	const groups = [...left, ...Array<string>(missing).fill("0"), ...right];
	return `${groups
		.slice(0, 3)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(":")}::/48`;
}

/** A name, and no address or sentence: these words go into an e-mail, and a program says what it likes of itself. */
const NAME = /^[\p{L}\d][\p{L}\d .+-]{0,38}$/u;

/** « Firefox sur Windows »; empty for no browser at all. */
export function deviceOf(userAgent: string): string {
	if (userAgent === "") return "";
	const { browser, os } = bowser.parse(userAgent.slice(0, 400));
	const [name, system] = [browser.name, os.name].map((word) => (NAME.test(word ?? "") ? word : undefined));
	return [name ?? "Navigateur inconnu", system].filter(Boolean).join(" sur ");
}
