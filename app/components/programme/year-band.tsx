/** Owns the band of twelve months: the days a visit lies between, the best of them, where it is placed or settled. */
import { formatVisitDates } from "../audit/visit-dates";
import { frenchTypography } from "../text/french";

const WIDTH = 366;
const HEIGHT = 16;

export interface Band {
	readonly year: number;
	readonly window: {
		readonly opensOn: string;
		readonly closesOn: string;
		readonly targetFrom: string;
		readonly targetTo: string;
	} | null;
	readonly placed: { readonly startsOn: string; readonly endsOn: string } | null;
	readonly settled: { readonly startsOn: string; readonly endsOn: string } | null;
	readonly today: string;
}

/** Drawn for the eye; the words beside it say the same. */
export function YearBand({ band }: { band: Band }) {
	const { year, window, placed, settled, today } = band;
	const at = (day: string) => Math.min(WIDTH, Math.max(0, dayOfYear(year, day)));
	const rect = (from: string, to: string, least = 1) => ({
		x: at(from),
		width: Math.max(least, at(to) + 1 - at(from)),
	});
	return (
		<svg className="year-band" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img">
			<title>{frenchTypography(bandSentence(band))}</title>
			{Array.from({ length: 13 }, (_, month) => (
				<line
					// biome-ignore lint/suspicious/noArrayIndexKey: thirteen lines that never move
					key={month}
					className="band-month"
					x1={monthStart(year, month)}
					x2={monthStart(year, month)}
					y1={0}
					y2={HEIGHT}
				/>
			))}
			{window && <rect className="band-window" {...rect(window.opensOn, window.closesOn)} y={5} height={6} />}
			{window && <rect className="band-target" {...rect(window.targetFrom, window.targetTo)} y={5} height={6} />}
			{placed && <rect className="band-placed" {...rect(placed.startsOn, placed.endsOn, 5)} y={1} height={14} />}
			{settled && <rect className="band-settled" {...rect(settled.startsOn, settled.endsOn, 5)} y={1} height={14} />}
			{today.startsWith(String(year)) && (
				<line className="band-today" x1={at(today)} x2={at(today)} y1={0} y2={HEIGHT} />
			)}
		</svg>
	);
}

export function bandSentence({ window, placed, settled }: Band): string {
	const said = [
		settled && `Visite fixée ${formatVisitDates(settled)}`,
		placed && `Visite proposée ${formatVisitDates(placed)}`,
		window && `À faire ${formatVisitDates({ startsOn: window.opensOn, endsOn: window.closesOn })}`,
	].filter((one) => one !== null);
	return said.length === 0 ? "Aucune visite à placer" : said.join(". ");
}

/** The letters of the months, over the bands. */
export function MonthScale() {
	return (
		<>
			<span className="visually-hidden">Mois de l’année</span>
			<span className="month-scale" aria-hidden="true">
				{["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"].map((letter, index) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: the months never move
					<span key={index}>{letter}</span>
				))}
			</span>
		</>
	);
}

function dayOfYear(year: number, day: string): number {
	return Math.round((Date.parse(day) - Date.UTC(year, 0, 1)) / 86_400_000);
}

function monthStart(year: number, month: number): number {
	return Math.round((Date.UTC(year, month, 1) - Date.UTC(year, 0, 1)) / 86_400_000);
}
