/** Owns the French text of the e-mails about who makes up a team. Ties and reasons stay in the product, not in a mailbox. */
import type { TeamMailKind } from "~/domain/notification/mail-kind";
import { greeting, onOneLine } from "./mail-words";

export interface TeamMailContent {
	readonly kind: TeamMailKind;
	readonly name: string;
	readonly cooperativeName: string;
	readonly link: string;
}

export function teamWords({ kind, name, cooperativeName, link }: TeamMailContent) {
	const cae = onOneLine(cooperativeName);
	const words = {
		tieDeclared: {
			subject: `Équipe à revoir : audit de ${cae}`,
			told: [
				`Une personne de l’équipe d’audit de ${cae} vient de déclarer un lien avec cette CAE.`,
				"Selon le lien, elle est à remplacer, ou une dérogation écrite est à donner avant la visite.",
			],
			next: "La page de l’audit",
		},
		challengeMade: {
			subject: `${cae} récuse une personne de l’équipe d’audit`,
			told: [
				`${cae} récuse une personne de l’équipe de son audit. La visite ne peut pas commencer avant votre réponse.`,
			],
			next: "Le motif, et votre réponse",
		},
		challengeAnswered: {
			subject: `Réponse à votre récusation : audit de ${cae}`,
			told: [`L’équipe nationale a répondu à la récusation faite par ${cae}.`],
			next: "La réponse",
		},
	}[kind];
	return { subject: words.subject, paragraphs: [greeting(name), ...words.told, `${words.next} :\n${link}`] };
}
