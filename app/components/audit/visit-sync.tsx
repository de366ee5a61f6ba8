/** Owns what a visit's page says of the network: what waits on this device, what leaves, what is disputed, who must sign in again. */
import { useContext, useEffect, useRef, useState } from "react";
import { paths } from "~/paths";
import { countUnsent, ShelfKeyContext } from "../assessment/unsent-shelf";
import { ButtonLink } from "../form/button";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import { meetingOf } from "./meeting-entry";
import { replayUnsent, unsentEntries } from "./replay-visit";

export interface VisitSyncProps {
	readonly auditId: string;
	readonly personId: string;
	/** Address of this page: where one comes back to after signing in. */
	readonly here: string;
	/** Whether this page sends that entry itself. */
	readonly isShown: (entryId: string) => boolean;
	/** The server no longer knows this person, here or in an entry of this page. */
	readonly signedOut: boolean;
	readonly onSignedOut: () => void;
	/** All that this device held of the visit has arrived. */
	readonly onSettled: () => void;
}

interface Waiting {
	readonly entries: number;
	readonly photos: number;
}

const LOOK_MS = 1_000;
const LATE_MS = 3_000;
const PROBE_MS = 10_000;
const NOTHING: Waiting = { entries: 0, photos: 0 };

export function VisitSync(props: VisitSyncProps) {
	const { auditId, personId } = props;
	const shelfKey = useContext(ShelfKeyContext);
	const latest = useRef(props);
	latest.current = props;
	const [online, setOnline] = useState(true);
	const [waiting, setWaiting] = useState(NOTHING);
	const [disputed, setDisputed] = useState<readonly string[]>([]);
	const [late, setLate] = useState(false);
	const [sent, setSent] = useState(false);

	useEffect(() => {
		let before = NOTHING;
		let since = 0;
		let told = false;
		let probedAt = Number.NEGATIVE_INFINITY;
		let answers = !navigator.serviceWorker?.controller;
		// A network that leads nowhere is one for the browser: the server itself is asked.
		const probe = async () => {
			probedAt = Date.now();
			answers = await isReached();
			setOnline(answers && navigator.onLine);
		};
		const look = () => {
			if ((told || !answers) && Math.abs(Date.now() - probedAt) >= PROBE_MS) void probe();
			if (!navigator.onLine) setOnline(false);
			const now = { entries: unsentEntries(personId, auditId).length, photos: countUnsent(personId).photos };
			const isEmpty = now.entries + now.photos === 0;
			const wasEmpty = before.entries + before.photos === 0;
			if (wasEmpty) since = Date.now();
			if (isEmpty && !wasEmpty) {
				setSent(told);
				latest.current.onSettled();
			}
			// What leaves at once is told by its own criterion.
			told = !isEmpty && Date.now() - since >= LATE_MS;
			if (told) setSent(false);
			setLate(told);
			setWaiting((known) => (known.entries === now.entries && known.photos === now.photos ? known : now));
			before = now;
		};
		look();
		const timer = setInterval(look, LOOK_MS);
		const back = () => void probe();
		window.addEventListener("online", back);
		window.addEventListener("offline", look);
		return () => {
			clearInterval(timer);
			window.removeEventListener("online", back);
			window.removeEventListener("offline", look);
		};
	}, [auditId, personId]);

	useEffect(
		() =>
			replayUnsent({
				shelfKey,
				personId,
				auditId,
				isShown: (id) => latest.current.isShown(id),
				onDisputed: setDisputed,
				onSignedOut: () => latest.current.onSignedOut(),
			}),
		[shelfKey, personId, auditId],
	);

	const said = waitingText(waiting);
	return (
		<div className="visit-sync stack-tight" role="status">
			{!online && (
				<Notice kind="info" live={false} title="Vous êtes hors ligne">
					<p>
						{frenchTypography(
							`Ce que vous notez est gardé sur cet appareil et partira au retour du réseau.${said && ` ${said}.`}`,
						)}
					</p>
				</Notice>
			)}
			{online && props.signedOut && (
				<Notice kind="warning" live={false} title={frenchTypography("Votre session est finie : rien n’est perdu")}>
					<p>
						{frenchTypography(
							`${said || "Ce que vous avez noté"} : gardé sur cet appareil. Reconnectez-vous sous le même compte, l’envoi reprendra tout seul.`,
						)}
					</p>
					<p className="actions">
						<ButtonLink small href={paths.signIn(props.here)}>
							Me reconnecter
						</ButtonLink>
					</p>
				</Notice>
			)}
			{online && !props.signedOut && late && (
				<p className="save-state save-state-saving">{frenchTypography(`${said}…`)}</p>
			)}
			{online && sent && (
				<p className="save-state save-state-saved">Tout ce qui attendait sur cet appareil est envoyé.</p>
			)}
			{disputed.length > 0 && (
				<Notice kind="warning" live={false} title={frenchTypography("Deux constats différents : à vous de choisir")}>
					<p>
						Pendant que vous étiez hors ligne, l’autre personne de l’équipe a noté ces critères. Ouvrez-les pour choisir
						; vos textes sont gardés.
					</p>
					<ul className="row">
						{disputed.map((id) => (
							<li key={id}>
								{meetingOf(id) ? (
									<Link href={paths.audits.meetings(auditId)}>Réunions</Link>
								) : (
									<Link href={paths.audits.visit(auditId, id.split("-")[0] ?? "", id)}>{id}</Link>
								)}
							</li>
						))}
					</ul>
				</Notice>
			)}
		</div>
	);
}

function isReached(): Promise<boolean> {
	const asked = fetch("/healthz", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(8_000) });
	return asked.then(
		() => true,
		() => false,
	);
}

/** « 12 saisies à envoyer, 3 photos » */
function waitingText({ entries, photos }: Waiting): string {
	const parts = [
		entries > 0 && `${formatCount(entries, "saisie")} à envoyer`,
		photos > 0 && formatCount(photos, "photo"),
	];
	const said = parts.filter(Boolean).join(", ");
	return entries === 0 && photos > 0 ? `${said} à envoyer` : said;
}
