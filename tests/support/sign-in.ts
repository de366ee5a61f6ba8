/** Builders of a sign-in: a person with a password, and where a try comes from. */
import { randomUUID } from "node:crypto";
import type { Database } from "~/db/client.server";
import type { RoleGrant } from "~/domain/access/roles";
import type { Arrival } from "~/services/access/arrival";
import { createUser } from "~/services/access/create-user.server";
import { createSecrets } from "~/services/access/secrets.server";
import type { SignInContext } from "~/services/access/sign-in.server";
import { ARRIVAL, NOW } from "./world";

export const PASSWORD = "une phrase de passe";

export const SECRETS = createSecrets(Buffer.alloc(32, "clé d’essai"));

export async function createPerson(
	db: Database,
	grants: readonly RoleGrant[] = [],
	email = `personne-${randomUUID().slice(0, 8)}@test.example`,
) {
	const created = await createUser(db, { email, name: "Camille", password: PASSWORD, grants }, NOW);
	if (!created.ok) throw new Error(created.reason);
	return { userId: created.value.userId, email };
}

/** A try to sign in from some browser and network. */
export function from(
	db: Database,
	where: Partial<Arrival> & { readonly deviceTokens?: readonly string[] } = {},
): SignInContext {
	const { deviceTokens = [], ...arrival } = where;
	return { db, secrets: SECRETS, arrival: { ...ARRIVAL, ...arrival }, deviceTokens };
}
