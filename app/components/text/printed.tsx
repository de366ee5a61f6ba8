/**
 * A text that the server printed into the page and that the browser does not receive a second time: while the page comes
 * alive `text` is undefined and what is printed stays; after a navigation `text` is there as usual.
 */
import { frenchTypography } from "./french";

interface PrintedProps {
	readonly text: string | undefined;
	readonly as?: "span" | "p" | "h3" | "li";
	readonly className?: string;
	readonly id?: string;
}

export function Printed({ text, as: Tag = "span", className, id }: PrintedProps) {
	const html = text === undefined ? "" : escapeHtml(frenchTypography(text));
	return (
		<Tag
			id={id}
			className={className}
			suppressHydrationWarning
			// biome-ignore lint/security/noDangerouslySetInnerHtml: escaped just above; keeps what the server printed
			dangerouslySetInnerHTML={{ __html: html }}
		/>
	);
}

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(text: string): string {
	return text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
}
