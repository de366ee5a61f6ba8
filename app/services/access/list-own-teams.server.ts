/** The cooperatives in whose team the person is: their own affair, no policy to ask. */
import { asc, inArray } from "drizzle-orm";
import { cooperatives } from "~/db/schema/cooperative.server";
import { ownCooperatives } from "~/domain/access/roles";
import { plain } from "../cooperative/plain-name.server";
import type { UseCase } from "../use-case.server";

export async function listOwnTeams({ db, actor }: UseCase) {
	const own = ownCooperatives(actor);
	if (own.length === 0) return [];
	return db
		.select({ id: cooperatives.id, name: cooperatives.name })
		.from(cooperatives)
		.where(inArray(cooperatives.id, [...own]))
		.orderBy(asc(plain(cooperatives.name)));
}
