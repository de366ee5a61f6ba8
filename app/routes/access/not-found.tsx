/** Any address the table does not know. */
import { openDoor } from "~/auth/guarded.server";

const nowhere = async () => {
	throw new Response("Introuvable", { status: 404 });
};

export const loader = openDoor("an address that leads nowhere", nowhere);
export const action = openDoor("an address that leads nowhere", nowhere);

export default function NotFound() {
	return null;
}
