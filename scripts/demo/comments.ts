/** Owns the comments of the demonstration: what a cooperative writes under a level, and why it sets a criterion aside. */
import type { Level } from "../../app/domain/standard/standard";
import { draw } from "./deterministic";

/** By criterion and level, in the words of a cooperative's team. They fit the level descriptors of version 2.0. */
const COMMENTS: Readonly<Record<string, Partial<Record<Level, string>>>> = {
	"JUR-06": {
		1: "L’état est tenu dans un tableur ; le rapprochement avec la comptabilité sera fait à la prochaine clôture.",
		2: "État rapproché à la clôture de décembre, remboursements de parts compris.",
	},
	"JUR-07": {
		1: "Réviseur nommé en assemblée, mais le rapport n’a pas encore été présenté aux associés.",
		2: "Rapport de révision présenté à l’assemblée de juin ; deux préconisations en cours.",
	},
	"JUR-10": {
		1: "Les contrats signés avant 2021 ne portent pas le mode de calcul de la part variable. Avenants en préparation.",
		2: "Dix contrats tirés au sort et relus par nos soins : les six mentions y sont.",
		3: "Modèle relu chaque année par notre conseil ; les anciens contrats ont tous reçu leur avenant.",
	},
	"JUR-12": {
		1: "Six contrats dépassent les trois ans. Un calendrier d’admission est fixé d’ici à l’assemblée.",
		2: "Échéancier tenu chaque mois par la gestion sociale, aucun dépassement.",
		3: "Chaque entrepreneur est reçu un an avant l’échéance, avec un associé parrain.",
	},
	"JUR-15": {
		1: "Deux activités communes reposent encore sur un accord oral. Convention type à adapter.",
		2: "Quatre conventions signées, dont une pour un groupe de chantiers.",
	},
	"JUR-16": {
		1: "L’activité de drone, accueillie en mars, n’est pas encore déclarée à l’assureur.",
		2: "Attestation en cours ; les activités sont déclarées à l’entrée puis chaque trimestre.",
	},
	"JUR-17": {
		1: "L’attestation n’est pas toujours jointe aux devis : nous changeons le modèle.",
		2: "Attestations vérifiées avant l’ouverture de chaque chantier.",
	},
	"JUR-18": { 1: "Un registre existe, sans procédure écrite. À rédiger avec le courtier." },
	"JUR-24": {
		1: "Registre commencé, durées de conservation à fixer avec l’équipe paie.",
		2: "Registre relu cette année, modèles de réponse prêts pour les demandes d’accès.",
	},
	"FIN-05": {
		1: "Le résultat par activité est édité ; il manque le bilan analytique.",
		2: "Rapprochement fait à la clôture avec le cabinet comptable.",
		3: "Rapprochement mensuel, écarts commentés en réunion de gestion.",
	},
	"FIN-06": {
		1: "État remis sur demande seulement, en attendant le nouveau portail.",
		2: "État trimestriel envoyé à tous, avec le détail des charges.",
	},
	"FIN-07": { 1: "Chiffre d’affaires et trésorerie sont en ligne ; les congés et les frais n’y sont pas encore." },
	"FIN-16": {
		1: "La couverture est passée sous 100 % en février et en mars, à cause d’un retard de subvention.",
		2: "Couverture supérieure à 100 % sur les six derniers mois, tableau présenté au conseil.",
	},
	"FIN-17": {
		1: "Onze comptes débiteurs suivis, mais pas de seuil écrit.",
		2: "Seuil d’alerte à 500 €, plan de retour signé avec chaque entrepreneur concerné.",
	},
	"FIN-18": { 1: "Budget voté, plan de trésorerie à six mois seulement." },
	"FIN-22": {
		1: "Plateforme choisie ; la réception reste à tester.",
		2: "Réception en service, émission datée dans notre plan.",
	},
	"FIN-25": {
		1: "Les virements sont validés à deux, mais la délégation n’est pas écrite.",
		2: "Délégations écrites et revues au départ de la responsable administrative.",
	},
	"FIN-26": { 1: "Un compte rendu a été remis avec deux mois de retard." },
	"RHU-07": {
		1: "Les risques psychosociaux ne sont pas encore traités pour les métiers à distance.",
		2: "Document mis à jour au printemps avec un groupe d’entrepreneurs.",
		3: "Une fiche pratique par métier, écrite avec les entrepreneurs concernés.",
	},
	"RHU-08": { 1: "Actions listées, sans date pour la moitié d’entre elles." },
	"RHU-12": {
		1: "Élections en préparation, protocole envoyé aux organisations syndicales.",
		2: "Comité élu, quatre réunions cette année.",
	},
	"RHU-14": { 1: "Affichage fait ; la voie de signalement reste à faire connaître aux entrepreneurs." },
	"RHU-15": { 1: "Écarts mesurés, pas encore présentés aux associés." },
	"RHU-17": { 1: "À jour pour l’équipe d’appui, pas pour tous les entrepreneurs salariés." },
	"RHU-21": { 1: "Pas de suppléance pour la paie : une convention avec une CAE voisine est à l’étude." },
	"ACC-01": {
		1: "Cinq réunions cette année, calendrier publié trop tard.",
		2: "Huit réunions, dont trois en visioconférence.",
		3: "Formats selon les publics ; un participant sur quatre dépose un projet.",
	},
	"ACC-08": {
		1: "Les deux entretiens sont tracés pour deux entrepreneurs sur trois.",
		2: "Trames datées et rangées dans le dossier ; les exceptions sont notées.",
	},
	"ACC-10": { 1: "Des objectifs sont notés en entretien, sans échéance." },
	"ACC-13": { 1: "Conseils donnés à la demande, offre à écrire." },
	"ACC-15": { 2: "Programme de trente ateliers, participation relevée à chaque séance." },
	"ACC-17": {
		1: "Des coopérations spontanées, aucune règle de partage écrite.",
		2: "Deux groupes animés : métiers du bois et communication responsable.",
	},
	"ACC-25": {
		1: "L’information arrive en troisième année : trop tard.",
		3: "Chaque nouvel entrepreneur a un associé parrain.",
	},
	"ACC-26": { 1: "Le solde est versé dans les délais, mais l’entretien de sortie est rare." },
	"ACC-28": {
		1: "Enquête faite en début d’année, restitution prévue à la rentrée.",
		2: "Enquête annuelle, 46 % de réponses, trois actions décidées.",
	},
	"ANC-02": {
		1: "Deux temps coopératifs seulement cette année, faute de disponibilité.",
		2: "Cinq temps coopératifs, 60 participants en moyenne.",
	},
	"ANC-03": { 1: "28 % d’associés ; aucun objectif fixé pour l’instant." },
	"ANC-07": { 1: "Permanences à la demande, sans horaires publiés." },
	"ANC-12": { 2: "Participation au groupe Organisme de formation et à deux rencontres régionales." },
	"ANC-15": { 1: "Les chiffres existent dans le rapport d’activité, pas sur le site." },
	"ANC-17": { 1: "Tri, mobilité douce et reprise de matériel, sans plan daté." },
};

