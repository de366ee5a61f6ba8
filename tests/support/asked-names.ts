/**
 * Owns which names of form fields and of search parameters the source of a route asks for, in its own file and in the modules
 * it imports that read forms and addresses.
 */
import { appSources, read } from "../architecture/source-files";

export interface AskedNames {
	readonly fields: readonly string[];
	readonly search: readonly string[];
}

/** `file`: as app/routes.ts says it. */
export function askedNames(file: string): AskedNames {
	const route = `app/${file}`;
	// A page shown at a second address takes its forms at its own.
	const elsewhere = (one: string) => one.startsWith("app/routes/") && /^export const action\b/m.test(read(one));
	const reading = importsOf(route).filter(
		(one) => /[fF]ormData\b|[sS]earchParams/.test(read(one)) && !/\.server\./.test(one) && !elsewhere(one),
	);
	const asked = [route, ...reading].map((one) => namesIn(one));
	return {
		fields: unique([...asked.flatMap(({ fields }) => fields), ...wholeForm(route)]),
		search: unique(asked.flatMap(({ search }) => search)),
	};
}

function namesIn(file: string): AskedNames {
	const source = read(file);
	// Functions that ask under the name they are given: `const field = (name) => … form.get(name)`.
	const wrappers = [...source.matchAll(/const (\w+) = \((?:name|key)\b[^)]*\)[^=]*=>(?=([\s\S]{0,90}))/g)];
	const wrapped = (of: RegExp) =>
		wrappers
			.filter(([, , body = ""]) => of.test(body))
			.flatMap(([, name]) => [...source.matchAll(new RegExp(`\\b${name}\\("([^"]+)"\\)`, "g"))]);
	const direct = [
		...source.matchAll(/(?:\bform|formData\(\)\))\.(?:get|getAll|has)\("([^"]+)"\)/g),
		...[...source.matchAll(/\[((?:"\w+",? ?)+)\]\.map\(\(name\) => form\.get\(name\)\)/g)].flatMap(([, list = ""]) => [
			...list.matchAll(/"(\w+)"/g),
		]),
	];
	const families = source.matchAll(/name\.startsWith\("(\w+-)"\)|form\.get\(`(\w+-)\$\{/g);
	return {
		fields: [
			...[...direct, ...wrapped(/\bform\./)].map(([, name = ""]) => name),
			...[...families].map(([, one, other]) => `${one ?? other}*`),
		],
		search: [
			...source.matchAll(/(?:[sS]earchParams(?:\(\)\[0\])?|\bsearch|\bquery|\basked)\.(?:get|has)\("([^"]+)"\)/g),
			...source.matchAll(/searchParams\.set\("([^"]+)"/g),
			...wrapped(/[sS]earch(Params)?\./),
		].map(([, name = ""]) => name),
	};
}

/** A form that is handed over whole is read by the zod schema of the service. */
function wholeForm(route: string): string[] {
	if (!/Object\.fromEntries\(await request\.formData\(\)\)/.test(read(route))) return [];
	const schemas = importsOf(route).flatMap((file) => [...read(file).matchAll(/\bform = z\.\w+\(\{([\s\S]*?)\}\);/g)]);
	if (schemas.length === 0) throw new Error(`${route} hands its form over to no schema`);
	return schemas.flatMap(([, keys = ""]) => [...keys.matchAll(/(\w+): z\./g)].map(([, key = ""]) => key));
}

function importsOf(file: string): string[] {
	const folder = file.slice(0, file.lastIndexOf("/"));
	return [...read(file).matchAll(/from "(~|\.)\/([^"]+)"/g)].flatMap(([, from, name]) => {
		const path = from === "~" ? `app/${name}` : `${folder}/${name}`;
		return [`${path}.ts`, `${path}.tsx`].filter((one) => appSources.includes(one));
	});
}

/** Places that read a form or an address in a way this list would not see. */
export function unseenReadings(): string[] {
	return appSources.flatMap((file) =>
		[...read(file).matchAll(/(?:\bform|formData\(\)\)|[sS]earchParams)\.(?:get|getAll|has)\(([^")][^)]*)\)/g)]
			.map(([, argument = ""]) => argument)
			.filter((argument) => !/^(name|key|`\w+-\$\{\w+\}`)$/.test(argument))
			.map((argument) => `${file}: ${argument}`),
	);
}

const unique = (names: readonly string[]) => [...new Set(names)].sort();
