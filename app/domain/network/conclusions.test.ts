import { describe, expect, it } from "vitest";
import {
	auditGapConclusion,
	ownTrendConclusion,
	progressConclusion,
	strengthsConclusion,
} from "./cooperative-conclusions";
import type { KeyFigures } from "./key-figures";
import * as network from "./network-conclusions";
import { quartiles } from "./quartiles";
import { shareInWords } from "./words";

const percent = (num: number) => ({ num, den: 100 });
const cohort = (median: number) => quartiles([0, 0, median, 100, 100].map(percent));
const figures = (year: number, labelled: number): KeyFigures => ({
	year,
	cooperatives: 71,
	engaged: 53,
	engagedShare: 53 / 71,
	new: 11,
	newShare: 11 / 71,
	labelled,
	audited: 10,
});
const RULES = { awardedPercent: 100, reservationsPercent: 90, reservationsDomainPercent: 80, refusedBelowPercent: 80 };

describe("shareInWords", () => {
	it.each([
		[53, 71, "trois sur quatre"],
		[11, 71, "15 %"],
		[35, 71, "la moitié"],
		[71, 71, "toutes"],
		[70, 71, "99 %"],
		[0, 71, "aucune"],
		[0, 0, "aucune"],
		[199, 200, "99 %"],
	])("%i of %i: %s", (part, whole, words) => {
		expect(shareInWords(part, whole)).toBe(words);
	});
});

describe("what the network's figures say", () => {
	it("engaged", () => {
		expect(network.engagedSentence(figures(2025, 11))).toBe("CAE engagées sur 71, trois sur quatre");
	});

	it.each([
		[
			{ engaged: 53, submitted: 42, audited: 10 },
			"42 des 53 CAE engagées ont envoyé leur auto-évaluation de 2025, 10 ont été auditées",
		],
		[
			{ engaged: 53, submitted: 1, audited: 1 },
			"1 des 53 CAE engagées a envoyé son auto-évaluation de 2025, 1 a été auditée",
		],
		[
			{ engaged: 53, submitted: 53, audited: 0 },
			"Les 53 CAE engagées ont toutes envoyé leur auto-évaluation de 2025, aucune n’est encore auditée",
		],
		[
			{ engaged: 53, submitted: 0, audited: 0 },
			"Aucune des 53 CAE engagées n’a encore envoyé son auto-évaluation de 2025",
		],
		[{ engaged: 0, submitted: 0, audited: 0 }, "Aucune CAE n’est encore engagée dans le label en 2025"],
		[
			{ engaged: 1, submitted: 1, audited: 0 },
			"La seule CAE engagée a envoyé son auto-évaluation de 2025, aucune n’est encore auditée",
		],
	])("funnel %#", (steps, sentence) => {
		expect(network.funnelConclusion({ opened: 0, labelled: 0, ...steps }, 2025)).toBe(sentence);
	});

	it("domains", () => {
		const domains = [
			{ phrase: "l’accompagnement", quartiles: cohort(82) },
			{ phrase: "le volet juridique", quartiles: cohort(70) },
			{ phrase: "l’ancrage", quartiles: cohort(54) },
		];
		expect(network.domainsConclusion(domains, "conformity", "declared")).toBe(
			"L’ancrage est le point le plus fragile du réseau (médiane 54 %), l’accompagnement le plus solide (82 %)",
		);
		const same = [
			{ phrase: "a", quartiles: cohort(60) },
			{ phrase: "b", quartiles: cohort(60) },
		];
		expect(network.domainsConclusion(same, "maturity", "audited")).toBe(
			"Les domaines se tiennent : l’indice de maturité audité médian y est partout de 60",
		);
		const close = [
			{ phrase: "a", quartiles: cohort(60) },
			{ phrase: "b", quartiles: cohort(64) },
		];
		expect(network.domainsConclusion(close, "conformity", "declared")).toBe(
			"Les domaines se tiennent : la conformité déclarée médiane y va seulement de 60 à 64 %",
		);
		expect(network.domainsConclusion([{ phrase: "a", quartiles: null }], "conformity", "declared")).toBe(
			"Moins de 5 CAE ont un résultat : la conformité déclarée du réseau n’est pas montrée",
		);
	});

	it("distribution", () => {
		const bands = [
			{ from: 0, to: 80, count: 9 },
			{ from: 80, to: 90, count: 20 },
			{ from: 90, to: 100, count: 13 },
			{ from: 100, to: null, count: 11 },
		];
		expect(network.distributionConclusion(bands, "conformity", "declared", RULES, null)).toBe(
			"11 CAE sur 53 atteignent 100 % de conformité déclarée, 9 sont sous 80 %",
		);
		expect(network.distributionConclusion(bands, "maturity", "audited", RULES, percent(56))).toBe(
			"La moitié des 53 CAE a un indice de maturité audité de 56 ou plus",
		);
		expect(
			network.distributionConclusion([{ from: 0, to: null, count: 0 }], "conformity", "audited", RULES, null),
		).toBe("Aucune CAE n’a encore de résultat audité");
		expect(
			network.distributionConclusion([{ from: 90, to: 100, count: 6 }], "conformity", "audited", RULES, null),
		).toBe("Aucune des 6 CAE n’atteint 100 % de conformité auditée, aucune n’est sous 80 %");
	});

	it("trends", () => {
		expect(network.labelTrendConclusion([figures(2023, 4), figures(2025, 11)])).toBe(
			"De 2023 à 2025, le nombre de CAE labellisées passe de 4 à 11",
		);
		expect(network.labelTrendConclusion([figures(2023, 4), figures(2025, 4)])).toContain("reste à 4");
		expect(network.labelTrendConclusion([figures(2025, 1)])).toBe("1 CAE labellisée fin 2025, première année suivie");
		const years = [2023, 2024, 2025].map((year, index) => ({ year, count: 5, quartiles: cohort(60 + index) }));
		expect(network.medianTrendConclusion(years, "conformity", "declared")).toBe(
			"La conformité déclarée médiane passe de 60 % en 2023 à 62 % en 2025",
		);
		expect(network.medianTrendConclusion(years.slice(0, 1), "maturity", "declared")).toBe(
			"L’indice de maturité déclaré médian est de 60 en 2023",
		);
	});

	it("expiries", () => {
		expect(network.expiriesConclusion(0)).toBe("Aucun label n’arrive à échéance dans les douze mois");
		expect(network.expiriesConclusion(1)).toBe("1 label arrive à échéance dans les douze mois");
		expect(network.expiriesConclusion(3)).toBe("3 labels arrivent à échéance dans les douze mois");
	});
});

