/**
 * Owns the words of what a journal row holds before and after: only the fields named here are ever shown. Ranks in the order of
 * this list.
 */

import { absencePartLabels, interestLabels, languageLabels, ruleLabels, weekdayLabels } from "~/messages.auditor.fr";
import { evidenceKindLabels } from "~/messages.evidence.fr";
import { auditKindLabels, auditModeLabels, auditStatusLabels, legalFormLabel, roleLabels } from "~/messages.fr";
import { meetingLabels } from "~/messages.meeting.fr";
import { actionStateLabels } from "~/messages.plan.fr";
import { reportOutcomeLabels } from "~/messages.standard.fr";
import { formatCount, formatDate, formatNumber } from "../text/format";
import { wordFor } from "../text/word-for";
import { ERASED } from "./erased";

/** Names the rows speak of, by identifier or code. A person's null name: erased since. */
export interface JournalNames {
	readonly people: Readonly<Record<string, string | null>>;
	readonly cooperatives: Readonly<Record<string, string>>;
	readonly criteria?: Readonly<Record<string, string>>;
	/** Sectors, activities and conditions of the référentiel. */
	readonly terms?: Readonly<Record<string, string>>;
}

interface Field {
	readonly label: string;
	readonly show: (value: unknown, names: JournalNames) => string | null;
	/** A text of several lines, folded. */
	readonly long?: true;
}

const text = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value : null);
const number = (value: unknown) => (typeof value === "number" ? formatNumber(value) : null);
const year = (value: unknown) => (typeof value === "number" ? String(value) : null);
const day = (value: unknown) => (typeof value === "string" && value !== "" ? formatDate(value) : null);
const yes = (value: unknown) => (value === true ? "oui" : null);
const coded = (labels: Readonly<Record<string, string>>) => (value: unknown) =>
	typeof value === "string" && value !== "" ? (labels[value] ?? value) : null;
const person = (value: unknown, { people }: JournalNames) =>
	typeof value === "string" ? (people[value] === null ? ERASED : (people[value] ?? "quelqu’un d’autre")) : null;
const cooperative = (value: unknown, { cooperatives }: JournalNames) =>
	typeof value === "string" ? (cooperatives[value] ?? "une coopérative") : null;
const terms = (value: unknown, names: JournalNames) => {
	if (!Array.isArray(value)) return null;
	return value.length === 0 ? "aucune" : value.map((code) => names.terms?.[code] ?? String(code)).join(", ");
};
const codedList = (labels: Readonly<Record<string, string>>) => (value: unknown) =>
	Array.isArray(value) && value.length > 0
		? value.map((code) => wordFor(labels, String(code)) ?? code).join(", ")
		: null;
const codes = (value: unknown) => (Array.isArray(value) && value.length > 0 ? value.join(", ") : null);

function grant(value: unknown, names: JournalNames): string {
	const { role, cooperativeId } = (value ?? {}) as { role?: string; cooperativeId?: string | null };
	const label = coded(roleLabels)(role) ?? "rôle";
	return cooperativeId ? `${label} (${cooperative(cooperativeId, names)})` : label;
}

function confirmed(value: unknown): string | null {
	return Array.isArray(value) ? formatCount(value.length, "critère") : null;
}

