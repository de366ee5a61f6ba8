/** Owns what other programs read in a PDF (poppler): its text, its tags, its fonts, its facts. */
import { spawnSync } from "node:child_process";
import { installPackages } from "./install-packages";

export interface ReadPdf {
	/** Page by page. */
	readonly pages: readonly string[];
	/** The tree of its tags, with what they say. */
	readonly structure: string;
	readonly info: string;
	readonly fonts: string;
}

export function readPdf(bytes: Buffer): ReadPdf {
	if (spawnSync("pdftotext", ["-v"]).error) installPackages(["poppler-utils"]);
	return {
		pages: run("pdftotext", ["-raw", "-", "-"], bytes).split("\f").slice(0, -1),
		structure: run("pdfinfo", ["-struct-text", "-"], bytes),
		info: run("pdfinfo", ["-"], bytes),
		fonts: run("pdffonts", ["-"], bytes),
	};
}

function run(tool: "pdftotext" | "pdfinfo" | "pdffonts", options: readonly string[], input: Buffer): string {
	const { status, stdout, stderr } = spawnSync(tool, options, { input, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
	if (status !== 0) throw new Error(`${tool}: ${stderr}`);
	return stdout;
}
