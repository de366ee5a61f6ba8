/** How long does the report of a whole audit take to be written, as a PDF and for a word processor? Fonts and code loaded. */
import { auditReportDocument } from "../app/components/audit/audit-report-document";
import { writeDocx } from "../app/components/docx/write-docx.server";
import { writePdf } from "../app/components/pdf/write-pdf.server";
import { auditReportFacts } from "../tests/fixtures/audit-report";

const ROUNDS = 7;
/** What a person waits for without wondering. */
const MOST_MS = 3_000;

/**
 * Prints milliseconds and bytes; false when the slowest takes too long, the first one, which loads all, included. Judged on the
 * work of the processor: what else runs on the machine does not count.
 */
export async function benchReport(): Promise<boolean> {
	const facts = await auditReportFacts();
	const pdf = await measure("PDF", () => writePdf(auditReportDocument(facts)));
	const docx = await measure("DOCX", () => writeDocx(auditReportDocument(facts)));
	return Math.max(pdf, docx) < MOST_MS;
}

async function measure(what: string, write: () => Promise<Buffer>): Promise<number> {
	const times: number[] = [];
	const waits: number[] = [];
	let size = 0;
	for (let round = 0; round < ROUNDS; round += 1) {
		const started = performance.now();
		const before = process.cpuUsage();
		size = (await write()).length;
		const { user, system } = process.cpuUsage(before);
		times.push((user + system) / 1_000);
		waits.push(performance.now() - started);
	}
	const [first = 0] = times;
	const sorted = times.toSorted((a, b) => a - b);
	const median = sorted[Math.floor(ROUNDS / 2)] ?? 0;
	const slowest = sorted.at(-1) ?? 0;
	console.log(
		`${what} : ${Math.round(first)} ms la première fois, ${Math.round(median)} ms en médiane, ${Math.round(slowest)} ms au pire (processeur) ; ${Math.round(Math.max(...waits))} ms d’attente au pire, ${Math.round(size / 1024)} Ko.`,
	);
	return slowest;
}
