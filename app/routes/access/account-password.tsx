/** Where a person changes their password. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { AccountPage } from "~/components/access/account-page";

export const loader = guarded("self", async () => json(null));

export default function AccountPassword() {
	return <AccountPage current="password">{null}</AccountPage>;
}
