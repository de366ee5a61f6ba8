/** Renders the design system with example content to static pages, for eyes. Usage: tsx scripts/design-preview.tsx /tmp/preview */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { build } from "vite";
import { parse } from "yaml";
import { readFileSync } from "node:fs";
import { Badge } from "~/components/display/badge";
import { DataTable } from "~/components/display/data-table";
import { DefinitionList } from "~/components/display/definition-list";
import { DomainMark, domainHue } from "~/components/display/domain-mark";
import { Gauge } from "~/components/display/gauge";
import { HeatCell, HeatScale } from "~/components/display/heat-cell";
import { KeyFigure, KeyFigures } from "~/components/display/key-figure";
import { LevelMark } from "~/components/display/level-mark";
import { MonthCalendar } from "~/components/display/month-calendar";
import { Pagination } from "~/components/display/pagination";
import { Sparkline } from "~/components/display/sparkline";
import { Timeline } from "~/components/display/timeline";
import { Button, ButtonLink } from "~/components/form/button";
import { CheckboxGroup } from "~/components/form/checkbox-group";
import { ErrorSummary } from "~/components/form/error-summary";
import { LevelChoice } from "~/components/form/level-choice";
import { SaveState } from "~/components/form/save-state";
import { SelectField } from "~/components/form/select-field";
import { TextField } from "~/components/form/text-field";
import { TextareaField } from "~/components/form/textarea-field";
import { AppShell } from "~/components/layout/app-shell";
import { EmptyState } from "~/components/layout/empty-state";
import { ErrorPanel } from "~/components/layout/error-panel";
import { LonePage } from "~/components/layout/lone-page";
import { MarginColumn } from "~/components/layout/margin-column";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { frenchTypography as fr } from "~/components/text/french";

const out = process.argv[2] ?? "/tmp/preview";
mkdirSync(out, { recursive: true });

const DOMAINS = [
	["JUR", "Juridique", 22, 24, 19, 24],
	["FIN", "Financier et comptable", 18, 24, 14, 24],
	["RHU", "Ressources humaines", 9, 20, 7, 20],
	["ACC", "Accompagnement", 11, 25, 10, 25],
	["ANC", "Ancrage territorial et coopératif", 4, 15, 4, 15],
] as const;

function Shell({ current, children }: { current: string; children: ReactElement | ReactElement[] }) {
	const item = (label: string, href: string, count?: string) => ({ label, href, current: href === current, count });
	return (
		<AppShell
			homeHref="#/"
			context={
				<>
					Les Ateliers du Grand Large <small>Campagne 2026 · référentiel 2.0</small>
				</>
			}
			groups={[
				{ items: [item("Accueil", "#accueil"), item("Auto-évaluation", "#auto", "64 / 108"), item("Actions en cours", "#actions", "5")] },
				{
					title: "Notre label",
					items: [item("Progrès", "#progres"), item("Audits", "#audits"), item("Bonnes pratiques", "#pratiques")],
				},
				{ title: "Le réseau", items: [item("Réseau", "#reseau"), item("Référentiel", "#referentiel")] },
			]}
			user={{
				name: "Marguerite Lefebvre-Oudinot",
				role: "Directrice",
				signOut: (
					<form>
						<Button kind="quiet" small>
							Se déconnecter
						</Button>
					</form>
				),
			}}
		>
			{children}
		</AppShell>
	);
}

