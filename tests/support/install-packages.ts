/** Owns the installation of Debian packages that a suite can't do without. */
import { spawnSync } from "node:child_process";
import process from "node:process";

/** Installs as root or through sudo, without starting any service. Throws with the command to type when it can't. */
export function installPackages(names: readonly string[], before = "true"): void {
	const command = [
		"set -e",
		"export DEBIAN_FRONTEND=noninteractive",
		before,
		"apt-get update -qq",
		`apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold ${names.join(" ")}`,
	].join("\n");
	const root = process.getuid?.() === 0;
	const [program, ...prefix] = root ? ["sh"] : ["sudo", "-n", "sh"];
	const done = spawnSync(program as string, [...prefix, "-c", command], { encoding: "utf8" });
	if (done.status === 0) return;
	const why = done.error?.message ?? `${done.stdout}\n${done.stderr}`.trim().split("\n").slice(-8).join("\n");
	throw new Error(`Paquets introuvables : lancez « apt-get install ${names.join(" ")} ».\n${why}`);
}
