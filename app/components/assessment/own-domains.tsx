/** Owns what a contributor reads first: which domains are entrusted to them. Nothing for those who answer them all, or none. */
import { paths } from "~/paths";
import { DomainMark } from "../display/domain-mark";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { frenchTypography } from "../text/french";

interface OwnDomain {
	readonly code: string;
	readonly title: string;
	readonly mayAnswer: boolean;
}

export function OwnDomains({ assessmentId, domains }: { assessmentId: string; domains: readonly OwnDomain[] }) {
	const own = domains.filter(({ mayAnswer }) => mayAnswer);
	if (own.length === 0 || own.length === domains.length) return null;
	return (
		<Notice kind="info" live={false} title={frenchTypography("Vous répondez à ces domaines :")}>
			<ul className="plain-list">
				{own.map(({ code, title }) => (
					<li key={code}>
						<DomainMark code={code} /> <Link href={paths.assessments.domain(assessmentId, code)}>{title}</Link>
					</li>
				))}
			</ul>
			<p>Les autres domaines se lisent ; chacun dit qui y répond.</p>
		</Notice>
	);
}
