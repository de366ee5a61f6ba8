/** Owns the 53 invented cooperatives, all enrolled: identity, profile, slot. */
import type { Profile } from "../../app/domain/standard/standard";
import { addDays, draw, pick, workingDay } from "./deterministic";
import { INVENTED_NAMES } from "./invented-names";
import { type Place, placeOf } from "./places";
import { INVENTED_COUNT, type Slot, slotOf } from "./slots";

/** The cooperative of gerance@ and equipe@: a generalist hosting a few building trades. */
export const MANAGER_HOME = "DEMO-12";
/** The cooperative audit@ comes from: labelled, in the association of Bretagne. */
export const AUDITOR_HOME = "DEMO-20";

export interface InventedCooperative {
	readonly code: string;
	readonly name: string;
	readonly sector: string;
	readonly place: Place;
	readonly slot: Slot;
	readonly legalForm: "scop" | "scic" | "cooperative";
	readonly profile: Profile;
	readonly memberSince: string;
	readonly enrolledOn: string;
}

export const INVENTED_COOPERATIVES: readonly InventedCooperative[] = INVENTED_NAMES.map(
	([sector, name, department], index) => {
		const code = `DEMO-${String(index + 1).padStart(2, "0")}`;
		const slot = slotOf(index);
		const enrolledOn = workingDay(enrolment(code, slot));
		return {
			code,
			name,
			sector,
			place: placeOf(department),
			slot,
			legalForm: pick(["scop", "scop", "scop", "scic", "scic", "cooperative"] as const, code, "form"),
			profile: profileOf(code, index + 1, sector),
			memberSince: addDays(enrolledOn, -(400 + draw(3600, code, "member"))),
			enrolledOn,
		};
	},
);

/** New ones in 2025, the others from 2022 to 2024: 27 before the campaign of 2023 closes, 42 before that of 2024 does. */
function enrolment(code: string, slot: Slot): string {
	if (slot === "newlyEnrolled") return addDays("2025-01-28", draw(230, code, "enrolment"));
	if (slot !== "selfAssessing") return addDays("2022-02-15", draw(320, code, "enrolment"));
	if (code === MANAGER_HOME) return "2023-02-14";
	const early = draw(100, code, "early") < 45;
	return early
		? addDays("2022-09-05", draw(240, code, "enrolment"))
		: addDays("2024-01-29", draw(240, code, "enrolment"));
}

/** Headcounts are spread over 25..285; a generalist may host a few activities of another sector (decisions, 3). */
function profileOf(code: string, number: number, sector: string): Profile {
	if (code === MANAGER_HOME) {
		return {
			sectors: ["generaliste", "batiment"],
			activities: ["organisme_formation"],
			headcount: 64,
			conditions: ["uses_cape", "shared_activity", "consumer_clients", "receives_grants"],
		};
	}
	const headcount = 20 + 5 * (((number * 23) % INVENTED_COUNT) + 1);
	const sectors = [sector];
	if (sector === "generaliste") {
		if (draw(100, code, "hosts", "batiment") < 30) sectors.push("batiment");
		if (draw(100, code, "hosts", "culture") < 25) sectors.push("culture");
		if (draw(100, code, "hosts", "agri_rural") < 15) sectors.push("agri_rural");
	}
	const conditions = ["uses_cape", "consumer_clients"];
	if (draw(100, code, "grants") < 90) conditions.push("receives_grants");
	if (number % 3 === 0) conditions.push("shared_activity");
	if (headcount >= 200) conditions.push("auditor_threshold");
	return { sectors, activities: number % 2 === 0 ? ["organisme_formation"] : [], headcount, conditions };
}

const byCode = new Map(INVENTED_COOPERATIVES.map((cooperative) => [cooperative.code, cooperative]));

export function inventedCooperative(code: string): InventedCooperative {
	const cooperative = byCode.get(code);
	if (!cooperative) throw new Error(`unknown cooperative ${code}`);
	return cooperative;
}
