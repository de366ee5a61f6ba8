import { describe, expect, it } from "vitest";
import { senderOf, smtpOptions } from "./mail-transport.server";

describe("smtpOptions", () => {
	it.each(["smtp://mail.example", "smtp://mail.example:2525", "smtp://192.0.2.8:25", "smtp://localhost.example"])(
		"requires TLS towards another machine: %s",
		(url) => {
			expect(smtpOptions(url)).toMatchObject({ secure: false, requireTLS: true, tls: { rejectUnauthorized: true } });
		},
	);

	it.each(["smtp://localhost:1025", "smtp://127.0.0.1", "smtp://127.8.0.1:25", "smtp://[::1]:25"])(
		"does not towards this one: %s",
		(url) => {
			expect(smtpOptions(url).requireTLS).toBe(false);
		},
	);

	it("reads the account, and nothing that would weaken the connection", () => {
		expect(smtpOptions("smtps://label%40mail.example:s%3Acret@mail.example")).toMatchObject({
			host: "mail.example",
			port: 465,
			secure: true,
			auth: { user: "label@mail.example", pass: "s:cret" },
		});
		const hostile = "smtp://mail.example?requireTLS=false&ignoreTLS=true&tls.rejectUnauthorized=false";
		expect(smtpOptions(hostile)).toEqual(smtpOptions("smtp://mail.example"));
		expect(smtpOptions("smtp://[::1]:25").host).toBe("::1");
	});
});

describe("senderOf", () => {
	it("reads a name and an address", () => {
		expect(senderOf("Label CAE <a@label.example>")).toEqual({ name: "Label CAE", address: "a@label.example" });
		expect(senderOf('"Label, CAE" <a@label.example>')).toEqual({ name: "Label, CAE", address: "a@label.example" });
		expect(senderOf("a@label.example")).toEqual({ name: "", address: "a@label.example" });
	});
});