const home = (
	<Shell current="#accueil">
		<PageHeader
			title="Plus que 44 critères avant l’envoi"
			lead={fr("Votre auto-évaluation 2026 est remplie aux trois cinquièmes. Elle est attendue le 30 juin 2026, dans onze semaines.")}
			above={<Badge kind="info">Brouillon 2026</Badge>}
			actions={<ButtonLink kind="primary" href="#">Reprendre à FIN-11</ButtonLink>}
		/>
		<MarginColumn
			label="À côté : échéances et équipe"
			margin={
				<>
					<div>
						<h3>Échéances</h3>
						<DefinitionList
							narrow
							items={[
								{ term: "Envoi à l’audit", value: "30 juin 2026" },
								{ term: "Plan d’action RHU-07", value: <>12 mai 2026 <Badge kind="warning">dans 6 jours</Badge></> },
							]}
						/>
					</div>
					<div>
						<h3>Parcours du label</h3>
						<Timeline
							steps={[
								{ label: "Engagement", state: "done", detail: "14 janvier 2026" },
								{ label: "Auto-évaluation", state: "current", detail: "64 critères sur 108" },
								{ label: "Audit", state: "todo", detail: "automne 2026" },
								{ label: "Avis du comité", state: "todo" },
								{ label: "Décision du CA", state: "todo" },
							]}
						/>
					</div>
				</>
			}
		>
			<Section title="Où nous en sommes" lead={fr("Rempli : vous avez répondu. Conforme : votre réponse atteint le niveau demandé.")}>
				<div className="columns">
					<Gauge variant="filled" label="Rempli" value={64} max={108} text="64 sur 108" detail="44 critères sans réponse, dont 12 obligatoires" />
					<Gauge variant="conform" label="Conforme" value={54} max={108} text="50 %" goal={86.4} detail="indicatif, visible par vous seuls ; le trait marque 80 %" />
				</div>
				<DomainTable />
			</Section>
			<Section title="Ce qui vient ensuite" ruled>
				<ol className="next ruled">
					<li className="row row-apart">
						<span>
							<a href="#">Compléter 6 critères bloquants</a> <Badge kind="blocking">Bloquant</Badge>
							<br />
							<span className="small soft">JUR-07, FIN-02, FIN-11, RHU-03, RHU-04 et ACC-01</span>
						</span>
						<span className="small soft">Marguerite</span>
					</li>
					<li className="row row-apart">
						<span>
							<a href="#">Confirmer 18 réponses reprises de 2025</a>
							<br />
							<span className="small soft">« Inchangé » se confirme d’une touche</span>
						</span>
						<span className="small soft">Toute l’équipe</span>
					</li>
					<li className="row row-apart">
						<span>
							<a href="#">Joindre les comptes 2025 approuvés</a>
							<br />
							<span className="small soft">preuve demandée par FIN-02, FIN-03 et JUR-04</span>
						</span>
						<span className="small soft">Idriss</span>
					</li>
				</ol>
			</Section>
			<Section title="Qui s’en occupe" ruled>
				<DataTable
					caption="Répartition des critères dans l’équipe"
					captionHidden
					stacked
					rowKey={(row) => row.name}
					rows={[
						{ name: "Marguerite Lefebvre-Oudinot", part: "JUR, ANC", done: 26, total: 39, last: "hier" },
						{ name: "Idriss Benali", part: "FIN", done: 18, total: 24, last: "12 mars 2026" },
						{ name: "Anne-Cécile de La Rochefoucauld-Montbazon", part: "RHU, ACC", done: 20, total: 45, last: "aujourd’hui, 9 h 40" },
					]}
					columns={[
						{ key: "name", header: "Personne", cell: (row) => row.name, rowHeader: true },
						{ key: "part", header: "Domaines", cell: (row) => row.part },
						{ key: "done", header: "Répondu", cell: (row) => `${row.done} sur ${row.total}`, numeric: true },
						{ key: "last", header: "Dernière saisie", cell: (row) => row.last },
					]}
				/>
			</Section>
		</MarginColumn>
	</Shell>
);

function DomainTable() {
	return (
		<DataTable
			caption="Avancement par domaine"
			captionHidden
			rowKey={(row) => row[0]}
			rows={DOMAINS}
			stacked
			columns={[
				{ key: "d", header: "Domaine", rowHeader: true, cell: ([code, name]) => <a href="#" className="plain"><DomainMark code={code} name={name} /></a> },
				{ key: "f", header: "Rempli", cell: ([, , f, t]) => <Gauge variant="filled" label="" value={f} max={t} text={`${f} sur ${t}`} /> },
				{ key: "c", header: "Conforme", cell: ([, , , , c, t]) => <Gauge variant="conform" label="" value={c} max={t} /> },
			]}
		/>
	);
}

interface Raw {
	id: string; title: string; statement: string; kind: string; blocking: boolean; metFrom: 0 | 1 | 2 | 3;
	levels: Record<number, string>; evidence: { label: string; required: boolean }[]; source: { text: string };
}
const jur = (parse(readFileSync("criteria/label-cae/2.0/jur.yaml", "utf8")) as { criteria: Raw[] }).criteria;
const SCALE = ["Non mis en place", "Partiel", "En place", "Exemplaire"];

