/** Owns what a version is: its number, its date, the print of its text, and the other versions. */
import { paths } from "~/paths";
import { DefinitionList } from "../display/definition-list";
import { Link } from "../layout/link";
import { Section } from "../layout/section";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";

export interface VersionFacts {
	readonly version: string;
	readonly publishedOn: string;
	readonly contentHash: string;
}

export function AboutVersion({
	facts,
	versions,
	notices,
}: {
	facts: VersionFacts;
	versions: readonly { readonly version: string; readonly publishedOn: string }[];
	notices: readonly string[];
}) {
	return (
		<Section title="Cette version" ruled>
			<DefinitionList
				items={[
					{ term: "Version", value: facts.version },
					{ term: "Publiée le", value: formatDate(facts.publishedOn) },
					{ term: "Empreinte du texte (SHA-256)", value: <code className="fingerprint">{facts.contentHash}</code> },
					{
						term: "Toutes les versions",
						value: (
							<ul className="plain-list">
								{versions.map(({ version, publishedOn }) => (
									<li key={version}>
										<Link
											href={paths.standard.version(version)}
											aria-current={version === facts.version ? "page" : undefined}
										>
											Version {version}
										</Link>
										{`, ${formatDate(publishedOn)}`}
									</li>
								))}
							</ul>
						),
					},
				]}
			/>
			{notices.map((notice) => (
				<p key={notice} className="measure small soft">
					{frenchTypography(notice)}
				</p>
			))}
		</Section>
	);
}
