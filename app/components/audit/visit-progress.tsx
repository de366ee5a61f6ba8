/** Owns the progress of a visit, domain by domain: « 18 critères examinés sur 23 », with the way to each sheet. */
import { paths } from "~/paths";
import { DomainMark } from "../display/domain-mark";
import { Gauge } from "../display/gauge";
import { ButtonLink } from "../form/button";
import { formatCount } from "../text/format";

export interface DomainProgressLine {
	readonly code: string;
	readonly title: string;
	readonly examined: number;
	readonly applicable: number;
}

export function VisitProgress({
	auditId,
	domains,
	action,
}: {
	auditId: string;
	domains: readonly DomainProgressLine[];
	/** What the sheet is opened for; null when it may not be. */
	action: "record" | "read" | null;
}) {
	return (
		<ul className="domain-progress">
			{domains.map(({ code, title, examined, applicable }) => (
				<li key={code}>
					<h3>
						<DomainMark code={code} /> {title}
					</h3>
					<Gauge
						variant="filled"
						label="Critères examinés"
						value={examined}
						max={applicable}
						text={`${examined} sur ${applicable}`}
					/>
					{action && (
						<p className="domain-progress-next">
							<ButtonLink small href={paths.audits.visit(auditId, code)}>
								{action === "record" && examined < applicable ? "Examiner" : "Relire"}
								<span className="visually-hidden"> {title}</span>
							</ButtonLink>
						</p>
					)}
				</li>
			))}
		</ul>
	);
}

export function examinedText(examined: number, applicable: number): string {
	return `${formatCount(examined, "critère examiné", "critères examinés")} sur ${applicable}`;
}
