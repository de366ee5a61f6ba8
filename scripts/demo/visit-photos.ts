/** Owns the photos that the demonstration's auditors took on site: drawn here, nobody on them, the same bytes each time. */
import { createHash } from "node:crypto";
import { cooperativeId } from "./assessments";
import type { BuiltAudit } from "./audits";
import { atWork, uuidOf } from "./deterministic";
import { drawScene, type Scene } from "./drawn-scene";

/** A register open on a table, the last line still blank. */
const REGISTER: Scene = {
	background: "#8a6a4a",
	shapes: [
		[60, 50, 520, 390, "#24433f"],
		[74, 62, 246, 366, "#f4ead2"],
		[322, 62, 246, 366, "#faf3e1"],
		[316, 62, 8, 366, "#c9b994"],
		[130, 62, 2, 366, "#b5553f"],
		[378, 62, 2, 366, "#b5553f"],
		...Array.from({ length: 11 }, (_, line) => [86, 92 + line * 30, 36, 8, "#3d4c5c"] as const),
		...Array.from({ length: 11 }, (_, line) => [142, 92 + line * 30, 110 + ((line * 37) % 55), 8, "#3d4c5c"] as const),
		...Array.from({ length: 8 }, (_, line) => [334, 92 + line * 30, 36, 8, "#3d4c5c"] as const),
		...Array.from({ length: 8 }, (_, line) => [390, 92 + line * 30, 100 + ((line * 53) % 65), 8, "#3d4c5c"] as const),
	],
};

/** Binders on two shelves, one of them pulled out. */
const BINDERS: Scene = {
	background: "#d9d2c3",
	shapes: [
		[30, 30, 580, 12, "#7d6248"],
		[30, 232, 580, 14, "#7d6248"],
		[30, 440, 580, 14, "#7d6248"],
		...["#2f5d62", "#2f5d62", "#2f5d62", "#8a3f3a", "#8a3f3a", "#4d4a6b", "#4d4a6b", "#6b6f3a"].flatMap(
			(colour, binder) => [
				[48 + binder * 68, 52, 58, 180, colour] as const,
				[58 + binder * 68, 76, 38, 60, "#fbf8ef"] as const,
				[66 + binder * 68, 90, 22, 6, "#38424a"] as const,
				[66 + binder * 68, 104, 16, 6, "#38424a"] as const,
			],
		),
		...["#6b6f3a", "#6b6f3a", "#2f5d62", "#2f5d62", "#8a3f3a"].flatMap((colour, binder) => {
			const top = binder === 3 ? 284 : 256;
			return [
				[48 + binder * 68, top, 58, 184, colour] as const,
				[58 + binder * 68, top + 24, 38, 60, "#fbf8ef"] as const,
				[66 + binder * 68, top + 38, 22, 6, "#38424a"] as const,
			];
		}),
		[420, 330, 170, 110, "#efe6d2"],
		[420, 330, 170, 18, "#c9b994"],
	],
};

/** A noticeboard: six sheets of paper, each held by a pin. */
const BOARD: Scene = {
	background: "#e6e1d6",
	shapes: [
		[40, 40, 560, 400, "#6f5237"],
		[54, 54, 532, 372, "#b98f5e"],
		...[0, 1, 2, 3, 4, 5].flatMap((sheet) => {
			const [left, top] = [78 + (sheet % 3) * 172, 76 + Math.floor(sheet / 3) * 178];
			const paper = ["#fffdf6", "#f7efc8", "#fffdf6", "#dfeadf", "#fffdf6", "#f6dfd6"][sheet] ?? "#fffdf6";
			return [
				[left, top, 140, 154, paper] as const,
				[left + 16, top + 24, 90, 12, "#24433f"] as const,
				...[0, 1, 2, 3].map((line) => [left + 16, top + 52 + line * 20, 108 - line * 13, 6, "#5a6570"] as const),
				[left + 66, top + 6, 8, 8, "#b23b2e"] as const,
			];
		}),
	],
};

/** Visit, criterion, what is seen, and on which day of the visit; the visit under way began by a day of reading. */
const PLANNED: readonly (readonly [key: string, code: string, criterionId: string, scene: Scene, takenOn: string])[] = [
	["registre", "DEMO-26", "JUR-06", REGISTER, "2026-11-19"],
	["classeurs", "DEMO-26", "FIN-01", BINDERS, "2026-11-19"],
	["registre-demo-12", "DEMO-12", "JUR-06", REGISTER, "2026-11-04"],
	["panneau-demo-12", "DEMO-12", "RHU-08", BOARD, "2026-11-05"],
	["panneau-demo-10", "DEMO-10", "RHU-08", BOARD, "2026-11-18"],
];

export interface DrawnPhoto {
	readonly key: string;
	readonly code: string;
	readonly criterionId: string;
	readonly takenOn: string;
	readonly bytes: Buffer;
	readonly sha256: string;
}

export async function drawVisitPhotos(): Promise<readonly DrawnPhoto[]> {
	const drawn = new Map<Scene, Buffer>();
	for (const scene of [REGISTER, BINDERS, BOARD]) drawn.set(scene, await drawScene(scene));
	return PLANNED.map(([key, code, criterionId, scene, takenOn]) => {
		const bytes = drawn.get(scene) ?? Buffer.alloc(0);
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		return { key, code, criterionId, takenOn, bytes, sha256 };
	});
}

/** By whoever recorded the level of that criterion, at that moment of the day. */
export function takenPhotos(audits: readonly BuiltAudit[], photos: readonly DrawnPhoto[]) {
	return photos.flatMap(({ key, code, criterionId, takenOn, bytes, sha256 }) => {
		const audit = audits.find(({ visit }) => visit.code === code && visit.endsOn >= takenOn);
		if (!audit) return [];
		const recorded = audit.observations.find((row) => row.criterionId === criterionId);
		const takenAt = atWork(takenOn, code, criterionId, "photo");
		return {
			...{ id: uuidOf("photo", key), cooperativeId: cooperativeId(code), auditId: audit.id, criterionId },
			...{ mediaType: "image/png", size: bytes.length, sha256, takenAt, addedAt: takenAt },
			addedBy: recorded?.recordedBy ?? audit.team.lead.id,
		};
	});
}
