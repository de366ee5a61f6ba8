/** The meetings that open and close a visit: written and signed by the team, received by the cooperative. */
import { json, type LinksFunction, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { VisitMeetings } from "~/components/audit/visit-meetings";
import { VISIT_MANIFEST } from "~/components/audit/visit-worker";
import { paths } from "~/paths";
import { useRootData } from "~/routes/access/use-person";
import { confirmMeeting } from "~/services/audit/confirm-meeting.server";
import { getMeetings } from "~/services/audit/get-meetings.server";
import { saveMeeting } from "~/services/audit/save-meeting.server";
import { meetingInput } from "./meeting-input";

export const links: LinksFunction = () => [{ rel: "manifest", href: VISIT_MANIFEST }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Réunions · ${data?.header.cooperative.name ?? ""} · Label CAE` },
];

export const loader = guarded("audit.meetings", async ({ params, useCase }) =>
	json(await getMeetings(useCase, params.auditId ?? "")),
);

export const action = guarded(["audit.record", "audit.confirmMeeting"], async ({ request, params, useCase }) => {
	const { auditId = "" } = params;
	const form = await request.formData();
	const input = meetingInput(form);
	if (form.get("intent") === "confirm") {
		const result = await confirmMeeting(useCase, auditId, input);
		if (result.ok) return redirect(paths.audits.meetings(auditId));
		return json({ kind: input.kind, reason: result.reason }, { status: 422 });
	}
	const result = await saveMeeting(useCase, auditId, input);
	if (result.ok) return redirect(paths.audits.meetings(auditId));
	return json({ kind: input.kind, reason: result.reason }, { status: result.reason === "CONFLICT" ? 409 : 422 });
});

export default function Meetings() {
	const page = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const root = useRootData();
	return (
		<VisitMeetings
			page={page}
			personId={root?.person?.id ?? ""}
			refused={outcome && "kind" in outcome ? { kind: outcome.kind ?? "", reason: outcome.reason } : null}
		/>
	);
}
