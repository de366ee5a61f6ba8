/** Owns what the cooperative declared for one criterion: read-only, always beside what the audit retains. */
import type { Level } from "~/domain/standard/standard";
import { LevelMark } from "../display/level-mark";
import { Printed } from "../text/printed";

export type DeclaredValue = Level | "notApplicable" | null;

export function DeclaredAnswer({
	value,
	scale,
	hasComment,
	comment,
	reason,
}: {
	value: DeclaredValue;
	scale: readonly { readonly level: Level; readonly label: string }[];
	hasComment: boolean;
	/** Undefined while the page comes alive: what the server printed stays. */
	comment: string | undefined;
	reason: string | undefined;
}) {
	return (
		<div className="criterion-aside declared">
			<h4>Déclaré par la CAE</h4>
			<p className="declared-level">
				{value === "notApplicable" ? (
					"Non applicable"
				) : value === null ? (
					"Sans réponse"
				) : (
					<>
						<LevelMark level={value} /> {scale[value]?.label}
					</>
				)}
			</p>
			{value === "notApplicable" && <Printed as="p" className="pre-line" text={reason} />}
			{hasComment && <Printed as="p" className="declared-comment" text={comment} />}
		</div>
	);
}
