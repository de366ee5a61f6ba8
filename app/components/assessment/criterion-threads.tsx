/** Owns the threads of a criterion on screen: what the team said, to whom, and the forms to answer, resolve and take back. */
import { Form } from "@remix-run/react";
import { awaits, MESSAGE_LIMIT } from "~/domain/assessment/thread";
import { Badge } from "../display/badge";
import { Button } from "../form/button";
import { CheckboxGroup } from "../form/checkbox-group";
import { TextareaField } from "../form/textarea-field";
import { ERASED } from "../journal/erased";
import { Section } from "../layout/section";
import { formatCount, formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";
import { useKeptText } from "./use-kept-text";

interface Person {
	readonly userId: string;
	/** Null: erased since. */
	readonly name: string | null;
}

interface Message {
	readonly id: string;
	readonly author: Person;
	readonly at: string;
	readonly text: string;
	readonly withdrawn: boolean;
	readonly named: readonly Person[];
}

interface Thread {
	readonly id: string;
	readonly resolved: { readonly at: string; readonly by: Person } | null;
	readonly messages: readonly Message[];
}

/** What came back unsent, to the form it came from. `threadId`: empty for a new thread. */
export interface RefusedMessage {
	readonly threadId: string;
	readonly text: string;
	readonly named: readonly string[];
	readonly error: string;
}

export interface CriterionThreadsProps {
	readonly assessmentId: string;
	readonly criterionId: string;
	readonly personId: string;
	readonly threads: readonly Thread[];
	readonly team: readonly { readonly userId: string; readonly name: string }[];
	/** By thread, and "" for a new one: the key of the message that its form would send. */
	readonly keys: Readonly<Record<string, string>>;
	/** The message just received; null when none was. */
	readonly received: string | null;
	readonly refused: RefusedMessage | null;
}

export function CriterionThreads(props: CriterionThreadsProps) {
	const { threads, received } = props;
	const open = threads.filter(({ resolved }) => !resolved);
	const closed = threads.filter(({ resolved }) => resolved);
	const receivedIn = threads.find(({ messages }) => messages.some(({ id }) => id === received));
	const opened = receivedIn?.messages[0]?.id === received;
	const shown = (thread: Thread) => (
		<ThreadShown key={thread.id} thread={thread} {...props} received={receivedIn === thread ? received : null} />
	);
	return (
		<Section
			id="echanges"
			title="Échanges de l’équipe"
			ruled
			lead="Lus par votre équipe seule, avant et après l’envoi : ni l’audit ni l’équipe nationale ne les voient."
		>
			<div className="stack-wide">
				{open.map(shown)}
				{closed.length > 0 && (
					<details open={closed.some((thread) => thread === receivedIn)}>
						<summary>{formatCount(closed.length, "échange résolu", "échanges résolus")}</summary>
						<div className="stack-wide">{closed.map(shown)}</div>
					</details>
				)}
				<MessageForm key={opened ? received : "new"} {...props} threadId="" received={opened ? received : null} />
			</div>
		</Section>
	);
}

function ThreadShown({ thread, ...props }: CriterionThreadsProps & { thread: Thread }) {
	const { id, resolved, messages } = thread;
	return (
		<article className="thread" id={`echange-${id}`} aria-label={`Échange du ${formatDateTime(messages[0]?.at ?? "")}`}>
			{resolved && (
				<p className="small">
					<Badge kind="good">Résolu</Badge>{" "}
					<span className="soft">{`${formatDateTime(resolved.at)}, ${resolved.by.name ?? ERASED}`}</span>
				</p>
			)}
			{awaits(saidIn(thread), props.personId) && (
				<p className="small">
					<Badge kind="warning">On vous a mentionné</Badge>
				</p>
			)}
			<ol className="plain-list stack-wide">
				{messages.map((message) => (
					<MessageShown key={message.id} message={message} own={message.author.userId === props.personId} />
				))}
			</ol>
			<details className="thread-answer" open={props.refused?.threadId === id || undefined}>
				<summary>{resolved ? "Répondre et rouvrir" : "Répondre"}</summary>
				<MessageForm key={props.received ?? id} {...props} threadId={id} />
			</details>
			<Form method="post" preventScrollReset>
				<input type="hidden" name="threadId" value={id} />
				<Button small kind="quiet" name="intent" value={resolved ? "reopen" : "resolve"}>
					{resolved ? "Rouvrir cet échange" : "Marquer comme résolu"}
				</Button>
			</Form>
		</article>
	);
}

function MessageShown({ message, own }: { message: Message; own: boolean }) {
	const { id, author, at, text, withdrawn, named } = message;
	const names = named.map(({ name }) => name ?? ERASED);
	return (
		<li className="stack-tight" id={`message-${id}`}>
			<p className="small">
				<strong>{author.name ?? ERASED}</strong> <span className="soft">{formatDateTime(at)}</span>
			</p>
			{withdrawn ? (
				<p className="soft">Message retiré.</p>
			) : (
				<>
					{names.length > 0 && <p className="small">{`À l’attention de ${list(names)}`}</p>}
					<p className="pre-line">{frenchTypography(text)}</p>
				</>
			)}
			{own && !withdrawn && (
				<details className="small">
					<summary>Retirer ce message</summary>
					<Form method="post" className="row" preventScrollReset>
						<input type="hidden" name="messageId" value={id} />
						<span>Son texte sera effacé pour toute l’équipe, sans retour.</span>
						<Button small kind="danger" name="intent" value="withdraw">
							Retirer
						</Button>
					</Form>
				</details>
			)}
		</li>
	);
}

function MessageForm(props: CriterionThreadsProps & { threadId: string }) {
	const { assessmentId, criterionId, personId, team, keys, threadId, received, refused } = props;
	const place = `${criterionId}:echange${threadId && `:${threadId}`}`;
	const kept = useKeptText(personId, assessmentId, place, received !== null);
	const back = refused?.threadId === threadId ? refused : null;
	const others = team.filter(({ userId }) => userId !== personId);
	return (
		<Form method="post" className="stack" preventScrollReset>
			<input type="hidden" name="key" value={keys[threadId] ?? ""} />
			<input type="hidden" name="threadId" value={threadId} />
			<TextareaField
				name="text"
				label={threadId ? "Votre réponse" : "Ouvrir un échange"}
				hint={threadId ? undefined : "Une question, une pièce à retrouver, un doute : votre équipe le lira ici."}
				error={back?.error}
				rows={3}
				maxLength={MESSAGE_LIMIT}
				defaultValue={back?.text}
				textareaRef={kept.field}
				onChange={kept.typed}
			/>
			{others.length > 0 && (
				<CheckboxGroup
					name="named"
					label="Prévenir"
					optional="facultatif"
					hint="Un e-mail leur dira où lire ce message, sans son texte."
					options={others.map(({ userId, name }) => ({ value: userId, label: name }))}
					defaultValues={back?.named}
				/>
			)}
			<p>
				<Button name="intent" value="write">
					{threadId ? "Envoyer la réponse" : "Envoyer le message"}
				</Button>
			</p>
		</Form>
	);
}

function saidIn({ resolved, messages }: Thread) {
	return {
		resolved: resolved !== null,
		messages: messages.map(({ author, withdrawn, named }) => ({
			authorId: author.userId,
			withdrawn,
			named: named.map(({ userId }) => userId),
		})),
	};
}

function list(names: readonly string[]): string {
	return new Intl.ListFormat("fr", { type: "conjunction" }).format(names);
}
