/** Owns the words a cooperative's profile is made of: those of the référentiel published last. */
import type { Database, Transaction } from "~/db/client.server";
import type { IdentityTerms } from "~/domain/cooperative/identity";
import type { Term } from "~/domain/standard/standard";
import { findLatestStandard } from "../standard/get-standard.server";

export interface ProfileTerms {
	readonly sectors: readonly Term[];
	readonly activities: readonly Term[];
	readonly conditions: readonly Term[];
}

export async function profileTerms(db: Database | Transaction): Promise<ProfileTerms> {
	const published = await findLatestStandard(db);
	const { sectors, activities, conditions } = published?.standard ?? { sectors: [], activities: [], conditions: [] };
	return { sectors, activities, conditions };
}

/** Label of each code. */
export async function termLabels(db: Database | Transaction): Promise<Readonly<Record<string, string>>> {
	const { sectors, activities, conditions } = await profileTerms(db);
	return Object.fromEntries([...sectors, ...activities, ...conditions].map(({ code, label }) => [code, label]));
}

export function termCodes({ sectors, activities, conditions }: ProfileTerms): IdentityTerms {
	const codes = (terms: readonly Term[]) => terms.map(({ code }) => code);
	return { sectors: codes(sectors), activities: codes(activities), conditions: codes(conditions) };
}
