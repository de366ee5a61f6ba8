/** Owns signing out: what is not sent yet is waited for, then named, and never lost without a word. */
import { type FormEvent, useEffect, useState } from "react";
import { paths } from "~/paths";
import { closeShelf, countUnsent } from "../assessment/unsent-shelf";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { formatCount } from "../text/format";

type Step = "ready" | "sending" | "unsent" | "leaving" | "unreachable";

const LOOK_MS = 200;
/** How long the last answers have to leave by themselves. */
const PATIENCE_MS = 4_000;

export function SignOutForm({ personId }: { personId: string }) {
	const [step, setStep] = useState<Step>("ready");
	const [unsent, setUnsent] = useState({ answers: 0, photos: 0 });

	// Looks again while something is unsent: what leaves meanwhile needs no decision any more.
	useEffect(() => {
		if (step !== "sending" && step !== "unsent") return;
		const since = Date.now();
		const timer = setInterval(() => {
			const left = countUnsent(personId);
			setUnsent(left);
			if (isNothing(left)) setStep(step === "sending" ? "leaving" : "ready");
			else if (step === "sending" && Date.now() - since > PATIENCE_MS) setStep("unsent");
		}, LOOK_MS);
		return () => clearInterval(timer);
	}, [step, personId]);

	useEffect(() => {
		if (step !== "leaving") return;
		signOut().then(
			() => {
				closeShelf();
				location.assign(paths.signIn());
			},
			() => setStep("unreachable"),
		);
	}, [step]);

	function ask(event: FormEvent) {
		event.preventDefault();
		const left = countUnsent(personId);
		setUnsent(left);
		setStep(isNothing(left) ? "leaving" : "sending");
	}

	const busy = step === "sending" || step === "leaving";
	return (
		<form method="post" action={paths.signOut()} onSubmit={ask}>
			<Button kind="quiet" small>
				{step === "sending" ? "Envoi de ce qui reste…" : busy ? "Déconnexion…" : "Se déconnecter"}
			</Button>
			{step === "unsent" && (
				<Notice kind="warning" title={inWords(unsent)}>
					<p>La déconnexion les efface de cet ordinateur. Si vous restez, elles partent dès que possible.</p>
					<p className="actions sign-out-choice">
						<Button kind="danger" small type="button" onClick={() => setStep("leaving")}>
							Effacer et sortir
						</Button>
						<Button kind="quiet" small type="button" onClick={() => setStep("ready")}>
							Rester
						</Button>
					</p>
				</Notice>
			)}
			{step === "unreachable" && (
				<Notice kind="error" title="Déconnexion impossible">
					<p>Le serveur ne répond pas : vous êtes encore connecté et rien n’est perdu. Recommencez dans un instant.</p>
				</Notice>
			)}
		</form>
	);
}

type Unsent = ReturnType<typeof countUnsent>;

const isNothing = ({ answers, photos }: Unsent) => answers + photos === 0;

/** « 2 réponses et 1 photo pas encore envoyées » */
function inWords({ answers, photos }: Unsent): string {
	const counted = [answers > 0 && formatCount(answers, "réponse"), photos > 0 && formatCount(photos, "photo")];
	return `${counted.filter(Boolean).join(" et ")} pas encore ${answers + photos < 2 ? "envoyée" : "envoyées"}`;
}

async function signOut(): Promise<void> {
	const response = await fetch(paths.signOut(), {
		method: "POST",
		body: new URLSearchParams({ sortie: "1" }),
		redirect: "manual",
		signal: AbortSignal.timeout(15_000),
	});
	if (response.type !== "opaqueredirect" && !response.ok) throw new Error(`sign-out answered ${response.status}`);
}
