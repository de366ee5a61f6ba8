/** Owns the document of the frame that draws a PDF, and the policy it is served under: its own script, bytes it is given, nothing else. */
import { createHash } from "node:crypto";
import script from "./preview-frame.js?raw";

const STYLE = [
	"html{background:#ece7da;color:#15302f}",
	"body{margin:0}",
	"#page{padding:16px;display:flow-root;width:max-content;min-width:100%;box-sizing:border-box}",
	"canvas{display:block;margin:0 auto;background:#fff}",
	"#words{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);margin:0}",
].join("");

export const PREVIEW_FRAME = `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Aperçu d’un document</title><style>${STYLE}</style></head>
<body><main tabindex="0" aria-label="Page du document"><div id="page"></div><p id="words"></p></main>
<script type="module">${script}</script></body></html>
`;

/** The drawing library comes as bytes, hence `blob:`; it unpacks some images by compiled code. No `connect-src`: no network at all. */
export const PREVIEW_POLICY = [
	"default-src 'none'",
	`script-src '${hashOf(script)}' blob: 'wasm-unsafe-eval'`,
	"worker-src blob:",
	`style-src '${hashOf(STYLE)}'`,
	"img-src blob: data:",
	"font-src blob: data:",
	"form-action 'none'",
	"base-uri 'none'",
	"frame-ancestors 'self'",
	"sandbox allow-scripts",
].join("; ");

function hashOf(text: string): string {
	return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
