/** Owns the scripts of worker threads: what Vite does with an import that ends in `?thread`. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

const alias = { "~": fileURLToPath(new URL("../../app", import.meta.url)) };

/** `import script from "./x?thread"`: the file and what it imports of ours, as the text of a worker thread's script. */
export function threadScripts(): Plugin {
	const asked = /\?thread$/;
	return {
		name: "thread-scripts",
		enforce: "pre",
		async resolveId(source, importer) {
			if (!asked.test(source) || !importer) return null;
			return path.resolve(path.dirname(importer), `${source.replace(asked, "")}.ts?thread`);
		},
		async load(id) {
			if (!asked.test(id)) return null;
			const entry = id.replace(asked, "");
			const built = await build({
				configFile: false,
				logLevel: "error",
				resolve: { alias },
				build: {
					write: false,
					ssr: entry,
					target: "es2022",
					rollupOptions: { output: { format: "cjs", inlineDynamicImports: true } },
				},
			});
			const [result] = Array.isArray(built) ? built : [built];
			const chunk = result && "output" in result ? result.output[0] : undefined;
			if (!chunk) throw new Error(`no script for ${entry}`);
			return `export default ${JSON.stringify(chunk.code)};`;
		},
	};
}
