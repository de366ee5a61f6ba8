/** The profile of an auditor, theirs and the national team's: what they know, when they are away, their year. */
import { randomUUID } from "node:crypto";
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { AbsenceForm, AbsenceList, SkillsForm } from "~/components/audit/auditor-forms";
import { DefinitionList } from "~/components/display/definition-list";
import { ErrorSummary } from "~/components/form/error-summary";
import { Link } from "~/components/layout/link";
import { MarginColumn } from "~/components/layout/margin-column";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { wordFor } from "~/components/text/word-for";
import { absenceRefusals, skillsRefusals, standingLabels } from "~/messages.auditor.fr";
import { type AuditorDone, paths } from "~/paths";
import { addAbsence, removeAbsence } from "~/services/audit/change-absences.server";
import { getAuditor } from "~/services/audit/get-auditor.server";
import { setAuditorSkills } from "~/services/audit/set-auditor-skills.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data && !data.isOwn ? data.name : "Mon profil d’audit"} · Label CAE` },
];

export const loader = guarded("auditor.profile", async ({ params, useCase }) =>
	json({ ...(await getAuditor(useCase, params.auditorId ?? "")), formKey: randomUUID() }),
);

export const action = guarded("auditor.profile", async ({ request, params, useCase }) => {
	const { auditorId: userId = "" } = params;
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? "");
	const list = (name: string) => form.getAll(name).map(String).filter(Boolean);
	const back = (done: AuditorDone) => redirect(paths.auditors.one(userId, done));
	if (form.get("intent") === "remove") {
		const result = await removeAbsence(useCase, userId, text("absenceId"));
		if (result.ok) return back("retrait");
		return json({ intent: "remove" as const, reason: result.reason }, { status: 422 });
	}
	if (form.get("intent") === "absence") {
		const absence = { startsOn: text("startsOn"), endsOn: text("endsOn"), part: text("part"), note: text("note") };
		const result = await addAbsence(useCase, userId, { key: text("key"), ...absence });
		if (result.ok) return back("absence");
		return json({ intent: "absence" as const, reason: result.reason, absence }, { status: 422 });
	}
	const skills = {
		domains: list("domains"),
		sectors: list("sectors"),
		languages: list("languages"),
		weekdays: list("weekdays"),
		department: text("department"),
		yearlyLimit: text("yearlyLimit"),
	};
	const result = await setAuditorSkills(useCase, userId, { ...skills, version: text("version") });
	if (result.ok) return back("profil");
	const status = result.reason === "CHANGED_MEANWHILE" ? 409 : 422;
	return json({ intent: "skills" as const, reason: result.reason, skills }, { status });
});

/** The field each refusal leads to. */
const FIELDS: Readonly<Record<string, string>> = {
	UNKNOWN_TERM: "domains",
	NO_WEEKDAY: "weekdays",
	INVALID_LIMIT: "yearlyLimit",
	INVALID_DATES: "startsOn",
	ENDS_BEFORE_START: "endsOn",
	TOO_LONG: "endsOn",
	OVER: "endsOn",
	HALF_DAY_OF_ONE_DAY: "endsOn",
};

const DONE = {
	profil: "Le profil est enregistré.",
	absence: "L’indisponibilité est ajoutée.",
	retrait: "L’indisponibilité est retirée.",
} as const satisfies Record<AuditorDone, string>;

export default function Auditor() {
	const auditor = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "reason" in outcome ? outcome : null;
	const [query] = useSearchParams();
	const { isOwn, accreditation, skills } = auditor;
	const message = !refusal
		? ""
		: refusal.intent === "skills"
			? skillsRefusals[refusal.reason]
			: absenceRefusals[refusal.reason];
	const field = refusal ? wordFor(FIELDS, refusal.reason) : undefined;
	const errorOf = (name: string) => (field === name ? message : undefined);
	const done = wordFor(DONE, query.get("fait"));
	return (
		<div>
			<PageHeader
				breadcrumb={[
					{ label: "Audits", href: paths.audits.list() },
					...(isOwn ? [] : [{ label: "Auditeurs", href: paths.auditors.list() }]),
				]}
				title={isOwn ? "Mon profil d’audit" : auditor.name}
				lead="Ce que cette page dit sert à composer les équipes et à choisir les dates des visites."
			/>
			<MarginColumn label="Habilitation et charge" margin={<Year auditor={auditor} />}>
				{done && !refusal && <Notice kind="success">{done}</Notice>}
				{refusal && field && (
					<ErrorSummary
						title="Rien n’a été enregistré"
						kept="Ce que vous avez saisi est toujours là."
						errors={[{ fieldId: field, message: frenchTypography(message) }]}
						answer={outcome}
					/>
				)}
				{refusal && !field && <Notice kind="error">{frenchTypography(message)}</Notice>}
				{!accreditation && (
					<Notice kind="info" live={false}>
						Vous n’êtes pas encore habilité : l’équipe nationale inscrit d’abord les dates de votre habilitation.
					</Notice>
				)}
				{accreditation?.standing === "tooFewVisits" && (
					<Notice kind="warning" live={false} title={frenchTypography("Habilitation à risque")}>
						{frenchTypography(
							`Il faut deux visites par an pour rester habilité : ${formatCount(auditor.load.thisYear, "visite")} en ${auditor.load.year}.`,
						)}
					</Notice>
				)}
				{accreditation && (
					<>
						<Section title="Compétences et charge" ruled>
							<SkillsForm
								key={auditor.version}
								version={auditor.version}
								choices={auditor.choices}
								homeDepartment={auditor.homeDepartment}
								errorOf={errorOf}
								values={
									refusal?.intent === "skills"
										? refusal.skills
										: {
												...skills,
												department: skills.department ?? "",
												yearlyLimit: String(skills.yearlyLimit ?? ""),
												weekdays: skills.weekdays.map(String),
											}
								}
							/>
						</Section>
						<Section
							title="Indisponibilités"
							ruled
							lead="Une visite prend ses journées entières : une demi-journée d’absence l’écarte aussi."
						>
							<div className="stack">
								<AbsenceList absences={auditor.absences} isOwn={isOwn} />
								<AbsenceForm
									key={auditor.formKey}
									formKey={auditor.formKey}
									isOwn={isOwn}
									today={auditor.today}
									errorOf={errorOf}
									values={
										refusal?.intent === "absence"
											? refusal.absence
											: { startsOn: "", endsOn: "", part: "day", note: "" }
									}
								/>
							</div>
						</Section>
					</>
				)}
			</MarginColumn>
		</div>
	);
}

function Year({ auditor }: { auditor: ReturnType<typeof useLoaderData<typeof loader>> }) {
	const { accreditation, load } = auditor;
	return (
		<DefinitionList
			narrow
			items={[
				{ term: "CAE d’origine", value: auditor.homeName ?? "Aucune : tiers indépendant" },
				...(accreditation
					? [
							{
								term: "Habilitation",
								value: frenchTypography(
									`${standingLabels[accreditation.standing]}, du ${formatDate(accreditation.accreditedFrom)} au ${formatDate(accreditation.accreditedUntil)}`,
								),
							},
						]
					: []),
				{ term: `Visites en ${load.year}`, value: load.thisYear },
				{ term: `Prévues en ${load.year + 1}`, value: load.nextYear },
				...(auditor.mayAccredit
					? [
							{
								term: "Dates et CAE",
								value: <Link href={paths.persons.accreditation(auditor.userId)}>Changer l’habilitation</Link>,
							},
						]
					: []),
			]}
		/>
	);
}
