import { expect, test } from "vitest";
import { callsLabelCertified, textsIn } from "./certified-wording";

test.each([
	"Une CAE certifiée rassure",
	"La CAE est certifiée",
	"La liste des CAE certifiées",
	"les CAE « certifiées »",
	"coopératives certifiées du réseau",
	"La coopérative a été certifiée",
	"le label certifié",
	"Le label est “certifié”",
	"labellisée certifiée",
	"Labellisé\ncertifié",
	"Certifiée par le label",
	"certification du label",
])("refuses « %s »", (text) => {
	expect(callsLabelCertified(text)).toBe(true);
});

test.each([
	"Le commissaire aux comptes a certifié les comptes",
	"La CAE détient une certification qualité",
	"sans le mot “certifié”",
	"Les comptes de la CAE sont certifiés",
	"La comptabilité de la CAE est certifiée chaque année",
	"un organisme certifié Qualiopi",
	"La CAE labellisée fait certifier ses comptes",
	"racaes certifiés",
])("accepts « %s »", (text) => {
	expect(callsLabelCertified(text)).toBe(false);
});

test("textsIn names the path of every text", () => {
	expect(textsIn({ a: "x", b: [{ c: "y" }, 3, null, true] })).toEqual([
		[["a"], "x"],
		[["b", 0, "c"], "y"],
	]);
});
