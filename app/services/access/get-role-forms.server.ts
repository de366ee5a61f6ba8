/** What the forms about somebody's roles and accreditation need. */
import { asc } from "drizzle-orm";
import { cooperatives } from "~/db/schema/cooperative.server";
import { can } from "~/domain/access/can";
import { COOPERATIVE_ROLES, ROLES, type Role } from "~/domain/access/roles";
import { plain } from "../cooperative/plain-name.server";
import { authorise, type UseCase } from "../use-case.server";
import { accreditationSeen, findAccreditation } from "./accredit-auditor.server";
import { loadRoleOf, mandateSeen } from "./change-role.server";
import { knownDomains } from "./get-team.server";
import { loadPerson } from "./load-person.server";
import { checkHolders } from "./role-rows.server";

/** For whoever may read people: the roles this one may give. */
export async function getGrantForm(useCase: UseCase, userId: string) {
	const { person } = await loadPerson(useCase, userId);
	return { person: { id: person.id, name: person.name }, ...(await roleChoices(useCase)) };
}

export async function getInvitePersonForm(useCase: UseCase) {
	authorise(useCase.actor, "person.list", null);
	return roleChoices(useCase);
}

async function roleChoices(useCase: UseCase) {
	return {
		offered: rolesOffered(useCase),
		cooperatives: await listCooperativeNames(useCase),
		known: await knownDomains(useCase),
	};
}

function rolesOffered({ actor }: UseCase): readonly Role[] {
	const within = (role: Role) => COOPERATIVE_ROLES.some((own) => own === role);
	return ROLES.filter((role) => can(actor, "role.grant", { role, cooperativeId: within(role) ? "any" : null }));
}

function listCooperativeNames({ db }: UseCase) {
	return db
		.select({ id: cooperatives.id, name: cooperatives.name })
		.from(cooperatives)
		.orderBy(asc(plain(cooperatives.name)), asc(cooperatives.code));
}

export async function getRole(useCase: UseCase, userId: string, grantId: string) {
	const grant = await loadRoleOf(useCase, userId, grantId);
	const { person } = await loadPerson(useCase, userId);
	const holders = await checkHolders(useCase.db, grant, null, useCase.now);
	const isOwn = grant.role === "admin" && userId === useCase.actor.userId;
	return {
		person: { id: person.id, name: person.name },
		grantId,
		role: grant.role,
		cooperativeId: grant.cooperativeId,
		startsOn: grant.startsOn ?? "",
		endsOn: grant.endsOn ?? "",
		seen: mandateSeen(grant),
		/** Why this person must keep their role, if they must. */
		kept: isOwn ? ("OWN_ADMINISTRATION" as const) : holders.ok ? null : holders.reason,
	};
}

export async function getAccreditationForm(useCase: UseCase, userId: string) {
	authorise(useCase.actor, "auditor.accredit", null);
	const { person, resource } = await loadPerson(useCase, userId);
	const accreditation = await findAccreditation(useCase.db, userId);
	return {
		person: { id: person.id, name: person.name },
		isAuditor: resource.roles.includes("auditor"),
		accreditation,
		seen: accreditationSeen(accreditation),
		cooperatives: await listCooperativeNames(useCase),
	};
}
