/** Owns an answer as it was seen on a page: what a gesture on several answers at once bears on, and what takes it back. */

/** One answer at one version: `JUR-01:3`. Version 0: nothing was recorded yet. */
export interface SeenAnswer {
	readonly criterionId: string;
	readonly version: number;
}

const SEEN = /^([A-Z]{2,6}-\d{1,4}):(0|[1-9]\d{0,8})$/;

export function writeSeen({ criterionId, version }: SeenAnswer): string {
	return `${criterionId}:${version}`;
}

/** What can't be read is left out. */
export function readSeen(texts: readonly string[]): readonly SeenAnswer[] {
	return texts.flatMap((text) => {
		const [, criterionId, version] = SEEN.exec(text) ?? [];
		return criterionId && version ? [{ criterionId, version: Number(version) }] : [];
	});
}
