/** Owns who else is at work on the draft, at the head of a sheet, and the words for what they change, spoken from time to time. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { frenchTypography } from "../text/french";
import { inWords, type LiveSheet } from "./use-live-sheet";

/** What is changed meanwhile is said in one sentence. */
const SPOKEN_EVERY_MS = 8_000;

export function LivePeople({ live, domain }: { live: LiveSheet; domain: string }) {
	const people = useSyncExternalStore(
		live.subscribe,
		() => live.people,
		() => live.people,
	);
	const spoken = useSpokenNews(live);
	return (
		<>
			{people.length > 0 && (
				<p className="small live-people">
					{frenchTypography(
						`Au travail en ce moment : ${inWords(
							people.map((one) => {
								const place = one.domain === domain ? one.criterionId : `domaine ${one.domain}`;
								return place ? `${one.name} (${place})` : one.name;
							}),
						)}`,
					)}
				</p>
			)}
			<span className="visually-hidden" role="status">
				{spoken}
			</span>
		</>
	);
}

function useSpokenNews(live: LiveSheet): string {
	const [spoken, setSpoken] = useState("");
	useEffect(() => {
		let last = live.news;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const unsubscribe = live.subscribe(() => {
			if (live.news === last || timer) return;
			timer = setTimeout(() => {
				timer = undefined;
				const before = new Set(last);
				const fresh = live.news.filter((one) => !before.has(one));
				last = live.news;
				const who = inWords([...new Set(fresh.map(({ by }) => by))]);
				setSpoken(
					fresh.length === 1
						? `${fresh[0]?.criterionId} modifié par ${who}`
						: `${fresh.length} réponses modifiées par ${who}`,
				);
			}, SPOKEN_EVERY_MS);
		});
		return () => {
			clearTimeout(timer);
			unsubscribe();
		};
	}, [live]);
	return spoken;
}
