/** Keeps what is typed in a message's form in the browser until the server has it: a lost session or a cut loses no word. */
import { type RefObject, useContext, useEffect, useRef } from "react";
import type { OutboxStore } from "./answer-outbox";
import { openShelf } from "./open-shelf";
import { ShelfKeyContext } from "./unsent-shelf";

/**
 * To be called once per form; when the form is drawn anew because its message was received, what was kept of it goes.
 * @param place what the text is about, e.g. `JUR-01:echange`
 */
export function useKeptText(
	personId: string,
	recordId: string,
	place: string,
	received: boolean,
): { readonly field: RefObject<HTMLTextAreaElement>; readonly typed: () => void } {
	const field = useRef<HTMLTextAreaElement>(null);
	const store = useRef<OutboxStore | null>(null);
	const shelfKey = useContext(ShelfKeyContext);
	const given = useRef(received);
	given.current = received;
	useEffect(() => {
		let left = false;
		void openShelf(shelfKey, personId, recordId, place).then((opened) => {
			if (left) return;
			store.current = opened;
			const kept = opened.read()?.waiting?.comment ?? "";
			if (given.current) opened.write(null);
			else if (field.current && field.current.value === "") field.current.value = kept;
		});
		return () => {
			left = true;
			store.current = null;
		};
	}, [shelfKey, personId, recordId, place]);
	return {
		field,
		typed: () => {
			const comment = field.current?.value ?? "";
			const waiting = { choice: "", reason: "", comment };
			store.current?.write(comment.trim() === "" ? null : { underWay: null, waiting, version: 0 });
		},
	};
}
