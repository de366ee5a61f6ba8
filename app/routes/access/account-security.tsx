/** A person's own means of signing in: password, second factor, passkeys, recovery codes. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { PageHeader } from "~/components/layout/page-header";

export const loader = guarded("self", async () => json(null), { beforeSecondFactor: true });

export default function AccountSecurity() {
	return <PageHeader title="Votre sécurité" />;
}
