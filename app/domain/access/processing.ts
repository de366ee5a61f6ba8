/**
 * Owns what personal data serves for, and what stays in the browser: the public page « Données personnelles » prints it, and
 * docs/registre-traitements.md repeats it word for word (a test compares).
 */

export const PURPOSES = [
	{
		purpose: "Tenir le label : auto-évaluations, audits, décisions",
		records:
			"Nom, rôle, CAE ; auteur et date de chaque réponse, message, pièce, photo, constat, envoi ; contenu des pièces et des messages ; personnes présentes aux réunions d’une visite",
		basis: "Intérêt légitime du réseau à tenir un label vérifiable (RGPD, art. 6, 1, f)",
		readers:
			"Votre CAE ; après l’envoi, l’équipe d’audit et l’équipe nationale (équipe d’audit seule pour une pièce confidentielle, votre CAE seule pour les messages) ; le comité et le CA pour les noms",
	},
	{
		purpose: "Travailler à plusieurs sur une fiche : voir qui y est",
		records:
			"Nom, domaine et critère de la fiche ouverte, en mémoire tant que la page est ouverte ; rien n’en est gardé",
		basis: "Intérêt légitime à ne pas écrire l’un sur l’autre",
		readers: "L’équipe de votre CAE",
	},
	{
		purpose: "Ouvrir et protéger les comptes",
		records: "Adresse e-mail, mot de passe haché, seconds facteurs, sessions, appareils, préfixe du réseau",
		basis: "Obligation de sécurité (RGPD, art. 32) et intérêt légitime",
		readers:
			"Vous ; l’équipe nationale et l’administration pour le compte et ses rôles, l’administration pour les incidents",
	},
	{
		purpose: "Lire ses visites dans son propre agenda, si vous le demandez",
		records: "Empreinte et date de votre adresse d’agenda ; l’agenda reçoit dates, lieu et nom de la CAE",
		basis: "Votre demande, que vous retirez quand vous voulez",
		readers: "Vous, et qui connaît l’adresse",
	},
	{
		purpose: "Prouver ce qui a été fait : journal des modifications",
		records: "Numéro interne de l’auteur, action, date, valeurs avant et après",
		basis: "Intérêt légitime à prouver l’intégrité des dossiers",
		readers: "L’équipe nationale et l’administration ; la gérance pour sa CAE",
	},
	{
		purpose: "Composer les équipes d’audit : compétences et disponibilités des auditeurs",
		records:
			"Domaines, filières, langues, département, nombre de visites par an, jours de visite, indisponibilités et leur raison",
		basis: "Intérêt légitime du réseau à des équipes compétentes et disponibles",
		readers: "Vous et l’équipe nationale ; la raison d’une indisponibilité, vous seul",
	},
	{
		purpose: "Garder les audits impartiaux : déclarations d’intérêts, récusation par la CAE",
		records:
			"Liens déclarés avec une CAE, leur début et leur fin ; texte et date de chaque déclaration signée ; personne récusée, motif et réponse",
		basis: "Intérêt légitime du réseau à des audits impartiaux",
		readers:
			"Un lien : vous et l’équipe nationale, jamais la CAE ni les autres auditeurs ; la date d’une signature et une récusation : qui lit l’audit, et son rapport pour la récusation",
	},
	{
		purpose: "Planifier l’année d’audit : visites proposées, avant qu’un audit soit planifié",
		records:
			"Équipe et jours proposés, qui les a placés ; ce que le calcul a compté : domaines, kilomètres, visites de l’année",
		basis: "Intérêt légitime du réseau à un programme équilibré",
		readers: "L’équipe nationale",
	},
	{
		purpose: "Accorder les auditeurs entre eux : calibrage",
		records:
			"Écart moyen d’un auditeur avec les autres sur les mêmes critères, dès trois audits ; calculé à chaque lecture, rien n’en est gardé ; il n’entraîne aucune décision",
		basis: "Intérêt légitime du réseau à des audits équitables d’une CAE à l’autre",
		readers: "Vous pour votre ligne ; l’équipe nationale",
	},
	{
		purpose: "Préparer une visite d’audit : déroulé, échantillon, pièces demandées",
		records:
			"Fonctions des personnes à rencontrer (pas leurs noms), qui a écrit, envoyé, accepté ou répondu, et quand ; pièces choisies en réponse",
		basis: "Intérêt légitime du réseau à un audit préparé et annoncé",
		readers: "L’équipe d’audit, l’équipe nationale ; votre CAE, pour ce qui lui est envoyé",
	},
	{
		purpose: "Entendre la CAE sur un rapport d’audit : ses remarques, la réponse de l’équipe",
		records: "Texte de chaque remarque et de sa réponse ; qui les a écrites, envoyées, et quand",
		basis: "Intérêt légitime du réseau à un audit contradictoire",
		readers: "Votre CAE ; une fois envoyées, ou leur délai passé, l’équipe d’audit et l’équipe nationale",
	},
	{
		purpose: "Lever les écarts d’un audit : plans d’action, correction, vérification",
		records:
			"Cause, correction et action proposées ; qui en est responsable, qui a proposé, jugé, fait et vérifié, et quand ; pièces montrées",
		basis: "Intérêt légitime du réseau à des écarts levés et vérifiés",
		readers:
			"Votre CAE, l’équipe d’audit, l’équipe nationale ; le comité et le CA pour l’écart et son délai, sans le plan",
	},
	{
		purpose: "Rendre le référentiel plus clair : signalements d’un critère ambigu",
		records: "Nom de l’auteur, texte et date du signalement ; réponse, date et auteur de la réponse",
		basis: "Intérêt légitime du réseau à des règles que chacun comprend",
		readers: "Vous et l’équipe nationale",
	},
	{
		purpose: "Écrire aux personnes : invitations, alertes de sécurité, mentions",
		records: "Adresse e-mail, nom, sorte et date du message",
		basis: "Intérêt légitime ; aucune prospection",
		readers: "L’équipe nationale et l’administration",
	},
] as const;