function Criterion({ raw, index }: { raw: Raw; index: number }) {
	const state = (["saved", "saving", "retrying", "conflict", "idle"] as const)[index % 5] ?? "idle";
	return (
		<article className="criterion" id={raw.id} aria-labelledby={`${raw.id}-titre`}>
			<p className="criterion-code"><a href={`#${raw.id}`}>{raw.id}</a></p>
			<div className="criterion-body">
				<header className="stack-tight">
					<h3 className="criterion-title" id={`${raw.id}-titre`}>{fr(raw.title)}</h3>
					<p className="criterion-statement" id={`${raw.id}-enonce`}>{fr(raw.statement)}</p>
					<p className="criterion-tags">
						<Badge>{raw.kind === "mandatory" ? "Obligation légale" : "Bonne pratique"}</Badge>
						{raw.blocking && <Badge kind="blocking">Bloquant</Badge>}
						{index === 1 && <Badge kind="warning">Réponse à confirmer</Badge>}
					</p>
				</header>
				<LevelChoice
					name={`level-${raw.id}`}
					legend={`Niveau de ${raw.id}`}
					describedBy={`${raw.id}-enonce`}
					options={[0, 1, 2, 3].map((level) => ({ level: level as 0, label: SCALE[level] ?? "", descriptor: fr(raw.levels[level] ?? "") }))}
					defaultValue={index === 0 ? 2 : index === 1 ? 1 : index === 3 ? "notApplicable" : null}
					metFrom={raw.metFrom}
					notApplicable={{ label: "Non applicable", hint: index === 0 ? "Un motif écrit sera demandé, puis confirmé à l’audit." : undefined }}
					error={index === 2 ? "Ce critère obligatoire n’a pas encore de réponse." : undefined}
				/>
				<div className="criterion-answer">
					<TextareaField name={`c-${raw.id}`} label="Commentaire" optional="facultatif" rows={3} defaultValue={index === 0 ? "Statuts refondus à l’assemblée du 14 juin 2024 ; l’objet reprend l’article 26-41." : ""} />
					<div className="field">
						<h4>Preuves</h4>
						<ul className="evidence small">
							{raw.evidence.map((item) => (
								<li key={item.label}>{fr(item.label)}{item.required ? "" : " (facultatif)"}</li>
							))}
						</ul>
						<p><Button kind="quiet" small type="button">Joindre une preuve</Button></p>
					</div>
				</div>
				<div className="criterion-foot">
					<SaveState status={state}>
						{{ saved: "Enregistré à 14 h 02", saving: "Enregistrement…", retrying: "Non enregistré, nouvel essai dans 5 s", conflict: "Idriss a modifié cette réponse : voir les deux textes", idle: "" }[state]}
					</SaveState>
					<a className="small" href="#">Historique</a>
				</div>
			</div>
			<aside className="criterion-aside" aria-label={`Autour de ${raw.id}`}>
				<div>
					<h4>En 2025</h4>
					<p><LevelMark level={1} /> Partiel</p>
					<p className="small">Objet en cours de révision, avocate consultée.</p>
					<p><Button kind="secondary" small>Confirmer inchangé</Button></p>
				</div>
				{index === 0 && (
					<div>
						<h4>Remarque de l’audit 2023</h4>
						<p className="small">« Préciser que l’objet est principal. »</p>
					</div>
				)}
				<div className="small soft">{fr(raw.source.text)}</div>
			</aside>
		</article>
	);
}

const sheet = (
	<Shell current="#auto">
		<PageHeader
			breadcrumb={[{ label: "Auto-évaluation 2026", href: "#a" }]}
			above={<DomainMark code="JUR" />}
			title="Juridique"
			lead="Ce que la CAE est en droit : ses statuts, sa gouvernance, ses contrats, ses assurances et ses conformités."
			actions={<><Button small>Un critère à la fois</Button><Button small>Imprimer</Button></>}
		/>
		<div className={`sheet ${domainHue("JUR")}`}>
			<div className="sheet-progress">
				<DomainMark code="JUR" name="Juridique" />
				<div className="gauge-pair">
					<Gauge variant="filled" label="Rempli" value={22} max={24} text="22 sur 24" />
					<Gauge variant="conform" label="Conforme" value={19} max={24} />
				</div>
				<SaveState status="saved">Enregistré à 14 h 02</SaveState>
			</div>
			<h2 className="chapter-title">Statuts et forme coopérative <small>4 critères</small></h2>
			{jur.slice(0, 5).map((raw, index) => <Criterion key={raw.id} raw={raw} index={index} />)}
		</div>
	</Shell>
);

