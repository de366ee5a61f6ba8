import { expect, it } from "vitest";
import { securityEventLabels } from "~/messages.account.fr";
import { securityEventLabels as journalLabels } from "~/messages.journal.fr";
import { SECURITY_EVENT_KINDS } from "./security-event";

it.each([
	["the person", securityEventLabels],
	["the administrator", journalLabels],
])("each kind of event that the security log records is said in French to %s, and no other", (_, labels) => {
	expect(Object.keys(labels).sort()).toEqual([...SECURITY_EVENT_KINDS].sort());
});
