import { describe, expect, it } from "vitest";
import { deviceOf } from "./arrival-of.server";

const LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

describe("a device in words", () => {
	it("names known browsers and systems", () => {
		expect(deviceOf(LINUX)).toBe("Firefox sur Linux");
		expect(deviceOf("")).toBe("");
	});

	it.each([
		"<script>alert(1)</script>/1.0",
		"https://ailleurs.example/ 1.0",
		"Votre compte est bloqué, écrivez à a@ailleurs.example/1.0",
		"=1+1/1.0",
	])("does not repeat what %j says of itself", (userAgent) => {
		expect(deviceOf(userAgent)).toBe("Navigateur inconnu");
	});
});
