/** A version whole, made for paper: a title page, then a domain after the other. It carries no script: what is read is all there is. */
import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { openDoor } from "~/auth/guarded.server";
import { HowToAnswer } from "~/components/assessment/how-to-answer";
import { DomainMark, domainHue } from "~/components/display/domain-mark";
import { LonePage } from "~/components/layout/lone-page";
import { LabelRule } from "~/components/standard/label-rule";
import { WholeCriterion } from "~/components/standard/whole-criterion";
import { formatCount, formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { paths } from "~/paths";
import { findWholeStandard } from "~/services/standard/find-whole-standard.server";

/** Alone on its sheet, also for whoever is signed in; and still, without script. */
export const handle = { alone: true, still: true };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Référentiel du label CAE, version ${data?.standard.version ?? ""}, texte complet` },
];

export const loader = openDoor("the rules of a label are public", async ({ params, context }: LoaderFunctionArgs) => {
	const page = await findWholeStandard(context.db, params.version ?? "");
	if (!page) throw new Response("Introuvable", { status: 404 });
	return json(page);
});

export default function Print() {
	const { standard, contentHash, terms } = useLoaderData<typeof loader>();
	const { version, domains, criteria, scale } = standard;
	return (
		<LonePage wide homeHref={paths.landing()}>
			<div className="whole-standard">
				<header className="title-page">
					<h1>{frenchTypography(standard.title)}</h1>
					<p className="lead">{`Version ${version}, publiée le ${formatDate(standard.publishedOn)}`}</p>
					<p>{`${formatCount(criteria.length, "critère")} en ${formatCount(domains.length, "domaine")}.`}</p>
					<p className="measure">{frenchTypography(standard.notice)}</p>
					<p className="small soft">
						Empreinte du texte (SHA-256){"\u00a0: "}
						<code className="fingerprint">{contentHash}</code>
					</p>
					<p className="no-print">
						Ouvrez l’impression de votre navigateur (Ctrl + P, ou Cmd + P) pour imprimer ou enregistrer en PDF, ou{" "}
						<a href={paths.standard.version(version)}>revenez au référentiel</a>.
					</p>
				</header>
				<div className="title-page">
					<LabelRule rules={standard.labelRules} />
					<HowToAnswer
						title="L’échelle"
						scale={scale}
						notes={standard.scaleNotes}
						notice={standard.notApplicableNotice}
					/>
					<p className="measure small soft">{frenchTypography(standard.evidenceNotice)}</p>
				</div>
				{domains.map((domain) => (
					<section key={domain.code} className={`printed-domain ${domainHue(domain.code)}`}>
						<h2>
							<DomainMark code={domain.code} /> {frenchTypography(domain.title)}
						</h2>
						<p>{frenchTypography(domain.description)}</p>
						{domain.chapters.map((chapter) => (
							<section key={chapter.code}>
								<h3>{frenchTypography(chapter.title)}</h3>
								{criteria
									.filter((criterion) => criterion.chapter === chapter.code)
									.map((criterion) => (
										<WholeCriterion key={criterion.id} criterion={criterion} scale={scale} terms={terms} />
									))}
							</section>
						))}
					</section>
				))}
			</div>
		</LonePage>
	);
}
