/** Owns a move made to a newer version: when, by whom, what is left to do, until when it can be undone, and the old answers. */
import type { UpgradePreview } from "~/domain/assessment/describe-upgrade";
import { undoUpgradeRefusals } from "~/messages.upgrade.fr";
import { Button } from "../form/button";
import { Section } from "../layout/section";
import { formatCount, formatDate, formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";
import { type ProposedIn, ToConfirmLinks } from "./to-confirm-links";
import { GivenAnswer } from "./told-answers";
import { UpgradeCounts } from "./upgrade-preview";

export interface Move {
	readonly id: string;
	/** e.g. `1.0`. */
	readonly from: string;
	readonly to: string;
	/** ISO instants. */
	readonly appliedAt: string;
	readonly undoneAt: string | null;
	readonly appliedBy: string | null;
	readonly undoneBy: string | null;
	/** Whether the draft is still where this move took it. */
	readonly stands: boolean;
	readonly undo: "OPEN" | keyof typeof undoUpgradeRefusals;
	/** Last day on which it can be undone, YYYY-MM-DD. */
	readonly until: string;
	readonly since: { readonly profile: boolean; readonly criterionIds: readonly string[] };
	/** What it changed; null once undone. */
	readonly told: UpgradePreview | null;
}

export function UpgradeMove({
	assessmentId,
	move,
	proposedIn,
	mayUndo,
}: {
	assessmentId: string;
	move: Move;
	proposedIn: readonly ProposedIn[];
	mayUndo: boolean;
}) {
	const { told, stands } = move;
	return (
		<Section
			title={`Passage de la version ${move.from} à la version ${move.to}`}
			ruled
			lead={frenchTypography(`Fait le ${formatDateTime(move.appliedAt)}${signed(move.appliedBy)}.`)}
		>
			{told && (
				<div className="stack">
					<UpgradeCounts preview={told} />
					{stands && <ToConfirmLinks assessmentId={assessmentId} proposedIn={proposedIn} />}
					{stands && mayUndo && <Undo move={move} />}
					<OldAnswers told={told} />
				</div>
			)}
		</Section>
	);
}

const signed = (name: string | null) => (name ? ` par ${name}` : "");

/** Those that were undone, in a line each. */
export function UndoneMoves({ moves }: { moves: readonly Move[] }) {
	if (moves.length === 0) return null;
	return (
		<Section title="Passages annulés" ruled>
			<ul>
				{moves.map(({ id, from, to, appliedAt, appliedBy, undoneAt, undoneBy }) => (
					<li key={id}>
						{frenchTypography(
							`De la version ${from} à la version ${to}, fait le ${formatDateTime(appliedAt)}${signed(appliedBy)}, annulé le ${formatDateTime(undoneAt ?? appliedAt)}${signed(undoneBy)}.`,
						)}
					</li>
				))}
			</ul>
		</Section>
	);
}

function Undo({ move: { id, from, undo, until, since } }: { move: Move }) {
	if (undo !== "OPEN") {
		const edited = [...(since.profile ? ["le profil"] : []), ...since.criterionIds];
		return (
			<p className="soft">
				{frenchTypography(undoUpgradeRefusals[undo])}
				{undo === "EDITED_SINCE" && edited.length > 0 && frenchTypography(` Changé depuis : ${some(edited)}.`)}
			</p>
		);
	}
	return (
		<form method="post" className="stack-tight">
			<input type="hidden" name="intent" value="undo" />
			<input type="hidden" name="upgradeId" value={id} />
			<p>
				{frenchTypography(
					`Vous pouvez revenir à la version ${from}, avec vos réponses d’avant, jusqu’au ${formatDate(until)} ou jusqu’à la première réponse modifiée.`,
				)}
			</p>
			<p>
				<Button>Annuler le passage</Button>
			</p>
		</form>
	);
}

function some(names: readonly string[]): string {
	const more = names.length - 5;
	return more > 0 ? `${names.slice(0, 5).join(", ")} et ${formatCount(more, "autre")}` : names.join(", ");
}

/** What was answered before and does not stand as it was. */
function OldAnswers({ told: { answers, scale, from } }: { told: UpgradePreview }) {
	const kept = answers.filter(({ bucket }) => bucket !== "carried");
	if (kept.length === 0) return null;
	return (
		<details>
			<summary>{frenchTypography(`Réponses de la version ${from.version} (${kept.length})`)}</summary>
			<ul className="plain-list stack-wide">
				{kept.map((one) => (
					<li key={one.id} className="stack-tight">
						<h3>
							{one.id} · {frenchTypography(one.title)}
						</h3>
						<p className="soft">{frenchTypography(one.statement)}</p>
						<GivenAnswer told={one} scale={scale} from={from.version} />
						{one.reason && <p>{frenchTypography(one.reason)}</p>}
					</li>
				))}
			</ul>
		</details>
	);
}
