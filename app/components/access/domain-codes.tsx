/** Owns how the domains entrusted to somebody are told: their marks, or that they are all of them. */
import type { EntrustedDomains } from "~/domain/access/entrusted-domains";
import { DomainMark } from "../display/domain-mark";

export function DomainCodes({ domains }: { domains: EntrustedDomains }) {
	if (domains === null) return <>Tous les domaines</>;
	return (
		<span className="row">
			{domains.map((code) => (
				<DomainMark key={code} code={code} />
			))}
		</span>
	);
}

/** « RHU et ACC », inside a sentence. */
export function domainWords(domains: EntrustedDomains): string {
	if (domains === null) return "tous les domaines";
	return new Intl.ListFormat("fr", { type: "conjunction" }).format(domains);
}
