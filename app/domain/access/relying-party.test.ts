import { describe, expect, it } from "vitest";
import { relyingParty } from "./relying-party";

describe("relying party", () => {
	it("is the host of the public address", () => {
		expect(relyingParty("https://label.cae.example")).toEqual({
			id: "label.cae.example",
			origin: "https://label.cae.example",
		});
		expect(relyingParty("http://localhost:3000")).toEqual({ id: "localhost", origin: "http://localhost:3000" });
	});

	it.each([
		"http://127.0.0.1:3000",
		"https://192.0.2.7",
		"https://[2001:db8::1]",
		"http://label.example",
		"https://serveur",
	])("is nobody at %s", (origin) => {
		expect(relyingParty(origin)).toBeNull();
	});
});
