/** Owns the choice of how a sheet is read, the steps from one criterion to the next, and the list of keys. */
import type { RefObject } from "react";
import { Button } from "../form/button";
import type { SheetMode } from "./use-sheet-mode";

/** In the order one comes to need them. */
const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
	[["s", "→"], "critère suivant"],
	[["p", "←"], "critère précédent"],
	[["0", "1", "2", "3"], "choisir ce niveau"],
	[["n"], "non applicable, puis écrire le motif"],
	[["c"], "écrire un commentaire"],
	[["e"], "aller aux preuves et aux pièces"],
	[["i"], "confirmer une réponse proposée, inchangée"],
	[["Échap"], "sortir d’un champ de texte"],
	[["?"], "cette aide"],
];

export function SheetModeBar({ mode, onHelp }: { mode: SheetMode; onHelp: () => void }) {
	const { alive, view, left } = mode;
	if (!alive) return null;
	return (
		<div className="row sheet-mode">
			<Button small type="button" aria-pressed={view.single} onClick={() => mode.changeView({ single: !view.single })}>
				Un critère à la fois
			</Button>
			<Button small kind="quiet" type="button" onClick={onHelp}>
				Raccourcis clavier
			</Button>
			{left && (
				<Button small kind="quiet" type="button" onClick={() => mode.go(left)}>
					{`Reprendre à ${left}`}
				</Button>
			)}
			<span className="visually-hidden" role="status">
				{mode.said}
			</span>
		</div>
	);
}

/** At the foot of the page, where the thumb is. */
export function SheetSteps({ mode, ids }: { mode: SheetMode; ids: readonly string[] }) {
	if (!mode.alive || !mode.view.single || mode.current === null) return null;
	const place = ids.indexOf(mode.current);
	return (
		<nav className="sheet-steps" aria-label="D’un critère à l’autre">
			<Button
				type="button"
				onClick={() => mode.step(-1)}
				disabledReason={place === 0 ? "Premier critère" : undefined}
				aria-keyshortcuts="p"
			>
				Précédent
			</Button>
			<span className="nowrap">{`${place + 1} sur ${ids.length}`}</span>
			<Button type="button" kind="primary" onClick={() => mode.step(1)} aria-keyshortcuts="s">
				{place === ids.length - 1 ? "Fin du domaine" : "Suivant"}
			</Button>
		</nav>
	);
}

export function SheetKeysHelp({ mode, dialog }: { mode: SheetMode; dialog: RefObject<HTMLDialogElement> }) {
	if (!mode.alive) return null;
	return (
		<dialog ref={dialog} className="sheet-keys" aria-labelledby="raccourcis">
			<h2 id="raccourcis">Raccourcis clavier</h2>
			<dl>
				{KEYS.map(([keys, does]) => (
					<div key={does}>
						<dt>
							{keys.map((key) => (
								<kbd key={key}>{key}</kbd>
							))}
						</dt>
						<dd>{does}</dd>
					</div>
				))}
			</dl>
			<label className="choice">
				<input
					type="checkbox"
					checked={mode.view.keys}
					onChange={(event) => mode.changeView({ keys: event.currentTarget.checked })}
				/>
				<span>
					Écouter ces touches
					<small>Réglage gardé sur cet appareil.</small>
				</span>
			</label>
			<form method="dialog" className="actions">
				<Button kind="primary">Fermer</Button>
			</form>
		</dialog>
	);
}
