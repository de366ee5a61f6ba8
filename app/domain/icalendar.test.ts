import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Agenda, readTwice } from "../../tests/support/agenda";
import { addDays, daysCounted } from "./calendar-day";
import { type CalendarEvent, type CalendarFile, writeCalendar } from "./icalendar";

const EVENT: CalendarEvent = {
	uid: "audit-1@label-cae",
	sequence: 2,
	status: "CONFIRMED",
	startsOn: "2026-11-12",
	endsOn: "2026-11-13",
	summary: "Audit initial du label, L’Épicéa",
	description: "Première ligne\nSeconde, avec ; et \\",
	location: "3, rue du Port ; 1er étage\nGranville\\bis",
	url: "https://label.example/audits/1",
	hours: null,
	createdAt: new Date("2026-10-05T09:30:00Z"),
	changedAt: new Date("2026-10-06T09:30:00.123Z"),
};
const file = (event: Partial<CalendarEvent> = {}, over: Partial<CalendarFile> = {}): string =>
	writeCalendar({
		method: "PUBLISH",
		name: null,
		organizer: null,
		attendee: null,
		events: [{ ...EVENT, ...event }],
		...over,
	});

describe("a calendar file", () => {
	it("is read alike by two parsers", () => {
		const { mozilla, second } = readTwice(
			file(
				{},
				{
					method: "REQUEST",
					organizer: { name: "Label CAE", email: "label@label.example" },
					attendee: { name: 'Zoé "Z" Ève', email: "zoe@cae.example" },
				},
			),
		);
		expect(second).toEqual(mozilla);
		expect(mozilla).toEqual({
			method: "REQUEST",
			uid: EVENT.uid,
			sequence: 2,
			status: "CONFIRMED",
			summary: EVENT.summary,
			description: EVENT.description,
			location: EVENT.location,
			start: "2026-11-12",
			end: "2026-11-14",
			attendees: ["zoe@cae.example"],
			organizer: "label@label.example",
		});
	});

	it.each([
		["the last Sunday of March", "2027-03-27", "2027-03-28", "2027-03-27T08:00:00.000Z", "2027-03-28T15:30:00.000Z"],
		["the last Sunday of October", "2026-10-24", "2026-10-25", "2026-10-24T07:00:00.000Z", "2026-10-25T16:30:00.000Z"],
		["29 February", "2028-02-28", "2028-02-29", "2028-02-28T08:00:00.000Z", "2028-02-29T16:30:00.000Z"],
	])("keeps days and hours across %s", (_what, startsOn, endsOn, start, end) => {
		const whole = readTwice(file({ startsOn, endsOn }));
		expect(whole.second).toEqual(whole.mozilla);
		expect([whole.mozilla.start, whole.mozilla.end]).toEqual([startsOn, addDays(endsOn, 1)]);
		const timed = readTwice(file({ startsOn, endsOn, hours: { opensAt: "09:00", closesAt: "17:30" } }));
		expect([timed.mozilla.start, timed.mozilla.end]).toEqual([start, end]);
		expect([timed.second.start, timed.second.end]).toEqual([start, end]);
	});

	it("says the hours of Paris as every day of ten years has them", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 3_652 }), (offset) => {
				const on = addDays("2026-01-01", offset);
				const read = readTwice(file({ startsOn: on, endsOn: on, hours: { opensAt: "09:05", closesAt: "18:00" } }));
				const paris = new Intl.DateTimeFormat("sv-SE", {
					timeZone: "Europe/Paris",
					dateStyle: "short",
					timeStyle: "short",
				});
				for (const { start, end } of [read.mozilla, read.second]) {
					expect(paris.format(new Date(start))).toBe(`${on} 09:05`);
					expect(paris.format(new Date(end))).toBe(`${on} 18:00`);
				}
			}),
			{ numRuns: 60 },
		);
	});

	it("holds lines of 75 bytes at most that end with CRLF, and gives back any text", () => {
		const texts = fc
			.string({ unit: "grapheme", maxLength: 300 })
			.map((text) => text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ""));
		fc.assert(
			fc.property(texts, texts, (summary, location) => {
				const written = file({ summary, location });
				expect(written.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
				for (const line of written.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
				const { mozilla } = readTwice(written);
				expect(mozilla.summary).toBe(summary);
				if (location !== "") expect(mozilla.location).toBe(location);
			}),
		);
	});

	it("lets nobody add a line, a property or a reader", () => {
		const hostile = "x\r\nATTENDEE:mailto:spy@x.example\r\nEND:VEVENT\u2028BEGIN:VEVENT";
		const written = file(
			{ summary: hostile, location: hostile, description: hostile },
			{ organizer: { name: hostile, email: hostile }, attendee: { name: hostile, email: "a@b.example\r\nX:1" } },
		);
		expect(written.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
		expect(written.match(/^ATTENDEE/gm)).toHaveLength(1);
		expect(written).not.toMatch(/^X:1/m);
	});

	it("updates an agenda that already holds the event, and doubles nothing", () => {
		const agenda = new Agenda();
		expect(agenda.import(file())).toBe(1);
		expect(agenda.import(file())).toBe(0);
		expect(agenda.import(file({ sequence: 3, startsOn: "2026-12-01", endsOn: "2026-12-02" }))).toBe(1);
		expect(agenda.import(file({ sequence: 2 }))).toBe(0);
		expect(agenda.entries).toMatchObject([{ sequence: 3, start: "2026-12-01", end: "2026-12-03", cancelled: false }]);
		expect(agenda.import(file({ sequence: 4, status: "CANCELLED" }, { method: "CANCEL" }))).toBe(1);
		expect(agenda.entries).toMatchObject([{ sequence: 4, cancelled: true }]);
	});

	it("covers every day of a visit, however long", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: 0, max: 4 }), (offset, length) => {
				const startsOn = addDays("2026-01-01", offset);
				const { mozilla } = readTwice(file({ startsOn, endsOn: addDays(startsOn, length) }));
				expect(daysCounted(mozilla.start, addDays(mozilla.end, -1))).toBe(length + 1);
			}),
		);
	});
});
