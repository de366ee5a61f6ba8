import { describe, expect, it } from "vitest";
import { OWN_DATA_GROUPS, type OwnDataGroup } from "./own-data";

const until = (key: OwnDataGroup) => OWN_DATA_GROUPS.find((group) => group.key === key)?.until;

describe("what « Mes données » says", () => {
	it("is, of each kind of data, what it is, why, until when and who reads it", () => {
		const silent = OWN_DATA_GROUPS.filter(({ what, why, until, readers }) => !(what && why && until && readers));
		expect(silent).toEqual([]);
		expect(OWN_DATA_GROUPS.map(({ key }) => key)).toEqual([
			"account",
			"signIn",
			"invitations",
			"security",
			"mails",
			"work",
			"reports",
			"journal",
		]);
	});

	it("gives the delays of the retention job, from the moment it counts from", () => {
		expect(until("security")).toBe("12 mois après l’événement");
		expect(until("reports")).toBe("3 ans après la réponse de l’équipe nationale");
		const end = "l’acceptation, le retrait ou l’échéance de l’invitation";
		expect(until("invitations")).toBe(`12 mois après ${end} ; l’adresse, 90 jours après ${end}`);
		expect(until("mails")).toBe(
			"12 mois après l’envoi, ou à défaut l’écriture ; l’adresse et le contenu, 30 jours après l’envoi, ou l’abandon de l’envoi",
		);
	});
});
