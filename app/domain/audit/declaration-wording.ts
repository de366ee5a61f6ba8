/** Owns the texts that people sign when they declare their interests: none ever changes, a new one is added. */

/** By version. What was signed is kept with the signature too. */
export const declarationWordings = {
	1: "Je déclare que je n’ai avec la coopérative auditée, à ma connaissance, aucun autre lien que ceux que j’indique ici : ni coopérative commune, ni emploi actuel ou récent, ni mandat, ni intérêt financier ou parts, ni lien de famille ou de couple, ni conseil, formation ou tutorat depuis moins de trois ans. Je signalerai sans attendre tout lien qui apparaîtrait avant la fin de l’audit. Je garderai pour l’audit ce que j’y apprendrai.",
} as const;

export const CURRENT_WORDING = 1;
