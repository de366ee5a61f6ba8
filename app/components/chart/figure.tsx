/** Owns the frame of every chart: the conclusion as its title, the drawing in a box of fixed height, the same figures in a table. */
import { lazy, type ReactNode, Suspense, useContext, useEffect, useId, useState } from "react";
import { frenchTypography } from "../text/french";
import { csvAddress } from "./drawing-csv";
import { FigureSource } from "./figure-source";
import type { Drawing, TakeImage, Tone } from "./series";

/** Loaded once the page is alive, in its own chunk. Without it the table says everything. */
const ChartCanvas = lazy(() => import("./chart-canvas").catch(() => ({ default: Undrawn })));

function Undrawn() {
	return <p className="soft">Le dessin n’a pas pu être chargé : les chiffres sont dans le tableau.</p>;
}

export interface FigureKey {
	readonly label: string;
	readonly tone: Tone | "spread";
}

export function Figure({
	title,
	note,
	basis,
	keys = [],
	drawing,
	height = "medium",
	children,
}: {
	/** The conclusion, computed from the figures. */
	title: string;
	/** Stage, unit, how many cooperatives. */
	note?: string;
	/** What the figures rest on, when that is not every criterion of one version: in the caption and in the files. */
	basis?: string;
	/** Only for what is not written beside its line. */
	keys?: readonly FigureKey[];
	drawing: Drawing;
	height?: "short" | "medium" | "tall";
	/** The data table. */
	children: ReactNode;
}) {
	const titleId = useId();
	const [alive, setAlive] = useState(false);
	const [image, setImage] = useState<TakeImage | null>(null);
	useEffect(() => setAlive(true), []);
	const conclusion = frenchTypography(title);
	const page = useContext(FigureSource);
	const noted = note && frenchTypography(note);
	const compared = basis && frenchTypography(basis);
	/** A trend that crosses versions names them year by year. */
	const sources = [compared, compared ? "" : page].flatMap((text) => text || []);
	return (
		<figure className="figure" aria-labelledby={titleId}>
			<figcaption>
				<h3 id={titleId}>{conclusion}</h3>
				{noted && <p className="figure-note">{noted}</p>}
				{compared && <p className="figure-note">{compared}</p>}
				{keys.length > 0 && <FigureKeys keys={keys} />}
			</figcaption>
			<div className={`figure-box figure-${height}`}>
				{alive && (
					<Suspense fallback={null}>
						<ChartCanvas
							drawing={drawing}
							label={`${conclusion}. Les chiffres sont dans le tableau qui suit.`}
							onDraw={setImage}
						/>
					</Suspense>
				)}
			</div>
			<div>
				<details className="figure-data">
					<summary>Les chiffres en tableau</summary>
					{children}
				</details>
				<p className="figure-downloads no-print">
					<a download={`${fileName(title)}.csv`} href={csvAddress(drawing, sources)}>
						Tableau (CSV)
					</a>
					{image && (
						<button
							type="button"
							className="link-button"
							onClick={() =>
								saveImage(image(conclusion, [noted, ...sources].filter(Boolean).join(" ")), `${fileName(title)}.png`)
							}
						>
							Image (PNG)
						</button>
					)}
				</p>
			</div>
		</figure>
	);
}

function FigureKeys({ keys }: { keys: readonly FigureKey[] }) {
	return (
		<ul className="figure-keys">
			{keys.map(({ label, tone }) => (
				<li key={label}>
					<LineSample tone={tone} />
					{label}
				</li>
			))}
		</ul>
	);
}

function fileName(title: string): string {
	return title
		.replace(/[^\p{L}\p{N}]+/gu, "-")
		.slice(0, 60)
		.replace(/-$/, "");
}

function saveImage(address: string, name: string) {
	const link = document.createElement("a");
	link.href = address;
	link.download = name;
	link.click();
}

/** The same stroke as on the chart: solid with a disc, dashed with a ring, dotted with a diamond. */
function LineSample({ tone }: { tone: FigureKey["tone"] }) {
	return (
		<svg className={`line-sample line-${tone}`} viewBox="0 0 30 12" width="30" height="12" aria-hidden="true">
			{tone === "spread" ? <rect width="30" height="12" /> : <path d="M0 6h30" />}
			{(tone === "own" || tone === "past") && <circle cx="15" cy="6" r="3.4" />}
			{tone === "network" && <path className="line-mark" d="M15 2l4 4-4 4-4-4z" />}
		</svg>
	);
}
