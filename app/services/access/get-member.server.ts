/** One person of a cooperative's team, for whoever manages it: role, domains, and what leaving would change. */
import { leftToManagers, memberState, takeOver } from "~/domain/access/entrusted-domains";
import { mandateState } from "~/domain/access/mandate";
import { dayInParis } from "~/domain/calendar-day";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { getTeamCooperative, knownDomains } from "./get-team.server";
import { isAtWork, listTeam, type TeamRow } from "./list-team.server";
import { checkHolders, loadRole } from "./role-rows.server";

/** Throws NotFoundError for a role of another cooperative, and for one that is over. */
export async function loadMember(useCase: UseCase, cooperativeId: string, grantId: string) {
	const cooperative = await getTeamCooperative(useCase, cooperativeId);
	authorise(useCase.actor, "team.manage", { cooperativeId }, ["team.read", { cooperativeId }]);
	const loaded = await loadRole(useCase.db, grantId);
	const { grant } = loaded;
	const over = mandateState(grant, dayInParis(useCase.now)) === "ended";
	if (grant.cooperativeId !== cooperativeId || over) throw new NotFoundError(grantId);
	const role = grant.role === "manager" ? ("manager" as const) : ("contributor" as const);
	return { ...loaded, role, cooperative };
}

export async function getMember(useCase: UseCase, cooperativeId: string, grantId: string) {
	return seenMember(useCase, await loadMember(useCase, cooperativeId, grantId));
}

async function seenMember(useCase: UseCase, loaded: Awaited<ReturnType<typeof loadMember>>) {
	const { grant, name, role, cooperative } = loaded;
	const holders = await checkHolders(useCase.db, grant, null, useCase.now);
	return {
		cooperative,
		grantId: grant.id,
		name,
		role,
		domains: grant.domains,
		seen: memberState(grant.role, grant.domains),
		isSelf: grant.userId === useCase.actor.userId,
		known: await knownDomains(useCase),
		/** Why this person must keep their role, if they must. */
		kept: holders.ok ? null : holders.reason,
	};
}

/** What leaving changes, seen before it is confirmed. `handTo` is the role of the contributor who takes the domains over. */
export async function getDeparture(useCase: UseCase, cooperativeId: string, grantId: string, handTo: string) {
	const loaded = await loadMember(useCase, cooperativeId, grantId);
	const { grant } = loaded;
	const member = await seenMember(useCase, loaded);
	const known = member.known.map(({ code }) => code);
	const others = (await listTeam(useCase.db, cooperativeId, useCase.now)).filter((one) => one.grantId !== grantId);
	const contributors = others.filter((one) => one.role === "contributor" && isAtWork(one, useCase.now));
	const receiver = contributors.find((one) => one.grantId === handTo) ?? null;
	const contributes = member.role === "contributor";
	const after = receiver && takeOver(receiver.domains, grant.domains, known);
	const staying = contributors.map((one) => (one === receiver ? { ...one, domains: after } : one));
	return {
		...member,
		candidates: contributes
			? contributors.map(({ grantId: id, name, domains }) => ({ grantId: id, name, domains }))
			: [],
		receiver: receiver && contributes ? { grantId: receiver.grantId, name: receiver.name, after } : null,
		/** The address names somebody who cannot take the domains over. */
		unknownReceiver: handTo !== "" && receiver === null,
		leftToManagers: contributes ? leftToManagers(grant.domains, staying, known) : [],
		managers: managersOf(others, useCase.now).map(({ name }) => name),
	};
}

function managersOf(team: readonly TeamRow[], now: Date): readonly TeamRow[] {
	return team.filter((one) => one.role === "manager" && isAtWork(one, now));
}
