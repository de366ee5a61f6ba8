/** Where a person sees where they are signed in, and signs out elsewhere. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { AccountPage } from "~/components/access/account-page";

export const loader = guarded("self", async () => json(null));

export default function AccountSessions() {
	return <AccountPage current="sessions">{null}</AccountPage>;
}
