/** Owns what the forms of the preparation page say, and the use case each of them asks for. */
import type { RefusedPreparation } from "~/components/audit/preparation-form";
import { wordFor } from "~/components/text/word-for";
import type { PreparationDone } from "~/domain/page-address";
import { preparationRefusals } from "~/messages.preparation.fr";
import { answerDemand } from "~/services/audit/answer-demand.server";
import { answerPlan } from "~/services/audit/answer-plan.server";
import { askEvidence, settleDemand } from "~/services/audit/ask-evidence.server";
import { changeAgenda } from "~/services/audit/change-agenda.server";
import { changeSample } from "~/services/audit/change-sample.server";
import { proposeAuditSample } from "~/services/audit/propose-sample.server";
import { sendDemands, sendPlan } from "~/services/audit/send-plan.server";
import type { UseCase } from "~/services/use-case.server";

const FIELDS = [
	...["version", "key", "day", "from", "to", "kind", "met", "about", "criterionId", "note", "number", "text"],
	...["demandId", "reason", "dueOn", "wording"],
] as const;

interface Asked {
	readonly intent: string;
	readonly field: (name: (typeof FIELDS)[number]) => string;
	readonly all: (name: "domains" | "seats" | "evidence") => readonly string[];
}

export function readPreparation(form: FormData): Asked {
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === "string" ? value : "";
	};
	return {
		intent: text("intent"),
		field: text,
		all: (name) => form.getAll(name).filter((value): value is string => typeof value === "string"),
	};
}

interface Outcome {
	readonly result: { readonly ok: true } | { readonly ok: false; readonly reason: string };
	readonly done: PreparationDone;
	/** What the form was about: a slot, a criterion, a demand. */
	readonly about: string;
	/** Where on the page it shows. */
	readonly place: string;
}

/** @param root where `criteria/` is */
export async function actOn(
	useCase: UseCase,
	auditId: string,
	{ intent, field, all }: Asked,
	root: string,
): Promise<Outcome> {
	const [version, criterionId, note, demandId] = [
		field("version"),
		field("criterionId"),
		field("note"),
		field("demandId"),
	];
	const key = field("key");
	const demand = { about: demandId, place: demandId === "" ? "pieces" : `demande-${demandId}` };
	switch (intent) {
		case "start":
			return {
				...{ result: await changeAgenda(useCase, auditId, { change: "start", version }), done: "journee" },
				...{ about: "", place: "deroule" },
			};
		case "remove":
			return {
				...{ result: await changeAgenda(useCase, auditId, { change: "remove", key, version }), done: "journee" },
				...{ about: key, place: "deroule" },
			};
		case "put": {
			const slot = {
				...{ key, day: field("day"), from: field("from"), to: field("to"), kind: field("kind") },
				...{ domains: all("domains"), seats: all("seats"), met: field("met"), about: field("about") },
			};
			const result = await changeAgenda(useCase, auditId, { change: "put", ...slot, version });
			return { result, done: "journee", about: key, place: key === "" ? "deroule" : `creneau-${key}` };
		}
		case "add":
		case "takeOut":
		case "putBack": {
			const result = await changeSample(useCase, auditId, { criterionId, change: intent, note });
			const about = intent === "add" ? "" : criterionId;
			return { result, done: "echantillon", about, place: "echantillon" };
		}
		case "send":
			return { result: await sendPlan(useCase, auditId, version), done: "plan", about: "", place: "" };
		case "sendDemands":
			return { result: await sendDemands(useCase, auditId), done: "envoi", about: "", place: "pieces" };
		case "ask": {
			const asked = { key, criterionId, wording: field("wording"), dueOn: field("dueOn") };
			return { result: await askEvidence(useCase, auditId, asked), done: "demande", about: "", place: "pieces" };
		}
		case "receive":
		case "askAgain":
		case "withdraw": {
			const { reason, dueOn } = { reason: field("reason"), dueOn: field("dueOn") };
			const result = await settleDemand(useCase, auditId, { demandId, move: intent, reason, dueOn, version });
			const done = { receive: "recue", askAgain: "redemande", withdraw: "retrait" } as const;
			return { result, done: done[intent], ...demand };
		}
		case "answer": {
			const evidence = all("evidence");
			return {
				result: await answerDemand(useCase, auditId, { demandId, evidence, note, version }),
				done: "reponse",
				...demand,
			};
		}
		case "acknowledged":
		case "changeAsked": {
			const result = await answerPlan(useCase, auditId, {
				number: field("number"),
				answer: intent,
				text: field("text"),
			});
			return { result, done: intent === "acknowledged" ? "accord" : "changement", about: "", place: "" };
		}
		case "propose":
			return {
				...{ result: await proposeAuditSample(useCase, auditId, root), done: "echantillon" },
				...{ about: "", place: "echantillon" },
			};
		default:
			return {
				...{ result: await changeAgenda(useCase, auditId, { change: intent }), done: "journee" },
				...{ about: "", place: "" },
			};
	}
}

/** Given back with all that was typed. */
export function refusedPreparation(asked: Asked, about: string, reason: string): RefusedPreparation {
	return {
		intent: asked.intent,
		about,
		error: wordFor(preparationRefusals, reason) ?? preparationRefusals.INVALID,
		typed: Object.fromEntries(FIELDS.map((name) => [name, asked.field(name)])),
		domains: asked.all("domains"),
		seats: asked.all("seats"),
		evidence: asked.all("evidence"),
	};
}