describe("what one cooperative's figures say", () => {
	const domains = [
		{ phrase: "l’accompagnement", rate: percent(82) },
		{ phrase: "l’ancrage", rate: percent(54) },
	];

	it("strengths", () => {
		expect(strengthsConclusion(domains, "maturity", "own")).toBe(
			"L’accompagnement est votre point le plus solide (82), l’ancrage le plus fragile (54)",
		);
		expect(strengthsConclusion(domains, "maturity", "other")).toContain("est son point");
		expect(strengthsConclusion(domains.slice(0, 1), "maturity", "own")).toBe("Vos domaines se tiennent, tous à 82");
		expect(strengthsConclusion([], "maturity", "own")).toBe("Pas encore de résultat par domaine");
	});

	it("trend, beside the network's median when there is one", () => {
		const years = [
			{ year: 2023, rate: percent(61) },
			{ year: 2025, rate: percent(84) },
		];
		expect(ownTrendConclusion(years, "conformity", "declared", "own", percent(78))).toBe(
			"Votre conformité déclarée passe de 61 % en 2023 à 84 % en 2025, plus haut que la médiane du réseau (78 %)",
		);
		expect(ownTrendConclusion(years, "maturity", "audited", "other", null)).toBe(
			"Son indice de maturité audité passe de 61 en 2023 à 84 en 2025",
		);
		expect(ownTrendConclusion(years.slice(1), "conformity", "declared", "own", percent(84))).toBe(
			"Votre conformité déclarée est de 84 % en 2025, comme la médiane du réseau",
		);
	});

	it("audit", () => {
		expect(auditGapConclusion(percent(84), percent(78), "own")).toBe(
			"L’audit retient 78 % de conformité là où vous avez déclaré 84 %",
		);
		expect(auditGapConclusion(percent(84), percent(84), "other")).toContain("la même conformité");
	});

	it("progress", () => {
		const pair = (before: number, now: number) => ({ phrase: "x", before: percent(before), now: percent(now) });
		expect(progressConclusion([pair(1, 2), pair(2, 3)], 2024)).toBe("Tous les domaines progressent depuis 2024.");
		expect(progressConclusion([pair(1, 2), pair(3, 2)], 2024)).toBe("1 domaine progresse depuis 2024, 1 recule.");
		expect(progressConclusion([pair(2, 2)], 2024)).toBe("Aucun domaine n’a bougé depuis 2024.");
		expect(progressConclusion([], 2024)).toBeNull();
	});
});
