/** Owns the order of version numbers: 2.0 comes before 10.0. */

/** Negative when `a` comes before `b`. Both have the form `2.0`. */
export function compareVersions(a: string, b: string): number {
	const [majorA = 0, minorA = 0] = a.split(".").map(Number);
	const [majorB = 0, minorB = 0] = b.split(".").map(Number);
	return majorA - majorB || minorA - minorB;
}

const NUMBER = /^\d{1,4}\.\d{1,4}$/;

export function isVersionNumber(text: string): boolean {
	return NUMBER.test(text);
}

/** The same, for the name of a folder: what is no number comes last. */
export function byVersion(a: string, b: string): number {
	const [isA, isB] = [isVersionNumber(a), isVersionNumber(b)];
	if (isA && isB) return compareVersions(a, b);
	if (isA !== isB) return isA ? -1 : 1;
	return a < b ? -1 : a > b ? 1 : 0;
}
