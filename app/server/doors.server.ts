/** Owns the last look at the doors: every loader and action of the build declares its policy, or the build fails and the server does not start. */
import type { ServerBuild } from "@remix-run/node";

export class UndeclaredDoorError extends Error {
	constructor(doors: readonly string[]) {
		super(
			`Ces portes ne déclarent aucune règle d’accès : ${doors.join(", ")}. ` +
				"Chaque loader et chaque action passe par guarded(…) ou openDoor(…) (app/auth/guarded.server.ts).",
		);
	}
}

type Routes = ServerBuild["routes"];

/** `routes/access/home loader`, for each door without a policy. */
export function undeclaredDoors(routes: Routes): readonly string[] {
	return Object.values(routes).flatMap((route) => {
		const { loader, action } = route?.module ?? {};
		return [
			...(loader && !declares(loader) ? [`${route?.id} loader`] : []),
			...(action && !declares(action) ? [`${route?.id} action`] : []),
		];
	});
}

export function requireDeclaredDoors(routes: Routes): void {
	const undeclared = undeclaredDoors(routes);
	if (undeclared.length > 0) throw new UndeclaredDoorError(undeclared);
}

function declares(door: unknown): boolean {
	const { policy } = door as { policy?: unknown };
	return typeof policy === "string" || (Array.isArray(policy) && policy.length > 0);
}
