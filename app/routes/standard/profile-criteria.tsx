/** « Quels critères pour ma CAE ? »: a profile in the address, the criteria it is asked, and for each one why or why not. */
import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { openedSession } from "~/auth/current-session.server";
import { openDoor } from "~/auth/guarded.server";
import { Link } from "~/components/layout/link";
import { Section } from "~/components/layout/section";
import { JudgedCriteria } from "~/components/standard/judged-criteria";
import { ProfileFields } from "~/components/standard/profile-fields";
import { StandardPage } from "~/components/standard/standard-page";
import { formatCount, formatNumber } from "~/components/text/format";
import type { Profile } from "~/domain/standard/standard";
import { paths } from "~/paths";
import { findProfileCriteria } from "~/services/standard/find-profile-criteria.server";
import { useReader } from "./use-reader";

export const meta: MetaFunction = () => [{ title: "Quels critères pour ma CAE\u202f? · Label CAE" }];

export const loader = openDoor("the rules of a label are public", async ({ request, context }: LoaderFunctionArgs) => {
	const { searchParams } = new URL(request.url);
	const asked = ["filieres", "activites", "situations", "effectif"].some((key) => searchParams.has(key));
	const signedIn = await openedSession(request, context);
	const page = await findProfileCriteria(
		context.db,
		signedIn?.actor ?? null,
		asked
			? {
					sectors: searchParams.getAll("filieres"),
					activities: searchParams.getAll("activites"),
					conditions: searchParams.getAll("situations"),
					headcount: (searchParams.get("effectif") ?? "").slice(0, 20),
				}
			: null,
	);
	if (!page) throw new Response("Introuvable", { status: 404 });
	return json(page);
});

export default function ProfileCriteria() {
	const page = useLoaderData<typeof loader>();
	const reader = useReader();
	const { version, profile, domains, total, own, declaredBy } = page;
	const put = (domains ?? []).flatMap(({ criteria }) => criteria.filter(({ verdict }) => verdict.applies)).length;
	return (
		<StandardPage
			{...reader}
			version={version}
			current="profile"
			title={"Quels critères pour ma CAE\u202f?"}
			lead={`Décrivez une CAE, et la version ${version} dit ce qu’elle lui demande, et pourquoi. Rien n’est enregistré.`}
		>
			{declaredBy && (
				<p>
					Profil déclaré par <strong>{declaredBy}</strong>. Changez-le ici sans risque, votre auto-évaluation garde le
					sien.
				</p>
			)}
			{own.length > 0 && !declaredBy && (
				<p className="row">
					{own.map(({ id, name, profile: declared }) => (
						<Link key={id} href={paths.standard.ofProfile(addressOf(declared))}>{`Partir du profil de ${name}`}</Link>
					))}
				</p>
			)}
			{domains && (
				<p className="lead">
					<strong role="status">
						{`${formatCount(put, "critère applicable", "critères applicables")} sur ${formatNumber(total)}`}
					</strong>
					{", "}
					<a href="#resultat">voir lesquels</a>.
				</p>
			)}
			<Section title="Le profil" ruled>
				<Form method="get" action={paths.standard.ofProfile()} className="form" key={JSON.stringify(profile)}>
					<ProfileFields
						choices={page.choices}
						profile={profile}
						headcount={page.headcountAsked ?? (profile ? String(profile.headcount) : "")}
						headcountRefused={page.headcountRefused}
					/>
				</Form>
			</Section>
			{profile && domains && (
				<div id="resultat">
					<JudgedCriteria version={version} domains={domains} profile={profile} terms={page.terms} />
				</div>
			)}
		</StandardPage>
	);
}

function addressOf({ sectors, activities, conditions, headcount }: Profile): URLSearchParams {
	return new URLSearchParams([
		...sectors.map((code) => ["filieres", code]),
		...activities.map((code) => ["activites", code]),
		...conditions.map((code) => ["situations", code]),
		["effectif", String(headcount)],
	]);
}
