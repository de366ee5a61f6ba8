/** Owns the threads that wait for the person on their home page, until they are resolved. Nothing when none does. */
import { paths } from "~/paths";
import { ERASED } from "../journal/erased";
import { Link } from "../layout/link";
import { formatDateTime } from "../text/format";

export interface Mention {
	readonly assessmentId: string;
	readonly year: number;
	readonly criterionId: string;
	readonly threadId: string;
	readonly at: string;
	readonly by: string | null;
}

export function MentionList({ mentions }: { mentions: readonly Mention[] }) {
	if (mentions.length === 0) return null;
	return (
		<div>
			<h3>On vous a mentionné</h3>
			<ol className="tasks plain-list">
				{mentions.map(({ assessmentId, year, criterionId, threadId, at, by }) => (
					<li key={threadId}>
						<Link href={paths.assessments.thread(assessmentId, criterionId, threadId)}>
							{`${criterionId}, échange de ${year}`}
						</Link>
						<span>{`${by ?? ERASED}, ${formatDateTime(at)}`}</span>
					</li>
				))}
			</ol>
		</div>
	);
}
