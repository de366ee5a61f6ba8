/** Owns the next act of a report: sent by its lead, answered by the cooperative, issued for good. */
import { paths } from "~/paths";
import { Button, ButtonLink } from "../form/button";
import { Section } from "../layout/section";
import { formatCount, formatDate } from "../text/format";
import { frenchTypography } from "../text/french";

export interface NextFacts {
	readonly header: { readonly id: string; readonly status: string };
	readonly replyDueOn: string | null;
	readonly unanswered: number;
	readonly waits: "REPLY_AWAITED" | "REPLIES_UNANSWERED" | null;
	readonly may: { readonly report: boolean; readonly reply: boolean };
}

export function ReportNext({ report: { header, replyDueOn, unanswered, waits, may } }: { report: NextFacts }) {
	if (may.reply && replyDueOn) {
		return (
			<Section title="Votre réponse" ruled>
				<p>
					{frenchTypography(
						`Vous pouvez répondre critère par critère jusqu’au ${formatDate(replyDueOn)}, ou dire que vous n’avez pas de remarque.`,
					)}
				</p>
				<p>
					<ButtonLink kind="primary" href={paths.audits.reply(header.id)}>
						Répondre au rapport provisoire
					</ButtonLink>
				</p>
			</Section>
		);
	}
	if (!may.report) return null;
	if (header.status === "provisionalReport") {
		return (
			<Section title="Envoyer à la CAE" ruled>
				<form method="post" className="stack">
					<p>
						La CAE lira ces constats et les niveaux retenus, et aura quinze jours pour y répondre critère par critère.
						Après l’envoi, un constat ne change plus que pour répondre à une de ses remarques.
					</p>
					<label className="choice">
						<input type="checkbox" name="confirmation" value="oui" required /> L’équipe a relu ces constats et les
						approuve
					</label>
					<p>
						<Button kind="primary" name="intent" value="send">
							Envoyer le rapport provisoire
						</Button>
					</p>
				</form>
			</Section>
		);
	}
	const why =
		waits === "REPLY_AWAITED" && replyDueOn
			? `La CAE peut répondre jusqu’au ${formatDate(replyDueOn)}.`
			: waits === "REPLIES_UNANSWERED"
				? `${formatCount(unanswered, "remarque attend", "remarques attendent")} votre réponse.`
				: null;
	return (
		<Section title="Émettre le rapport définitif" ruled>
			<p>
				{why ? (
					<Button kind="primary" disabledReason={frenchTypography(why)}>
						Préparer le rapport définitif
					</Button>
				) : (
					<ButtonLink kind="primary" href={paths.audits.issue(header.id)}>
						Préparer le rapport définitif
					</ButtonLink>
				)}
			</p>
		</Section>
	);
}
