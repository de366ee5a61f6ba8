/** Owns the photos of a sheet: those that wait in this browser, wherever they go, and the way to add one. Loaded after the page. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { newKey } from "../assessment/new-key";
import { ShelfKeyContext } from "../assessment/unsent-shelf";
import type { PhotoQueue, WaitingPhoto } from "./photo-queue";

interface Photos {
	readonly photos: readonly WaitingPhoto[];
	readonly add: (files: readonly File[], criterionId: string) => void;
	readonly remove: (id: string) => void;
}

/** Null until photos can be taken. */
export const PhotosContext = createContext<Photos | null>(null);

export function PhotosProvider({
	assessmentId,
	cooperativeId,
	auditId,
	personId,
	enabled,
	children,
}: {
	assessmentId: string;
	cooperativeId: string;
	/** Of a visit. */
	auditId?: string;
	personId: string;
	enabled: boolean;
	children: ReactNode;
}) {
	const shelfKey = useContext(ShelfKeyContext);
	const queue = useRef<PhotoQueue | null>(null);
	const [photos, setPhotos] = useState<readonly WaitingPhoto[] | null>(null);

	useEffect(() => {
		if (!enabled) return;
		let left = false;
		// Before the network goes: they are of use without it.
		void Promise.all([import("./photo-queue"), import("./photo-shelf")]).then(
			([{ openPhotoQueue }, { openPhotoShelf }]) => {
				if (left) return;
				const shelf = openPhotoShelf(shelfKey, personId);
				queue.current = openPhotoQueue({ shelf, newId: newKey, now: () => new Date(), onChange: setPhotos });
				setPhotos((known) => known ?? []);
			},
		);
		return () => {
			left = true;
			queue.current?.stop();
			queue.current = null;
		};
	}, [enabled, shelfKey, personId]);

	const value = useMemo(
		() =>
			photos && {
				photos,
				add: (files: readonly File[], criterionId: string) =>
					void queue.current?.add(files, { assessmentId, cooperativeId, criterionId, ...(auditId && { auditId }) }),
				remove: (id: string) => queue.current?.remove(id),
			},
		[photos, assessmentId, cooperativeId, auditId],
	);
	return <PhotosContext.Provider value={value}>{children}</PhotosContext.Provider>;
}
