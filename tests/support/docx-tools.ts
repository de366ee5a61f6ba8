/** Owns what other programs read in a word processor's file: unpacked by unzip, each part judged by an XML parser (libxml2). */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { installPackages } from "./install-packages";

export interface ReadDocx {
	readonly text: string;
	readonly header: string;
	readonly footer: string;
	readonly language: string;
	readonly tables: readonly { readonly headed: boolean; readonly caption: string }[];
	/** What each picture says; each is in the file. */
	readonly pictures: readonly string[];
	/** Texts of the paragraphs of that style. */
	readonly styled: (style: string) => readonly string[];
	/** Rank of that style in the outline. */
	readonly outline: (style: string) => string;
}

/** Throws when it is no archive, or when one of its parts is no XML. */
export function readDocx(bytes: Buffer): ReadDocx {
	const missing = [
		["unzip", "unzip"],
		["xmllint", "libxml2-utils"],
	].flatMap(([tool = "", name = ""]) => (spawnSync(tool, ["--version"]).error ? [name] : []));
	if (missing.length > 0) installPackages(missing);
	const folder = mkdtempSync(path.join(os.tmpdir(), "label-cae-docx-"));
	try {
		writeFileSync(path.join(folder, "file.docx"), bytes);
		run("unzip", ["-q", "file.docx"], folder);
		const parts = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
			/\.(xml|rels)$/.test(name),
		);
		run("xmllint", ["--noout", ...parts], folder);
		const part = (name: string) => readFileSync(path.join(folder, "word", `${name}.xml`), "utf8");
		const [document, styles] = [part("document"), part("styles")];
		for (const [, id] of document.matchAll(/r:embed="i(\d+)"/g))
			readFileSync(path.join(folder, `word/media/${id}.png`));
		return {
			text: textOf(document),
			header: textOf(part("header")).trim(),
			footer: textOf(part("footer")),
			language: /<w:docDefaults>.*<w:lang w:val="([^"]+)"/s.exec(styles)?.[1] ?? "",
			tables: [...document.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => ({
				headed: /<w:tr><w:trPr>(?:<[^>]+>)*<w:tblHeader\/>/.test(table),
				caption: /<w:tblCaption w:val="([^"]*)"/.exec(table)?.[1] ?? "",
			})),
			pictures: [...document.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map(([, said = ""]) => plain(said)),
			styled: (style) =>
				[...document.matchAll(/<w:p>.*?<\/w:p>/gs)]
					.filter(([one]) => one.includes(`<w:pStyle w:val="${style}"/>`))
					.map(([one]) => textOf(one)),
			outline: (style) =>
				new RegExp(`w:styleId="${style}".*?<w:outlineLvl w:val="(\\d)"/>`, "s").exec(styles)?.[1] ?? "",
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function run(tool: string, options: readonly string[], cwd: string): void {
	const { status, stderr } = spawnSync(tool, options, { cwd, encoding: "utf8" });
	if (status !== 0) throw new Error(`${tool}: ${stderr}`);
}

function textOf(xml: string): string {
	return plain(xml.replace(/<w:br\/>/g, "\n").replace(/<[^>]+>/g, ""));
}

function plain(text: string): string {
	return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
