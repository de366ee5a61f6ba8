/**
 * `node scripts/support/complete-lock.mjs`, after every `npm install`: adds to package-lock.json the optional packages of
 * other platforms that the registry at hand did not serve. Without them `npm ci` refuses the lock.
 */
import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(FILE, "utf8"));
const added = [];

for (const [where, { optionalDependencies = {}, dev }] of Object.entries({ ...lock.packages })) {
	for (const [name, version] of Object.entries(optionalDependencies)) {
		const key = `node_modules/${name}`;
		if (lock.packages[key] || lock.packages[`${where}/${key}`]) continue;
		const os = /-(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-/.exec(name)?.[1];
		const cpu = /-(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)(-|$)/.exec(name)?.[1];
		if (!os || !cpu || !/^\d+\.\d+\.\d+$/.test(version)) {
			throw new Error(
				`${where} wants ${name}@${version}: this is no exact package of one platform, complete it by hand.`,
			);
		}
		const libc = os !== "linux" ? undefined : /musl/.test(name) ? ["musl"] : /-gnu/.test(name) ? ["glibc"] : undefined;
		lock.packages[key] = { version, cpu: [cpu], ...(dev && { dev }), ...(libc && { libc }), optional: true, os: [os] };
		added.push(`${name}@${version}`);
	}
}

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? "package-lock.json is complete." : `Added to package-lock.json: ${added.join(", ")}.`);
