/** Owns the addresses of a visit: its sheets, what they record, its photos and its meetings. A part of paths.ts, which pages read. */
export const visitPaths = {
	visit: (id: string, domain: string, criterion?: string) =>
		`/audits/${id}/visite/${domain}${criterion ? `#${criterion}` : ""}`,
	record: (id: string) => `/audits/${id}/constats`,
	photos: (id: string, criterionId: string) => `/audits/${id}/criteres/${criterionId}/photos`,
	/** Where the browser sends a photo part by part. */
	photoPart: (id: string) => `/audits/${id}/photos/envoi`,
	photo: (id: string, photoId: string) => `/audits/${id}/photos/${photoId}`,
	meetings: (id: string) => `/audits/${id}/reunions`,
} as const;