/** Under version 1.0, where its question was another one or has since gone. The others are the same in both. */
const COMMENTS_UNDER_1_0: typeof COMMENTS = {
	"FIN-21": {
		1: "Numérotation continue ; rien ne prépare encore la facture électronique.",
		2: "Numérotation contrôlée chaque trimestre ; note de préparation à la facture électronique lue en conseil.",
	},
	"RHU-15": { 1: "Indicateurs calculés, pas encore publiés." },
	"RHU-23": {
		1: "Fait pour l’équipe d’appui ; trois entrepreneurs présents depuis six ans ne l’ont pas encore.",
		2: "État des lieux remis à chacun l’année de ses six ans.",
	},
	"ACC-26": {
		1: "La procédure est suivie, mais la situation à six mois n’est pas demandée.",
		2: "Procédure suivie pour toutes les sorties, rappel à six mois dans l’agenda de l’équipe.",
	},
	"ACC-31": { 1: "Chacun reçoit une réponse, sans délai annoncé." },
	"ANC-19": { 1: "L’annuaire en ligne n’a pas été revu depuis l’an dernier." },
};

export function commentOn(version: string, code: string, criterionId: string, level: Level, year: number): string {
	const known = (version === "1.0" ? COMMENTS_UNDER_1_0[criterionId] : undefined) ?? COMMENTS[criterionId];
	const text = known?.[level];
	return text !== undefined && draw(100, code, criterionId, year, "comment") < 30 ? text : "";
}

/** Every comment there is for that criterion and level, for the drafts that show comments everywhere they can. */
export function anyCommentOn(criterionId: string, level: Level): string {
	return COMMENTS[criterionId]?.[level] ?? "";
}

/** Criteria a few cooperatives set aside although their profile keeps them: the reason, and how many in a hundred do. */
const SET_ASIDE: Readonly<Record<string, readonly [reason: string, percent: number]>> = {
	"ACC-19": ["Aucune de nos formations n’est financée par des fonds publics ou mutualisés.", 30],
	"JUR-08": ["Première révision attendue l’an prochain : il n’y a pas encore de préconisation à suivre.", 8],
	"FIN-26": ["Aucune subvention reçue sur l’exercice ; la dernière est soldée depuis deux ans.", 6],
	"RHU-05": ["Aucun artiste ni technicien n’est salarié : les activités hébergées sont de la création visuelle.", 15],
};

/** The written reason, or null when the cooperative answers with a level. The same every year. */
export function setAsideReason(code: string, criterionId: string): string | null {
	const known = SET_ASIDE[criterionId];
	if (!known) return null;
	const [reason, percent] = known;
	return draw(100, code, criterionId, "set aside") < percent ? reason : null;
}
