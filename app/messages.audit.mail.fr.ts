/** Owns the French words of the e-mails about an audit's reports and non-conformities: what happened, and where to go. */
import type { FollowUpStep, ReportStep } from "./domain/notification/mail-kind";

interface AuditLetterBase {
	readonly name: string;
	readonly cooperativeName: string;
	readonly link: string;
}
export type AuditLetterContent =
	| (AuditLetterBase & { readonly kind: "auditReport"; readonly step: ReportStep; readonly until: string })
	| (AuditLetterBase & { readonly kind: "nonConformity"; readonly step: FollowUpStep; readonly about: string });

/** What is said of a criterion stays where only its readers see it: in the report, not in a mailbox. */
export function auditWords(
	content: AuditLetterContent,
	greeting: string,
	onOneLine: (text: string) => string,
): { readonly subject: string; readonly paragraphs: readonly string[] } {
	const whose = onOneLine(content.cooperativeName);
	const words =
		content.kind === "auditReport"
			? reportWords(content.step, whose, content.until)
			: followUpWords(content.step, whose, onOneLine(content.about));
	return { subject: words.subject, paragraphs: [greeting, words.told, `${words.next} :\n${content.link}`] };
}

interface Words {
	readonly subject: string;
	readonly told: string;
	readonly next: string;
}

function reportWords(step: ReportStep, whose: string, until: string): Words {
	const words: { readonly [S in ReportStep]: Words } = {
		provisional: {
			subject: `Le rapport provisoire de l’audit de ${whose} est arrivé`,
			told: `L’équipe d’audit envoie son rapport provisoire sur ${whose}. Vous pouvez y répondre critère par critère jusqu’au ${until} ; ensuite le rapport définitif sera émis.`,
			next: "Pour le lire et y répondre",
		},
		replied: {
			subject: `${whose} a répondu au rapport provisoire`,
			told: `La CAE ${whose} a envoyé ses réponses au rapport provisoire. Chacune attend la vôtre avant le rapport définitif.`,
			next: "Pour les lire et y répondre",
		},
		final: {
			subject: `Le rapport définitif de l’audit de ${whose} est émis`,
			told: `Le rapport définitif sur ${whose} est émis : il ne change plus. S’il relève des écarts, leurs délais commencent aujourd’hui.`,
			next: "Pour le lire",
		},
	};
	return words[step];
}

function followUpWords(step: FollowUpStep, whose: string, about: string): Words {
	const words: { readonly [S in FollowUpStep]: readonly [subject: string, told: string] } = {
		planProposed: [
			`Un plan d’action attend votre avis : ${about}`,
			`La CAE ${whose} propose un plan d’action pour l’écart ${about}.`,
		],
		planAccepted: [
			`Votre plan d’action est accepté : ${about}`,
			`Le plan d’action de ${whose} pour l’écart ${about} est accepté.`,
		],
		planSentBack: [
			`Votre plan d’action est à revoir : ${about}`,
			`Le plan d’action de ${whose} pour l’écart ${about} vous est renvoyé, avec son motif.`,
		],
		done: [
			`Une action corrective est à vérifier : ${about}`,
			`La CAE ${whose} dit avoir fait ce qu’elle avait prévu pour l’écart ${about}.`,
		],
		lifted: [`L’écart ${about} est levé`, `L’écart ${about} de ${whose} est levé : il n’y a plus rien à faire.`],
		reopened: [
			`L’écart ${about} est rouvert`,
			`Ce qui a été fait pour l’écart ${about} de ${whose} n’a pas suffi : un nouveau plan d’action est attendu.`,
		],
		escalated: [
			`L’écart ${about} devient majeur`,
			`L’écart ${about} de ${whose} n’a pas été levé dans son délai : il devient majeur, avec un nouveau délai de trois mois.`,
		],
	};
	const [subject, told] = words[step];
	return { subject, told, next: "Pour le suivre" };
}
