/** Owns the French words of the e-mails about an audit's reports and non-conformities: what happened, and where to go. */
import type { FollowUpStep, PlanStep, ReportStep } from "./domain/notification/mail-kind";

interface AuditLetterBase {
	readonly name: string;
	readonly cooperativeName: string;
	readonly link: string;
}
export type AuditLetterContent =
	| (AuditLetterBase & { readonly kind: "auditReport"; readonly step: ReportStep; readonly until: string })
	| (AuditLetterBase & { readonly kind: "auditPlan"; readonly step: PlanStep })
	| (AuditLetterBase & { readonly kind: "nonConformity"; readonly step: FollowUpStep; readonly about: string });

/** What is said of a criterion stays where only its readers see it: in the report, not in a mailbox. */
export function auditWords(
	content: AuditLetterContent,
	greeting: string,
	onOneLine: (text: string) => string,
): { readonly subject: string; readonly paragraphs: readonly string[] } {
	const whose = onOneLine(content.cooperativeName);
	const words = wordsOf(content, whose, onOneLine);
	return { subject: words.subject, paragraphs: [greeting, words.told, `${words.next} :\n${content.link}`] };
}

function wordsOf(content: AuditLetterContent, whose: string, onOneLine: (text: string) => string): Words {
	switch (content.kind) {
		case "auditReport":
			return reportWords(content.step, whose, content.until);
		case "auditPlan":
			return planWords(content.step, whose);
		case "nonConformity":
			return followUpWords(content.step, whose, onOneLine(content.about));
	}
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

function planWords(step: PlanStep, whose: string): Words {
	const words: { readonly [S in PlanStep]: readonly [subject: string, told: string, next: string] } = {
		sent: [
			`Le plan d’audit de ${whose} est arrivé`,
			`L’équipe d’audit envoie le plan de sa visite à ${whose} : les journées, les personnes à rencontrer, ce qu’elle regardera. Merci d’en accuser réception, ou de demander un changement.`,
			"Pour le lire et y répondre",
		],
		acknowledged: [
			`${whose} a accepté le plan d’audit`,
			`La CAE ${whose} a lu et accepté le plan d’audit que vous lui avez envoyé.`,
			"Pour le relire",
		],
		changeAsked: [
			`${whose} demande un changement du plan d’audit`,
			`La CAE ${whose} demande de changer le plan d’audit. Ses raisons sont sur la page de préparation.`,
			"Pour les lire",
		],
		evidenceAsked: [
			`Des pièces sont demandées avant l’audit de ${whose}`,
			`L’équipe d’audit demande des pièces avant sa visite à ${whose}. Chacune a sa date.`,
			"Pour voir lesquelles et les fournir",
		],
		evidenceAnswered: [
			`${whose} a fourni une pièce demandée`,
			`La CAE ${whose} a répondu à une demande de pièce avant la visite.`,
			"Pour la regarder",
		],
		evidenceAgain: [
			`Une pièce est redemandée avant l’audit de ${whose}`,
			`L’équipe d’audit de ${whose} n’a pas trouvé ce qu’elle cherchait dans la pièce fournie : elle dit ce qui manque.`,
			"Pour la compléter",
		],
		evidenceSoon: [
			`Des pièces sont attendues pour l’audit de ${whose}`,
			`Des pièces demandées par l’équipe d’audit de ${whose} sont attendues dans les trois jours.`,
			"Pour les fournir",
		],
		evidenceLate: [
			`Des pièces manquent pour l’audit de ${whose}`,
			`La date de pièces demandées par l’équipe d’audit de ${whose} est passée. Vous pouvez encore les fournir.`,
			"Pour les fournir",
		],
	};
	const [subject, told, next] = words[step];
	return { subject, told, next };
}