const COOPS = ["Alpes Coop", "Les Ateliers du Grand Large", "Coopérative d’entrepreneuses et d’entrepreneurs de la Haute-Vallée et du Pays des Sources", "Bâti’Ouest", "Chrysalide", "Oxalis Sud", "Scop 276", "Terre d’emplois", "Vecteur activités"];
const network = (
	<Shell current="#reseau">
		<PageHeader title="Le label dans le réseau, 2026" lead="Onze coopératives labellisées ; les ressources humaines restent le domaine où l’on demande le plus d’aide." actions={<Button>Rapport annuel (PDF)</Button>} />
		<div className="stack-wide">
			<KeyFigure large value="53" sentence="CAE engagées sur 71, trois sur quatre." note="Elles étaient 42 en 2025." />
			<KeyFigures>
				<KeyFigure value="11" sentence="nouvelles cette année" note="15 % du réseau" />
				<KeyFigure value="11" sentence="labellisées" />
				<KeyFigure value="10" sentence="auditées en 2026" note="14 prévues" />
				<KeyFigure value="82" unit="%" sentence="de conformité moyenne déclarée" note={<>depuis 2022 <Sparkline values={[61, 66, 70, null, 82]} min={50} max={100} label="61, 66, 70, puis 82 %" /></>} />
			</KeyFigures>
			<section>
				<div className="table-scroll" tabIndex={0} role="region" aria-labelledby="heat">
					<table className="table heatmap">
						<caption id="heat">Les ressources humaines décrochent dans quatre coopératives sur neuf <small>Conformité déclarée par domaine, en %, campagne 2026</small></caption>
						<thead>
							<tr><th scope="col">Coopérative</th>{DOMAINS.map(([code]) => <th scope="col" key={code} className="heat-head"><DomainMark code={code} size={16} /></th>)}<th scope="col" className="numeric">Tendance</th></tr>
						</thead>
						<tbody>
							{COOPS.map((coop, row) => (
								<tr key={coop}>
									<th scope="row"><a href="#">{coop}</a></th>
									{DOMAINS.map(([code], column) => {
										const value = row === 5 ? null : Math.min(100, ((row * 37 + column * 23 + (code === "RHU" ? -18 : 9)) % 62) + 39);
										return <HeatCell key={code} fraction={value === null ? null : value / 100} text={value === null ? "–" : String(value)} />;
									})}
									<td className="numeric"><Sparkline values={[40 + row, 50 + row * 2, 55, 60 + row * 3]} label="en hausse" max={100} width={72} /></td>
								</tr>
							))}
						</tbody>
					</table>
				</div>
				<HeatScale title="Échelle" labels={["moins de 50", "50 à 64", "65 à 79", "80 à 89", "90 et plus"]} />
				<Pagination status="Coopératives 1 à 9 sur 71" nextHref="#2" previousHref="#0" />
			</section>
		</div>
	</Shell>
);

const signIn = (
	<LonePage homeHref="#" title="Connexion" lead="Votre espace d’auto-évaluation et d’audit." foot={fr("Une question ? Écrivez à label@exemple.coop")}>
		<form className="form stack">
			<ErrorSummary title="La connexion n’a pas abouti" kept="Votre adresse est conservée." errors={[{ fieldId: "mdp", message: "Ce mot de passe ne correspond pas à cette adresse" }]} />
			<TextField id="email" name="email" type="email" label="Adresse électronique" autoComplete="username" defaultValue="marguerite@grandlarge.coop" />
			<TextField id="mdp" name="password" type="password" label="Mot de passe" error="Ce mot de passe ne correspond pas à cette adresse" autoComplete="current-password" />
			<div className="actions">
				<Button kind="primary">Se connecter</Button>
				<ButtonLink kind="quiet" href="#">Mot de passe oublié</ButtonLink>
			</div>
		</form>
	</LonePage>
);

