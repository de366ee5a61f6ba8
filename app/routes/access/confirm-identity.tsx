/** Proves again who is there, before a sensitive change. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { PageHeader } from "~/components/layout/page-header";

export const loader = guarded("self", async () => json(null), { beforeSecondFactor: true });

export default function ConfirmIdentity() {
	return <PageHeader title="Confirmez que c’est vous" />;
}
