/** Owns who answers what by when: whose a criterion is, where an assignment stands, and whether its holder still can. */
import { answersDomain, type TeamMember } from "../access/entrusted-domains";
import { answerValue, type RecordedAnswer } from "../assessment/answer-record";
import { type Day, isDay } from "../calendar-day";
import { accept, type Result, refuse } from "../result";
import type { Criterion } from "../standard/standard";
import { type DueState, dueState } from "./due";

export interface Assignment {
	readonly id: string;
	/** Code of the domain. */
	readonly domain: string;
	/** As it was assigned; null: the whole domain. */
	readonly criterionId: string | null;
	/** Criteria of the assessment's version that it stands for today; none for a domain, or a criterion retired since. */
	readonly heirs: readonly string[];
	readonly assigneeId: string;
	/** Last day to do it. */
	readonly dueOn: Day;
}

/** Characters, at most. */
export const NOTE_LIMIT = 500;

type Asked = Pick<Criterion, "id" | "domain">;

/**
 * The assignment that says whose a criterion is: its own, else that of a criterion it comes from (the first due, when several
 * were merged), else its domain's. Undefined: nobody's in particular. The order of the list changes nothing. R-120.
 */
export function assignmentOf<A extends Assignment>(criterion: Asked, assignments: readonly A[]): A | undefined {
	return assignments
		.filter((one) => (one.criterionId === null ? one.domain === criterion.domain : one.heirs.includes(criterion.id)))
		.toSorted(
			(a, b) => closeness(b, criterion) - closeness(a, criterion) || compare(a.dueOn, b.dueOn) || compare(a.id, b.id),
		)[0];
}

function closeness({ criterionId }: Assignment, { id }: Asked): number {
	if (criterionId === null) return 0;
	return criterionId === id ? 2 : 1;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What an assignment leaves its holder to answer, and where that stands. */
export interface Share {
	readonly state: DueState;
	/** Criteria that are theirs by this assignment, in the order of the référentiel. */
	readonly criteria: readonly string[];
	/** Those without an answer that counts. */
	readonly left: readonly string[];
}

/**
 * @param put criteria put to the cooperative, in the order of the référentiel
 * @param today in Paris
 * Source. Done means answered and confirmed, by whomever.
 */
export function shareOf(
	assignment: Assignment,
	assignments: readonly Assignment[],
	put: readonly Asked[],
	answers: ReadonlyMap<string, RecordedAnswer>,
	today: Day,
): Share {
	const own = put.filter((criterion) => assignmentOf(criterion, assignments)?.id === assignment.id);
	const criteria = own.map(({ id }) => id);
	const left = criteria.filter((id) => answerValue(answers.get(id)) === null);
	const state = criteria.length === 0 ? "notAsked" : dueState(left.length === 0, assignment.dueOn, today);
	return { state, criteria, left };
}

/** Members of a team who answer a domain: those it can be assigned to. R-122. */
export function assignable<M extends Pick<TeamMember, "role" | "domains">>(team: readonly M[], domain: string) {
	return team.filter(({ role, domains }) => role === "manager" || answersDomain(domains, domain));
}

/** Whether whoever holds it left the team, or answers that domain no more: it is then somebody else's to take. R-122. */
export function isOrphan(
	holderId: string,
	domain: string,
	team: readonly Pick<TeamMember, "userId" | "role" | "domains">[],
): boolean {
	return !assignable(team, domain).some(({ userId }) => userId === holderId);
}

/** @param closesOn last day of the campaign: nothing is left to answer after it */
export function readDueDay(text: string, closesOn: Day): Result<Day, "NO_SUCH_DAY" | "AFTER_CLOSING"> {
	if (!isDay(text)) return refuse("NO_SUCH_DAY");
	return text > closesOn ? refuse("AFTER_CLOSING") : accept(text);
}
