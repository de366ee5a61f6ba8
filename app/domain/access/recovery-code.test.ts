import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRecoveryCode, RECOVERY_CODE_BYTES, readRecoveryCode } from "./recovery-code";

const bytes = fc.uint8Array({ minLength: RECOVERY_CODE_BYTES, maxLength: RECOVERY_CODE_BYTES });

describe("recovery codes", () => {
	it("are seven groups of four signs nobody confuses", () => {
		expect(formatRecoveryCode(new Uint8Array(RECOVERY_CODE_BYTES))).toBe("0000-0000-0000-0000-0000-0000-0000");
		fc.assert(
			fc.property(bytes, (random) => {
				expect(formatRecoveryCode(random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){6}$/);
			}),
		);
	});

	it("hold 140 bits: each sign depends on its own five bits, all values equally likely", () => {
		const first = (byte: number) => formatRecoveryCode(Uint8Array.of(byte, ...new Uint8Array(27))).charAt(0);
		const counts = new Map<string, number>();
		for (let byte = 0; byte < 256; byte++) counts.set(first(byte), (counts.get(first(byte)) ?? 0) + 1);
		expect(counts.size).toBe(32);
		expect([...counts.values()].every((count) => count === 8)).toBe(true);
		expect(() => formatRecoveryCode(new Uint8Array(16))).toThrow("28 bytes");
	});

	it("are understood however they are typed", () => {
		fc.assert(
			fc.property(bytes, (random) => {
				const shown = formatRecoveryCode(random);
				const plain = shown.replaceAll("-", "");
				expect(readRecoveryCode(shown)).toBe(plain);
				expect(readRecoveryCode(`  ${shown.toLowerCase().replaceAll("-", " – ")} `)).toBe(plain);
				expect(readRecoveryCode(shown.replaceAll("0", "o").replaceAll("1", "l"))).toBe(plain);
			}),
		);
	});

	it("reads no further than two hundred characters", () => {
		const code = "0".repeat(RECOVERY_CODE_BYTES);
		expect(readRecoveryCode(code.padStart(200))).toBe(code);
		expect(readRecoveryCode(code.padStart(201))).toBeNull();
	});

	it("refuses what can't be one", () => {
		for (const typed of ["", "123456", "0000-0000-0000-0000-0000-0000-000", "0000-0000-0000-0000-0000-0000-000U"]) {
			expect([typed, readRecoveryCode(typed)]).toEqual([typed, null]);
		}
	});
});