const FIELDS: Readonly<Record<string, Field>> = {
	year: { label: "Année", show: year },
	carriedFrom: { label: "D’après l’année", show: year },
	carriedVersion: { label: "Version du référentiel de cette année-là", show: text },
	proposed: { label: "Réponses proposées", show: number },
	startedEmpty: { label: "Formulaire vide, par choix", show: yes },
	headcount: {
		label: "Effectif",
		show: (value) => (typeof value === "number" ? formatCount(value, "personne") : null),
	},
	level: { label: "Niveau", show: (value) => (typeof value === "number" ? `${value} sur 3` : null) },
	notApplicable: { label: "Non applicable", show: yes },
	criterionId: { label: "Critère", show: text },
	outcome: { label: "Suite", show: coded(reportOutcomeLabels) },
	toConfirm: { label: "À confirmer", show: yes },
	code: { label: "Code", show: text },
	version: { label: "Version", show: text },
	name: { label: "Nom", show: text },
	siren: { label: "SIREN", show: text },
	legalForm: { label: "Forme", show: (value) => (typeof value === "string" ? legalFormLabel(value) : null) },
	region: { label: "Région", show: text },
	department: { label: "Département", show: text },
	regionalAssociation: { label: "Association régionale", show: text },
	groupName: { label: "Groupe de CAE", show: text },
	mainSector: {
		label: "Filière principale",
		show: (value, names) => (typeof value === "string" ? (names.terms?.[value] ?? value) : null),
	},
	sectors: { label: "Filières hébergées", show: terms },
	activities: { label: "Activités", show: terms },
	conditions: { label: "Situations", show: terms },
	enrolledOn: { label: "Engagée depuis", show: day },
	memberSince: { label: "Membre depuis", show: day },
	memberUntil: { label: "Membre jusqu’au", show: day },
	role: { label: "Rôle", show: coded(roleLabels) },
	cooperativeId: { label: "Coopérative", show: cooperative },
	domains: { label: "Domaines confiés", show: codes },
	grants: {
		label: "Rôles",
		show: (value, names) =>
			Array.isArray(value) && value.length > 0 ? value.map((one) => grant(one, names)).join(", ") : null,
	},
	accreditedFrom: { label: "Habilitée à partir du", show: day },
	accreditedUntil: { label: "Habilitée jusqu’au", show: day },
	homeCooperativeId: { label: "CAE d’origine", show: cooperative },
	formerCooperativeId: { label: "CAE quittée", show: cooperative },
	leftOn: { label: "Quittée le", show: day },
	auditorDomains: { label: "Domaines maîtrisés", show: codes },
	auditorSectors: { label: "Filières connues", show: terms },
	languages: { label: "Langues", show: codedList(languageLabels) },
	yearlyLimit: { label: "Visites par an, au plus", show: number },
	weekdays: { label: "Jours de visite", show: codedList(weekdayLabels) },
	part: { label: "Durée", show: coded(absencePartLabels) },
	invitedBy: { label: "Invitation de", show: person },
	expiresAt: { label: "Valable jusqu’au", show: day },
	kind: { label: "Nature", show: coded(auditKindLabels) },
	visitedCooperativeId: { label: "CAE", show: cooperative },
	mostPerWeek: { label: "Visites par semaine, au plus", show: number },
	placed: { label: "Visites placées", show: number },
	leftOut: { label: "Visites sans place", show: number },
	pinned: { label: "Épinglée", show: yes },
	startsOn: { label: "Premier jour", show: day },
	endsOn: { label: "Dernier jour", show: day },
	mode: { label: "Mode", show: coded(auditModeLabels) },
	place: { label: "Lieu", show: text },
	leadAuditorId: { label: "Responsable de l’audit", show: person },
	auditorId: { label: "Auditeur", show: person },
	interest: { label: "Lien", show: coded(interestLabels) },
	rule: { label: "Règle", show: coded(ruleLabels) },
	secondAuditorId: { label: "Seconde personne", show: person },
	status: { label: "État", show: coded(auditStatusLabels) },
	auditStatus: { label: "État de l’audit", show: coded(auditStatusLabels) },
	domain: { label: "Domaine", show: text },
	confirmed: { label: "Confirmés", show: confirmed },
	examined: { label: "Critères examinés", show: number },
	applicable: { label: "Critères applicables", show: number },
	application: { label: "Application d’authentification", show: yes },
	passkeys: { label: "Clés d’accès", show: number },
	sessionsClosed: { label: "Sessions fermées", show: number },
	evidenceKind: { label: "Nature de la pièce", show: coded(evidenceKindLabels) },
	issuedOn: { label: "Émise le", show: day },
	expiresOn: { label: "Valable jusqu’au", show: day },
	confidential: { label: "Confidentielle", show: yes },
	expected: { label: "Répond à", show: text },
	assigneeId: { label: "Confié à", show: person },
	dueOn: { label: "Pour le", show: day },
	fromLevel: { label: "Du niveau", show: number },
	toLevel: { label: "Au niveau", show: number },
	actionState: { label: "État de l’action", show: coded(actionStateLabels) },
	todo: { label: "À faire", show: text, long: true },
	contentHash: { label: "Empreinte", show: text },
	reason: { label: "Motif", show: text, long: true },
	comment: { label: "Commentaire", show: text, long: true },
	note: { label: "Note de l’audit", show: text, long: true },
	seenOnSite: { label: "Vu sur place", show: text, long: true },
	seenPieces: {
		label: "Pièces vues",
		show: (value) => (Array.isArray(value) ? formatCount(value.length, "pièce") : null),
	},
	meeting: { label: "Réunion", show: coded(meetingLabels) },
	heldOn: { label: "Tenue le", show: day },
	startsAt: { label: "Début", show: text },
	endsAt: { label: "Fin", show: text },
	acknowledged: { label: "Lu et reçu sur place", show: yes },
};

export interface Change {
	readonly label: string;
	readonly before: string | null;
	readonly after: string | null;
	readonly long: boolean;
}

/** What differs between the two, in words; what the row says nothing of is not shown. */
export function changesOf(before: unknown, after: unknown, names: JournalNames): readonly Change[] {
	const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
	return Object.entries(FIELDS).flatMap(([key, { label, show, long }]) => {
		const was = old?.[key] === undefined ? null : show(old[key], names);
		const no = was !== null && fresh?.[key] === false;
		const is = no ? "non" : fresh?.[key] === undefined ? null : show(fresh[key], names);
		// A row that gives only what was added to a plan, or its reason, says nothing of the rest.
		const untold = old !== null && fresh !== null && !(key in fresh);
		return was === is || untold ? [] : [{ label, before: was, after: is, long: long === true }];
	});
}

/** The profile of an assessment is one level down. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | null {
	if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
	const { profile, ...rest } = value as Record<string, unknown>;
	return { ...(profile !== null && typeof profile === "object" ? profile : {}), ...rest };
}