const kit = (
	<Shell current="#audits">
		<PageHeader breadcrumb={[{ label: "Audits", href: "#" }, { label: "Les Ateliers du Grand Large", href: "#1" }]} title="Composants" lead="Tous les états." />
		<div className="stack-wide">
			<Section title="Messages">
				<div className="stack">
					<Notice title="Après l’envoi, vos réponses ne changent plus.">L’équipe nationale peut rouvrir le dossier sur demande motivée.</Notice>
					<Notice kind="success" title="Envoyé à l’audit le 12 mars 2026 à 14 h 02." />
					<Notice kind="warning" title="Vous travaillez hors ligne.">Vos notes sont gardées sur cette tablette et partiront au retour du réseau.</Notice>
					<Notice kind="error" title="La pièce n’a pas été jointe.">Le fichier dépasse 20 Mo. Vos réponses sont enregistrées.</Notice>
				</div>
			</Section>
			<Section title="Boutons" ruled>
				<div className="actions">
					<Button kind="primary">Envoyer à l’audit</Button>
					<Button>Confirmer inchangé</Button>
					<Button kind="quiet">Annuler</Button>
					<Button kind="danger">Retirer la preuve</Button>
					<Button kind="primary" disabledReason="12 critères obligatoires sans réponse">Envoyer à l’audit</Button>
				</div>
				<p className="row"><Badge>Brouillon</Badge><Badge kind="info">Envoyée</Badge><Badge kind="good">Labellisée</Badge><Badge kind="warning">Avec réserves</Badge><Badge kind="danger">Refusée</Badge><Badge kind="blocking">Bloquant</Badge>
				{([null, 0, 1, 2, 3] as const).map((level) => <LevelMark key={String(level)} level={level} label={`niveau ${level}`} />)}
				{DOMAINS.map(([code]) => <DomainMark key={code} code={code} />)}<DomainMark code="XYZ" /></p>
			</Section>
			<Section title="Formulaire" ruled>
				<form className="form">
					<SelectField name="region" label="Région" placeholder="Choisir une région" options={[{ value: "bre", label: "Bretagne" }]} />
					<TextField name="date" label="Date de visite" hint="Un jour ouvré, au moins trois semaines après aujourd’hui." type="date" short />
					<CheckboxGroup name="filieres" label="Filières accueillies" options={[{ value: "a", label: "Bâtiment", hint: "9 critères s’ajoutent" }, { value: "b", label: "Services à la personne" }]} defaultValues={["a"]} />
					<TextareaField name="motif" label="Motif" optional="facultatif" error="Écrivez le motif en une phrase au moins." />
				</form>
			</Section>
			<Section title="Parcours" ruled>
				<Timeline across label="Parcours du label" steps={[{ label: "Engagement", state: "done", detail: "14 janvier 2026" }, { label: "Auto-évaluation", state: "done", detail: "30 juin 2026" }, { label: "Audit", state: "current", detail: "14 et 15 octobre 2026" }, { label: "Avis du comité", state: "todo" }, { label: "Décision", state: "stopped", detail: "ajournée" }]} />
			</Section>
			<MonthCalendar month="2026-10" today="2026-10-12" previousHref="#" nextHref="#n" events={[{ date: "2026-10-14", label: "Les Ateliers du Grand Large", href: "#", note: "visite" }, { date: "2026-10-14", label: "Scop 276", href: "#2" }, { date: "2026-10-22", label: "Comité du label", href: "#3" }]} />
			<EmptyState title="Aucune visite prévue en novembre." action={<ButtonLink kind="primary" href="#">Planifier une visite</ButtonLink>}><p className="soft">Les demandes d’audit des coopératives arrivent ici dès leur envoi.</p></EmptyState>
			<ErrorPanel title="Cette page n’a pas pu s’afficher" happened="Le serveur n’a pas répondu à temps." kept={fr("Toutes vos réponses enregistrées jusqu’à 14 h 02 sont conservées.")} todo="Rechargez la page dans une minute. Si rien ne change, écrivez-nous avec la référence." actions={<Button kind="primary">Recharger</Button>} reference="7F3K-02A9" />
		</div>
	</Shell>
);

await build({
	configFile: false,
	logLevel: "error",
	build: { outDir: join(out, "css"), emptyOutDir: true, rollupOptions: { input: "app/styles/app.css" } },
	base: "./",
});
const css = readdirSync(join(out, "css/assets")).find((name) => name.endsWith(".css"));
for (const [name, page] of Object.entries({ home, sheet, network, signIn, kit })) {
	writeFileSync(
		join(out, `${name}.html`),
		`<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="style-src file:; font-src file:"><title>${name}</title><link rel="stylesheet" href="css/assets/${css}">${renderToStaticMarkup(page)}</html>`,
	);
}
