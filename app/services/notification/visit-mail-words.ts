/** Owns the French text of the e-mails about the days of a visit. The reason stays in the product, not in a mailbox. */
import type { DatesMailKind, VisitMailKind } from "~/domain/notification/mail-kind";
import { greeting, type MailCalendar, onOneLine } from "./mail-words";

export interface VisitMailContent extends Days {
	readonly kind: VisitMailKind;
	readonly name: string;
	readonly cooperativeName: string;
	readonly place: string;
	readonly team: readonly string[];
	/** The cooperative has still to agree to the days. */
	readonly toConfirm: boolean;
	/** On offer, when the cooperative has a choice to make. */
	readonly slots: readonly Days[];
	readonly link: string;
	/** Where the reader signs a declaration of interests that is missing; null: nothing to sign. */
	readonly toSign: string | null;
	/** Null: the agenda of the reader changes nothing. */
	readonly calendar: MailCalendar | null;
}

interface Days {
	readonly startsOn: string;
	readonly endsOn: string;
}

const CHOOSE = { slotsProposed: true, slotsReminder: true };

export function visitWords(content: VisitMailContent) {
	const { kind, name, link, toConfirm } = content;
	const days = visitDays(content);
	const cae = onOneLine(content.cooperativeName);
	const where = `Lieu : ${onOneLine(content.place)}\nÉquipe d’audit : ${content.team.map(onOneLine).join(", ")}`;
	const agenda = "Le fichier joint met la visite dans votre agenda. Une modification y remplacera ces jours.";
	const gone = "Le fichier joint retire ces jours de votre agenda.";
	const choice = content.slots.map((slot) => `- ${visitDays(slot)}`).join("\n");
	const agree = toConfirm ? ["Ces jours attendent encore l’accord de la CAE."] : [];
	const words: { readonly [K in VisitMailKind]: { subject: string; told: readonly string[] } } = {
		visitPlanned: {
			subject: `Visite d’audit proposée : ${cae}, ${days}`,
			told: [`Une visite d’audit de ${cae} est proposée ${days}.`, where, ...agree, agenda],
		},
		visitChanged: {
			subject: `Visite d’audit modifiée : ${cae}, ${days}`,
			told: [`La visite d’audit de ${cae} a changé. Elle est maintenant prévue ${days}.`, where, ...agree, agenda],
		},
		visitConfirmed: {
			subject: `Visite d’audit confirmée : ${cae}, ${days}`,
			told: [`La visite d’audit de ${cae} aura lieu ${days} : la CAE a donné son accord.`, where, agenda],
		},
		visitPostponed: {
			subject: `Visite d’audit reportée : ${cae}`,
			told: [
				`La visite d’audit de ${cae}, prévue ${days}, est reportée. D’autres jours seront proposés.`,
				"Le motif est sur la page de l’audit.",
				gone,
			],
		},
		visitCancelled: {
			subject: `Visite d’audit annulée : ${cae}`,
			told: [`La visite d’audit de ${cae}, prévue ${days}, est annulée.`, "Le motif est sur la page de l’audit.", gone],
		},
		slotsProposed: {
			subject: `Choisissez les jours de votre visite d’audit : ${cae}`,
			told: [
				`L’équipe nationale propose à ${cae} un choix de jours pour sa visite d’audit :\n${choice}`,
				where,
				"Choisissez un créneau, ou dites pourquoi aucun ne convient. Le premier est noté dans votre agenda en attendant.",
			],
		},
		slotsReminder: {
			subject: `Votre réponse est attendue : visite d’audit de ${cae}`,
			told: [
				`Les jours proposés à ${cae} pour sa visite d’audit attendent votre réponse depuis une semaine :\n${choice}`,
				"Choisissez un créneau, ou dites pourquoi aucun ne convient.",
			],
		},
		visitReminder: {
			subject: `Rappel : visite d’audit de ${cae}, ${days}`,
			told: [`La visite d’audit de ${cae} est prévue ${days}.`, where, ...agree],
		},
		visitLeft: {
			subject: `Vous n’êtes plus dans l’équipe d’audit : ${cae}`,
			told: [`L’équipe de la visite d’audit de ${cae}, prévue ${days}, a changé : vous n’en faites plus partie.`, gone],
		},
	};
	const { subject, told } = words[kind];
	// Whoever has left the team no longer reads its page.
	const page = kind === "visitLeft" ? [] : [`${kind in CHOOSE ? "Pour répondre" : "La page de l’audit"} :\n${link}`];
	const sign = content.toSign
		? [`Avant la visite, signez votre déclaration d’intérêts pour cet audit :\n${content.toSign}`]
		: [];
	return { subject, paragraphs: [greeting(name), ...told, ...sign, ...page] };
}

/** What the national team reads when a cooperative asks or answers. */
export interface DatesMailContent {
	readonly kind: DatesMailKind;
	readonly name: string;
	readonly cooperativeName: string;
	/** "2027-03": those wished for. */
	readonly months: readonly string[];
	readonly link: string;
}

export function datesWords({ kind, name, cooperativeName, months, link }: DatesMailContent) {
	const cae = onOneLine(cooperativeName);
	const written = new Intl.DateTimeFormat("fr-FR", { timeZone: "UTC", month: "long", year: "numeric" });
	const wished = months.map((month) => written.format(new Date(`${month}-01T00:00:00Z`))).join(", ");
	const words = {
		auditAsked: {
			subject: `${cae} demande son audit`,
			told: [`${cae} a envoyé son auto-évaluation et demande son audit.`, `Mois souhaités : ${wished}`],
		},
		slotsDeclined: {
			subject: `Aucun des jours proposés ne convient à ${cae}`,
			told: [`Aucun des jours proposés pour sa visite d’audit ne convient à ${cae}.`],
		},
	}[kind];
	const next = kind === "auditAsked" ? "Les demandes qui attendent" : "Le motif, et d’autres jours à proposer";
	return { subject: words.subject, paragraphs: [greeting(name), ...words.told, `${next} :\n${link}`] };
}

/** « le jeudi 12 novembre 2026 », « du jeudi 12 au vendredi 13 novembre 2026 ». */
function visitDays({ startsOn, endsOn }: Days): string {
	const written = (day: string, options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat("fr-FR", { timeZone: "UTC", weekday: "long", day: "numeric", ...options })
			.format(new Date(`${day}T00:00:00Z`))
			.replace(/\b1(?= \D|$)/, "1er");
	const whole = { month: "long", year: "numeric" } as const;
	if (startsOn === endsOn) return `le ${written(startsOn, whole)}`;
	const sameMonth = startsOn.slice(0, 7) === endsOn.slice(0, 7);
	const sameYear = startsOn.slice(0, 4) === endsOn.slice(0, 4);
	return `du ${written(startsOn, sameMonth ? {} : sameYear ? { month: "long" } : whole)} au ${written(endsOn, whole)}`;
}
