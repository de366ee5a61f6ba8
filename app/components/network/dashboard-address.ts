/** Owns the words of the network page's address, both ways. */
import { NAME_ORDER } from "~/domain/network/heatmap";
import type { Measure } from "~/domain/network/rate";
import type { ScoreStage } from "~/domain/network/stage";
import { WHOLE_DOMAIN } from "~/domain/network/summary";
import type { NetworkAddress } from "~/domain/page-address";
import { wordFor } from "../text/word-for";

export interface DashboardWish {
	readonly year: number;
	readonly region?: string;
	readonly sector?: string;
	readonly stage: ScoreStage;
	readonly measure: Measure;
	/** A domain code, `*` or `name`. */
	readonly order: string;
	readonly reversed: boolean;
}

const ORDERS: Readonly<Record<string, string>> = { nom: NAME_ORDER, ensemble: WHOLE_DOMAIN };

/** What the service is asked, from the address. */
export function wishOf(search: URLSearchParams) {
	const text = (key: string) => search.get(key) || undefined;
	const order = text("tri");
	return {
		year: text("annee"),
		region: text("region"),
		sector: text("filiere"),
		stage: search.get("stade") === "audite" ? "audited" : "declared",
		measure: search.get("mesure") === "maturite" ? "maturity" : "conformity",
		order: wordFor(ORDERS, order) ?? order,
		reversed: search.get("ordre") === "inverse",
		page: text("page"),
	};
}

/** The address of the same page with something changed. Page 1 is not written. */
export function addressOf(wish: DashboardWish, page = 1): NetworkAddress {
	const order = Object.entries(ORDERS).find(([, value]) => value === wish.order)?.[0] ?? wish.order;
	return {
		annee: wish.year,
		region: wish.region,
		filiere: wish.sector,
		stade: wish.stage === "audited" ? "audite" : undefined,
		mesure: wish.measure === "maturity" ? "maturite" : undefined,
		tri: wish.order === WHOLE_DOMAIN ? undefined : order,
		ordre: wish.reversed ? "inverse" : undefined,
		page: page === 1 ? undefined : page,
	};
}
