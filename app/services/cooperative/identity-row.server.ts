/** Owns how an identity is laid in the table and told in the journal, and which of its codes another cooperative holds. */
import type { cooperatives } from "~/db/schema/cooperative.server";
import type { CooperativeIdentity, IdentityField, IdentityMistake } from "~/domain/cooperative/identity";

type Row = typeof cooperatives.$inferSelect;

/** What the form may refuse: mistakes it can tell alone, and what only the database knows. */
export interface RefusedField {
	readonly field: IdentityField | "headcount";
	readonly reason: IdentityMistake | "CODE_TAKEN" | "SIREN_TAKEN" | "INVALID_HEADCOUNT";
}

export function identityColumns(identity: CooperativeIdentity, headcount: number) {
	const { sectors, activities, conditions, ...columns } = identity;
	return {
		...columns,
		profile: { sectors: [...sectors], activities: [...activities], conditions: [...conditions], headcount },
	};
}

/** A row as the form reads it. */
export function identityOf(row: Row): CooperativeIdentity {
	const { code, name, siren, region, department, regionalAssociation, groupName, mainSector, enrolledOn, memberSince } =
		row;
	const { sectors, activities, conditions } = row.profile;
	return {
		code,
		name,
		siren,
		legalForm: row.legalForm as CooperativeIdentity["legalForm"],
		region,
		department,
		regionalAssociation,
		groupName,
		mainSector,
		sectors,
		activities,
		conditions,
		enrolledOn,
		memberSince,
	};
}

/** Which unique code the database refused, if that is what the error says; null for any other error. */
export function takenField(error: unknown): RefusedField | null {
	const cause = (error as { cause?: { code?: string; constraint?: string; constraint_name?: string } } | null)?.cause;
	if (cause?.code !== "23505") return null;
	const constraint = cause.constraint ?? cause.constraint_name ?? "";
	if (constraint.includes("siren")) return { field: "siren", reason: "SIREN_TAKEN" };
	return constraint.includes("code") ? { field: "code", reason: "CODE_TAKEN" } : null;
}
