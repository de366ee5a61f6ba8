/** Reads the profile that a year's assessment starts from: the cooperative's, with that year's headcount. */
import type { Database, Transaction } from "~/db/client.server";
import { headcountFor } from "~/domain/cooperative/headcount";
import type { Profile } from "~/domain/standard/standard";
import { headcountsOf } from "../cooperative/get-cooperative-form.server";

export async function openingProfile(
	db: Database | Transaction,
	{ id, profile }: { readonly id: string; readonly profile: Profile },
	year: number,
): Promise<Profile> {
	const headcounts = await headcountsOf(db, id);
	return { ...profile, headcount: headcountFor(year, headcounts, profile.headcount) };
}
