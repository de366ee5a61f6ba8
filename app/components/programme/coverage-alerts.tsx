/** Owns the alerts of a year: domains and sectors nobody knows, profiles nobody filled in. */
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { frenchTypography } from "../text/french";

export interface Coverage {
	readonly auditors: number;
	readonly domains: readonly string[];
	readonly sectors: readonly string[];
	readonly unsaid: readonly { readonly userId: string; readonly name: string }[];
}

export function CoverageAlerts({
	coverage: { auditors, domains, sectors, unsaid },
	...words
}: {
	coverage: Coverage;
	domains: readonly { readonly code: string; readonly title: string }[];
	sectors: readonly { readonly code: string; readonly label: string }[];
}) {
	const titles = domains.map((code) => words.domains.find((domain) => domain.code === code)?.title ?? code);
	const labels = sectors.map((code) => words.sectors.find((sector) => sector.code === code)?.label ?? code);
	return (
		<>
			{auditors === 0 && (
				<Notice kind="warning" live={false} title="Personne n’est habilité cette année-là">
					Aucune visite ne pourra être placée : donnez ou prolongez des habilitations.
				</Notice>
			)}
			{auditors > 0 && titles.length > 0 && (
				<Notice kind="warning" live={false} title="Domaines que personne ne connaît">
					{frenchTypography(
						`${titles.join(", ")} : aucune équipe ne sera complète pour un audit initial ou de renouvellement.`,
					)}
				</Notice>
			)}
			{auditors > 0 && labels.length > 0 && (
				<Notice kind="warning" live={false} title="Filières que personne ne connaît">
					{frenchTypography(`${labels.join(", ")} : les CAE de ces filières ne pourront pas être placées.`)}
				</Notice>
			)}
			{unsaid.length > 0 && (
				<Notice kind="info" live={false} title="Profils d’audit non remplis">
					{frenchTypography("Le calcul ne leur connaît aucun domaine : ")}
					{unsaid.map(({ userId, name }, index) => (
						<span key={userId}>
							{index > 0 && ", "}
							<Link href={paths.auditors.one(userId)}>{name}</Link>
						</span>
					))}
					.
				</Notice>
			)}
		</>
	);
}
