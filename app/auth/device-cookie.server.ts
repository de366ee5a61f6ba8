/** Owns the cookie of a known browser: one token per account that signed in from it, the latest first. */
import { DEVICE_DAYS } from "~/services/access/known-device.server";
import { cookieName, readCookie, writeCookie } from "./cookie.server";

const NAME = "label_device";
const SEPARATOR = ".";
/** Accounts a browser is known to at most: the oldest is forgotten. */
const TOKENS_AT_MOST = 5;
const TOKEN = /^[\w-]{43}$/;

export function readDeviceCookie(request: Request, publicOrigin: string): readonly string[] {
	const value = readCookie(request, cookieName(NAME, publicOrigin)) ?? "";
	return value
		.split(SEPARATOR)
		.filter((token) => TOKEN.test(token))
		.slice(0, TOKENS_AT_MOST);
}

/** Value of `Set-Cookie`, with one token more. */
export function writeDeviceCookie(token: string, request: Request, publicOrigin: string): string {
	const tokens = [token, ...readDeviceCookie(request, publicOrigin)].slice(0, TOKENS_AT_MOST);
	return writeCookie(NAME, tokens.join(SEPARATOR), publicOrigin, DEVICE_DAYS * 86_400);
}
