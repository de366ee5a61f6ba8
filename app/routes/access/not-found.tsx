/** Any address the table does not know. */
export function loader() {
	throw new Response("Introuvable", { status: 404 });
}

export default function NotFound() {
	return null;
}