/** Cookies and browser storage. `__Host-` comes before the cookies' names on a site served over https. */
export const BROWSER_STORAGE = [
	{
		name: "label_session",
		kind: "Cookie",
		what: "Vous reconnaît d’une page à l’autre : un numéro tiré au hasard, illisible pour la page.",
		until: "jusqu’à la déconnexion, 14 heures au plus",
	},
	{
		name: "label_device",
		kind: "Cookie",
		what: "Dit que ce navigateur est déjà entré : il garde ses propres essais pendant une attaque, et n’alerte pas à chaque connexion.",
		until: "180 jours",
	},
	{
		name: "label_ceremony",
		kind: "Cookie",
		what: "Relie une demande de clé d’accès à ce navigateur : un numéro tiré au hasard.",
		until: "5 minutes",
	},
	{
		name: "label_oidc",
		kind: "Cookie",
		what: "Relie à ce navigateur une connexion commencée chez le fournisseur d’identité de votre organisation.",
		until: "10 minutes",
	},
	{
		name: "label-cae:…",
		kind: "Stockage local",
		what: "Ce que vous avez écrit et que le serveur n’a pas encore reçu, pour ne rien perdre hors connexion ; chiffré, lisible par vous seul une fois connecté.",
		until: "jusqu’à sa réception, ou votre déconnexion",
	},
	{
		name: "label-cae-photos…",
		kind: "Base locale (IndexedDB) et stockage local",
		what: "Les photos prises hors connexion et que le serveur n’a pas encore reçues ; chiffrées, lisibles par vous seul une fois connecté. Le stockage local en garde le nombre.",
		until: "jusqu’à leur réception, ou votre déconnexion",
	},
	{
		name: "label-cae-visite",
		kind: "Base locale (IndexedDB)",
		what: "Les fiches d’une visite que vous préparez pour les ouvrir sans réseau, avec les réponses de la CAE ; chiffrées sous un code que vous seul connaissez.",
		until: "jusqu’à votre déconnexion, la fin de votre accès ou de la visite ; 7 jours au plus",
	},
	{
		name: "label-cae-vue",
		kind: "Stockage local",
		what: "Votre façon de lire les fiches : un critère à la fois ou tous, avec ou sans raccourcis clavier.",
		until: "jusqu’à ce que vous vidiez les données de ce site",
	},
	{
		name: "label-cae-place:…",
		kind: "Stockage local",
		what: "Le code du critère où vous en étiez dans une auto-évaluation, pour y revenir.",
		until: "jusqu’à ce que vous vidiez les données de ce site",
	},
] as const;
