/** Where a session that owes its second factor gives it. */
import { openDoor } from "~/auth/guarded.server";
import { LonePage } from "~/components/layout/lone-page";

export const loader = openDoor("how one becomes somebody", async () => null);

export default function SecondFactor() {
	return <LonePage title="Vérification">{null}</LonePage>;
}
