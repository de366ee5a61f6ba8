/** Where a person takes away a copy of their own data. */
import { json } from "@remix-run/node";
import { guarded } from "~/auth/guarded.server";
import { AccountPage } from "~/components/access/account-page";

export const loader = guarded("self", async () => json(null));

export default function AccountData() {
	return <AccountPage current="ownData">{null}</AccountPage>;
}
