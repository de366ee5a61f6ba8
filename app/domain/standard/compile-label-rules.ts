/**
 * Owns the compiling of the label rules of a version: typed thresholds in, checked against one another and against the
 * criteria they judge; the rules that decide out, or every incoherence at its line. The only way into a Standard.
 */
import type { Path, Problem } from "./problem";
import type { Criterion, LabelRules } from "./standard";
import type { YamlDocument } from "./yaml-document";

type JudgedCriterion = Pick<Criterion, "id" | "kind" | "blocking" | "applicability">;

export type CompiledLabelRules =
	| { readonly ok: true; readonly value: LabelRules }
	| { readonly ok: false; readonly problems: readonly Problem[] };

type Check = readonly [holds: boolean, path: Path, message: string, fix: string];

/**
 * @param rules whole numbers in their ranges, by the schema of `standard.yaml`
 * @param criteria of the whole version; null when its files are not all readable, and rules are checked by themselves
 * Source: R-82, product 3.
 */
export function compileLabelRules(
	document: YamlDocument,
	rules: LabelRules,
	criteria: readonly JudgedCriterion[] | null,
): CompiledLabelRules {
	const checks = [...thresholds(rules), ...calendar(rules), ...(criteria ? reach(rules, criteria) : [])];
	const problems = checks.flatMap(([holds, path, message, fix]) =>
		holds ? [] : [document.problemAt(["labelRules", ...path], message, fix)],
	);
	return problems.length > 0 ? { ok: false, problems } : { ok: true, value: Object.freeze(rules) };
}

/** Each threshold decides something, and the four outcomes come in order. */
function thresholds({ conformity }: LabelRules): readonly Check[] {
	const { awardedPercent, reservationsPercent, reservationsDomainPercent, refusedBelowPercent } = conformity;
	return [
		[
			awardedPercent === 100,
			["conformity", "awardedPercent"],
			"Le label sans réserve ne laisse manquer aucun critère obligatoire : un autre seuil ne déciderait rien",
			"Écrire 100",
		],
		[
			reservationsPercent < awardedPercent,
			["conformity", "reservationsPercent"],
			"Le label avec réserves demande autant que le label sans réserve, ou plus : personne ne l’aurait jamais",
			`Écrire ${Math.max(0, awardedPercent - 1)} ou moins`,
		],
		[
			reservationsDomainPercent <= reservationsPercent,
			["conformity", "reservationsDomainPercent"],
			"Le plancher par domaine dépasse le plancher global, qui ne déciderait plus rien",
			`Écrire ${reservationsPercent} ou moins`,
		],
		[
			refusedBelowPercent <= reservationsPercent,
			["conformity", "refusedBelowPercent"],
			"Le seuil de refus dépasse le plancher du label avec réserves",
			`Écrire ${reservationsPercent} ou moins`,
		],
	];
}

/** Windows open before they close, and one audit does not run into the next. */
function calendar({
	deadlinesMonths,
	followUpMonths,
	renewalMonthsBefore,
	validityYears,
}: LabelRules): readonly Check[] {
	const validity = 12 * validityYears;
	const renewalOpens = validity - renewalMonthsBefore.from;
	return [
		[
			deadlinesMonths.major <= deadlinesMonths.majorExtended,
			["deadlinesMonths", "majorExtended"],
			"Le délai prolongé est plus court que le délai ordinaire",
			`Écrire ${deadlinesMonths.major} ou plus`,
		],
		[
			deadlinesMonths.minor <= validity,
			["deadlinesMonths", "minor"],
			`Les écarts mineurs se lèveraient après la fin de la validité (${validity} mois)`,
			`Écrire ${validity} ou moins`,
		],
		[
			followUpMonths.from <= followUpMonths.to,
			["followUpMonths", "to"],
			"Le suivi finit avant de commencer",
			`Écrire ${followUpMonths.from} ou plus`,
		],
		[
			followUpMonths.to <= validity,
			["followUpMonths", "to"],
			`Le suivi finit après la validité (${validity} mois)`,
			`Écrire ${validity} ou moins`,
		],
		[
			renewalMonthsBefore.from >= renewalMonthsBefore.to,
			["renewalMonthsBefore", "to"],
			"Le renouvellement finit avant de commencer : les mois se comptent à rebours",
			`Écrire ${renewalMonthsBefore.from} ou moins`,
		],
		[
			renewalMonthsBefore.from <= validity,
			["renewalMonthsBefore", "from"],
			`Le renouvellement s’ouvre avant la décision (validité ${validity} mois)`,
			`Écrire ${validity} ou moins`,
		],
		[
			// Said once: a window beyond the validity is refused above.
			followUpMonths.to <= renewalOpens || followUpMonths.to > validity || renewalOpens < 0,
			["renewalMonthsBefore", "from"],
			`Le renouvellement s’ouvre ${renewalOpens} mois après la décision, avant la fin du suivi (${followUpMonths.to} mois)`,
			`Écrire ${Math.max(1, validity - followUpMonths.to)} ou moins, ou finir le suivi plus tôt`,
		],
	];
}

/** Every cooperative can have the label, and every rule can be broken. */
function reach(rules: LabelRules, criteria: readonly JudgedCriterion[]): readonly Check[] {
	const of = (kind: JudgedCriterion["kind"]) => criteria.filter((criterion) => criterion.kind === kind);
	const [mandatory, recommended] = [of("mandatory"), of("recommended")];
	const forAll = (some: readonly JudgedCriterion[]) =>
		some.length === 0 || some.some(({ applicability }) => applicability.scope === "all");
	const minors = new Map<string, number>();
	for (const { id, blocking } of mandatory) {
		const domain = id.split("-")[0] ?? "";
		if (!blocking) minors.set(domain, (minors.get(domain) ?? 0) + 1);
	}
	const most = Math.max(0, ...minors.values());
	return [
		[
			recommended.length > 0,
			["recommendedSharePercent"],
			"Aucun critère n’est recommandé : cette règle ne pourrait jamais être remplie, et personne n’aurait le label",
			"Rendre au moins un critère recommandé",
		],
		[
			mandatory.length > 0,
			["conformity"],
			"Aucun critère n’est obligatoire : ces règles ne pourraient jamais être remplies, et personne n’aurait le label",
			"Rendre au moins un critère obligatoire",
		],
		[
			forAll(recommended),
			["recommendedSharePercent"],
			"Aucun critère recommandé ne concerne toutes les CAE : certaines ne rempliraient jamais cette règle",
			"Donner à un critère recommandé { scope: all }",
		],
		[
			forAll(mandatory),
			["conformity"],
			"Aucun critère obligatoire ne concerne toutes les CAE : certaines ne rempliraient jamais ces règles",
			"Donner à un critère obligatoire { scope: all }",
		],
		[
			mandatory.length === 0 || rules.minorsMakingMajor <= most,
			["minorsMakingMajor"],
			`Aucun domaine ne compte ${rules.minorsMakingMajor} critères obligatoires non bloquants : cette règle ne servirait jamais`,
			most < 2 ? "Ajouter de ces critères à un domaine" : `Écrire ${most} ou moins`,
		],
	];
}
