/** Owns the button that uses a passkey: to sign in, as a second factor, or to prove again who is there. Shows nothing where it can't. */
import { useState } from "react";
import { Button, type ButtonKind } from "../form/button";
import { Notice } from "../layout/notice";
import { enterWithPasskey, type PasskeyOutcome } from "./passkey-ceremony";
import { passkeyRefusals } from "./passkey-refusals";
import { usePasskeySupport } from "./use-passkey-support";

export function PasskeyButton({
	next,
	label,
	kind = "secondary",
}: {
	/** Where to go once it is done. */
	next: string;
	label: string;
	kind?: ButtonKind;
}) {
	const support = usePasskeySupport();
	const [busy, setBusy] = useState(false);
	const [refusal, setRefusal] = useState<Extract<PasskeyOutcome, { ok: false }> | null>(null);
	if (support !== "ready") return null;

	async function enter() {
		setBusy(true);
		setRefusal(null);
		const entered = await enterWithPasskey(next);
		// A whole new page: everything on it depends on who is there.
		if (entered.ok) return location.assign(entered.next);
		if (entered.reason === "ELSEWHERE") return location.assign(entered.address);
		setRefusal(entered);
		setBusy(false);
	}

	return (
		<div className="stack">
			{refusal && refusal.reason !== "ELSEWHERE" && (
				<Notice kind={refusal.reason === "CANCELLED" ? "info" : "error"}>{passkeyRefusals[refusal.reason]}</Notice>
			)}
			<p>
				<Button type="button" kind={kind} disabled={busy} onClick={enter}>
					{busy ? "En attente de votre appareil…" : label}
				</Button>
			</p>
		</div>
	);
}
