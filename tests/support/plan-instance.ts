/** Invented years to plan, as large as one wants, always the same for the same seed. */
import { addDays } from "../../app/domain/calendar-day";
import { DEPARTMENTS } from "../../app/domain/cooperative/regions";
import type { PlanAuditor, PlanConflict, PlanProblem, VisitToPlan } from "../../app/domain/programme/programme-plan";

const DOMAINS = ["JUR", "FIN", "RHU", "ACC", "ANC"];
const SECTORS = ["batiment", "sap", "culture", "agri_rural"];
/** Mainland: nobody of the invented network takes an aeroplane. */
const PLACES = DEPARTMENTS.filter(({ code }) => code.length === 2 && !code.startsWith("2A") && !code.startsWith("2B"));

/** Numbers that look drawn (mulberry32). */
export function drawFrom(seed: number): (below: number) => number {
	let state = seed >>> 0;
	return (below) => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

export interface InstanceSize {
	readonly cooperatives: number;
	readonly auditors: number;
	/** Visits of one person in the year at most. */
	readonly mostVisits: number;
	readonly mostPerWeek: number;
	readonly seed: number;
}

const YEAR = 2027;
const day = (from: string, days: number) => addDays(from, days);

export function planInstance({ cooperatives, auditors, mostVisits, mostPerWeek, seed }: InstanceSize): PlanProblem {
	const draw = drawFrom(seed);
	const pick = <Item>(items: readonly Item[]): Item => items[draw(items.length)] as Item;
	const places = Array.from({ length: cooperatives }, () => pick(PLACES));
	const people: PlanAuditor[] = Array.from({ length: auditors }, (_, index) => {
		const domains = DOMAINS.filter(() => draw(100) < 60);
		const away = day(`${YEAR}-01-01`, draw(330));
		return {
			id: `auditor-${String(index).padStart(3, "0")}`,
			homeCooperativeId: draw(10) === 0 ? null : `cae-${draw(cooperatives)}`,
			department: pick(PLACES).name,
			accreditedFrom: day(`${YEAR - 3}-01-01`, draw(1100)),
			accreditedUntil: day(`${YEAR}-03-01`, draw(900)),
			domains: domains.length === 0 ? [pick(DOMAINS)] : domains,
			sectors: SECTORS.filter(() => draw(100) < 35),
			weekdays: draw(4) === 0 ? [1, 2, 3, 4, 5].filter((weekday) => weekday !== 1 + draw(5)) : [1, 2, 3, 4, 5],
			unavailable: [
				{ startsOn: away, endsOn: day(away, 6 + draw(20)) },
				{ startsOn: `${YEAR}-08-01`, endsOn: `${YEAR}-08-${15 + draw(15)}` },
			],
			mostVisits,
			experience: draw(12),
		};
	});
	const visits: VisitToPlan[] = places.map((place, index) => {
		const kind = (["initial", "followUp", "renewal"] as const)[draw(3)] ?? "initial";
		const opensOn = day(`${YEAR}-01-04`, draw(kind === "followUp" ? 120 : 200));
		const length = kind === "renewal" ? 91 : kind === "followUp" ? 240 : 300;
		const closesOn = day(opensOn, length) > `${YEAR}-12-31` ? `${YEAR}-12-31` : day(opensOn, length);
		return {
			cooperativeId: `cae-${index}`,
			kind,
			opensOn,
			closesOn,
			targetFrom: day(opensOn, 14),
			targetTo: day(opensOn, 45),
			department: place.name,
			domains: kind === "followUp" ? DOMAINS.filter(() => draw(100) < 30) : DOMAINS,
			sector: draw(100) < 35 ? pick(SECTORS) : null,
			lastTeam: kind === "renewal" ? [pick(people).id, pick(people).id] : [],
		};
	});
	return { year: YEAR, visits, auditors: people, conflicts: conflicts(), settled: [], mostPerWeek };

	/** One’s own cooperative, those of one’s region, and some others for a while. */
	function conflicts(): PlanConflict[] {
		return people.flatMap(({ id, homeCooperativeId }) => {
			const home = homeCooperativeId === null ? null : Number(homeCooperativeId.slice(4));
			return places.flatMap(({ region }, index): PlanConflict[] => {
				const common = { auditorId: id, cooperativeId: `cae-${index}` };
				if (home === index) return [{ ...common, from: null, until: null, reason: "OWN_COOPERATIVE" }];
				if (home !== null && places[home]?.region === region) {
					return [{ ...common, from: null, until: null, reason: "SAME_REGION" }];
				}
				if (draw(100) >= 3) return [];
				return [{ ...common, from: null, until: day(`${YEAR}-01-01`, draw(365)), reason: "ACCOMPANIMENT" }];
			});
		});
	}
}
