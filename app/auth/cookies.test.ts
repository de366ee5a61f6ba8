import { describe, expect, it } from "vitest";
import { readDeviceCookie, writeDeviceCookie } from "./device-cookie.server";
import { readSessionCookie, writeSessionCookie } from "./session-cookie.server";

const HTTP = "http://127.0.0.1:3000";
const HTTPS = "https://label.example";
const TOKEN = "a-Z_9".repeat(9).slice(0, 43);
const bearing = (cookie: string) => new Request(HTTPS, { headers: { Cookie: cookie } });
const token = (letter: string) => letter.repeat(43);

describe("the session cookie", () => {
	it("is out of reach of scripts and other sites; on https bound to this host and never sent in clear", () => {
		expect(writeSessionCookie(TOKEN, HTTPS)).toBe(
			`__Host-label_session=${TOKEN}; Path=/; HttpOnly; SameSite=Lax; Secure`,
		);
		expect(writeSessionCookie(TOKEN, HTTP)).toBe(`label_session=${TOKEN}; Path=/; HttpOnly; SameSite=Lax`);
	});

	it("is cleared at once", () => {
		expect(writeSessionCookie(null, HTTPS)).toBe(
			"__Host-label_session=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0",
		);
	});

	it("is read under its own name only: over https, one a neighbouring site could plant is ignored", () => {
		expect(readSessionCookie(bearing(`x=1; __Host-label_session=${TOKEN}`), HTTPS)).toBe(TOKEN);
		expect(readSessionCookie(bearing(`label_session=${TOKEN}`), HTTPS)).toBeNull();
		expect(readSessionCookie(bearing(`label_session=${TOKEN}`), HTTP)).toBe(TOKEN);
		expect(readSessionCookie(new Request(HTTP), HTTP)).toBeNull();
	});

	it.each([TOKEN.slice(1), `${TOKEN}a`, `${TOKEN.slice(1)}=`, `${TOKEN.slice(1)}%`, ""])(
		"is nothing when it holds no token: %j",
		(value) => {
			expect(readSessionCookie(bearing(`label_session=${value}`), HTTP)).toBeNull();
		},
	);
});

describe("the cookie of a known browser", () => {
	it("lasts 180 days, under the same flags", () => {
		expect(writeDeviceCookie(TOKEN, new Request(HTTPS), HTTPS)).toBe(
			`__Host-label_device=${TOKEN}; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=15552000`,
		);
		expect(writeDeviceCookie(TOKEN, new Request(HTTP), HTTP)).toBe(
			`label_device=${TOKEN}; Path=/; HttpOnly; SameSite=Lax; Max-Age=15552000`,
		);
	});

	it("keeps the last five accounts of the browser, the latest first", () => {
		const five = ["e", "d", "c", "b", "a"].map(token);
		const written = writeDeviceCookie(token("f"), bearing(`label_device=${five.join(".")}`), HTTP);
		expect(written.split(";")[0]).toBe(`label_device=${["f", "e", "d", "c", "b"].map(token).join(".")}`);
	});

	it("reads tokens and nothing else, five at most", () => {
		const many = ["a", "b", "c", "d", "e", "f"].map(token);
		expect(readDeviceCookie(bearing(`label_device=short..${many.join(".")}`), HTTP)).toEqual(many.slice(0, 5));
		expect(readDeviceCookie(new Request(HTTP), HTTP)).toEqual([]);
	});
});
