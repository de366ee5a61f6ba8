import { describe, expect, it } from "vitest";
import { localOrigin, relyingParty } from "./relying-party";

describe("relying party", () => {
	it("is the host of the public address", () => {
		expect(relyingParty("https://label.cae.example")).toEqual({
			id: "label.cae.example",
			origin: "https://label.cae.example",
		});
		expect(relyingParty("https://l.cae-7.example")?.id).toBe("l.cae-7.example");
		expect(relyingParty("http://localhost:3000")).toEqual({ id: "localhost", origin: "http://localhost:3000" });
	});

	it.each([
		"http://127.0.0.1:3000",
		"https://192.0.2.7",
		"https://[2001:db8::1]",
		"http://label.example",
		"https://serveur",
		"https://_serveur.example",
		"https://label.example_x",
		"https://label-.example",
	])("is nobody at %s", (origin) => {
		expect(relyingParty(origin)).toBeNull();
	});
});

describe("the same server by a name passkeys accept", () => {
	it("is localhost, on the same port, when it is reached by the loopback address", () => {
		expect(localOrigin("http://127.0.0.1:3000")).toBe("http://localhost:3000");
		expect(localOrigin("http://[::1]:8080")).toBe("http://localhost:8080");
	});

	it.each(["http://localhost:3000", "https://label.example", "http://192.0.2.7:3000", "http://127.0.0.2:3000"])(
		"is nowhere else than %s",
		(origin) => {
			expect(localOrigin(origin)).toBeNull();
		},
	);
});
