/** Owns the addresses of the worker that opens prepared visits (public/visite-hors-ligne.js). */
export const VISIT_WORKER = "/visite-hors-ligne.js";
/** Answered by the worker alone: where the code is asked, and what is shown in place of a page that is not kept. */
export const OFFLINE_DOOR = "/audits/hors-ligne";
export const VISIT_MANIFEST = "/visite.webmanifest";
