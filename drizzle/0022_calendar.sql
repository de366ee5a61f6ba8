CREATE TABLE "calendar_feeds" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_feeds_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "audit_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"months" jsonb NOT NULL,
	"constraints" text DEFAULT '' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"asked_by" uuid NOT NULL,
	"audit_id" uuid
);
--> statement-breakpoint
CREATE TABLE "visit_reminders" (
	"audit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about" date NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "visit_reminders_audit_id_kind_about_pk" PRIMARY KEY("audit_id","kind","about"),
	CONSTRAINT "visit_reminders_kind" CHECK ("visit_reminders"."kind" in ('days30', 'days7', 'unanswered'))
);
--> statement-breakpoint
CREATE TABLE "visit_slots" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"proposed_by" uuid,
	"answer" text,
	"reason" text DEFAULT '' NOT NULL,
	"answered_at" timestamp with time zone,
	"answered_by" uuid,
	CONSTRAINT "visit_slots_dates" CHECK ("visit_slots"."ends_on" >= "visit_slots"."starts_on"),
	CONSTRAINT "visit_slots_answer" CHECK ("visit_slots"."answer" in ('chosen', 'passed', 'declined', 'withdrawn')),
	CONSTRAINT "visit_slots_answered" CHECK (("visit_slots"."answer" is null) = ("visit_slots"."answered_at" is null)),
	CONSTRAINT "visit_slots_declined" CHECK ("visit_slots"."answer" <> 'declined' or "visit_slots"."reason" ~ '\S')
);
--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "opens_at" text;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "closes_at" text;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_requests" ADD CONSTRAINT "audit_requests_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_requests" ADD CONSTRAINT "audit_requests_audit_id_audits_id_fk" FOREIGN KEY ("audit_id") REFERENCES "public"."audits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_requests" ADD CONSTRAINT "audit_requests_assessment" FOREIGN KEY ("cooperative_id","assessment_id") REFERENCES "public"."assessments"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_reminders" ADD CONSTRAINT "visit_reminders_audit_id_audits_id_fk" FOREIGN KEY ("audit_id") REFERENCES "public"."audits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_slots" ADD CONSTRAINT "visit_slots_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_slots" ADD CONSTRAINT "visit_slots_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_slots" ADD CONSTRAINT "visit_slots_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_requests_waiting" ON "audit_requests" USING btree ("assessment_id") WHERE "audit_requests"."audit_id" is null;--> statement-breakpoint
CREATE INDEX "visit_slots_audit_round" ON "visit_slots" USING btree ("audit_id","round");--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_hours" CHECK (("audits"."opens_at" is null) = ("audits"."closes_at" is null));--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_hours_written" CHECK ("audits"."opens_at" ~ '^([01]\d|2[0-3]):[0-5]\d$' and "audits"."closes_at" ~ '^([01]\d|2[0-3]):[0-5]\d$');--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_hours_order" CHECK ("audits"."ends_on" > "audits"."starts_on" or "audits"."closes_at" > "audits"."opens_at");--> statement-breakpoint
-- What a cooperative answered stays as it answered it; slots are never deleted.
CREATE FUNCTION refuse_answered_slot_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.answer IS NULL THEN RETURN NEW; END IF;
	RAISE EXCEPTION 'slot % is answered', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER visit_slots_answered BEFORE UPDATE ON visit_slots
	FOR EACH ROW EXECUTE FUNCTION refuse_answered_slot_change();
--> statement-breakpoint
CREATE TRIGGER visit_slots_held BEFORE DELETE ON visit_slots FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER visit_slots_kept BEFORE TRUNCATE ON visit_slots FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The moment of the last change follows the sequence, also while a report under way changes hands.
CREATE OR REPLACE FUNCTION refuse_ended_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	open_visit constant text[] := ARRAY['planned', 'confirmed', 'inProgress', 'postponed'];
	changing constant text[] := ARRAY['status', 'lead_auditor_id', 'second_auditor_id', 'sequence', 'changed_at', 'provisional_sent_at',
		'reply_due_on', 'replies_sent_at', 'replies_sent_by', 'final_at', 'closed_at', 'closed_by'];
	moves constant text[] := ARRAY['planned>confirmed', 'planned>inProgress', 'planned>postponed', 'planned>cancelled',
		'planned>provisionalReport', 'confirmed>planned', 'confirmed>inProgress', 'confirmed>postponed', 'confirmed>cancelled',
		'confirmed>provisionalReport', 'inProgress>cancelled', 'inProgress>provisionalReport', 'postponed>planned',
		'postponed>cancelled', 'provisionalReport>rightOfReply', 'rightOfReply>finalReport', 'finalReport>closed'];
BEGIN
	IF TG_OP = 'DELETE' THEN
		IF OLD.status = ANY (open_visit) THEN RETURN OLD; END IF;
		RAISE EXCEPTION 'audit % has ended', OLD.id USING ERRCODE = 'restrict_violation';
	END IF;
	IF NEW.status <> OLD.status AND NOT (OLD.status || '>' || NEW.status = ANY (moves)) THEN
		RAISE EXCEPTION 'audit % does not go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
	END IF;
	IF OLD.status IN ('closed', 'cancelled') OR (OLD.status = 'finalReport' AND NEW.status = 'finalReport') THEN
		RAISE EXCEPTION 'audit % has ended', OLD.id USING ERRCODE = 'restrict_violation';
	END IF;
	IF OLD.status <> ALL (open_visit) AND (to_jsonb(NEW) - changing <> to_jsonb(OLD) - changing
		OR NEW.provisional_sent_at <> OLD.provisional_sent_at OR NEW.reply_due_on <> OLD.reply_due_on
		OR (OLD.provisional_sent_at IS NOT NULL AND NEW.provisional_sent_at IS NULL)
		OR (OLD.replies_sent_at IS NOT NULL AND NEW.replies_sent_at IS DISTINCT FROM OLD.replies_sent_at)
		OR (OLD.status = 'finalReport' AND (NEW.final_at <> OLD.final_at OR NEW.lead_auditor_id <> OLD.lead_auditor_id
			OR NEW.second_auditor_id IS DISTINCT FROM OLD.second_auditor_id))) THEN
		RAISE EXCEPTION 'the visit of audit % has ended', OLD.id USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['calendar_feeds', 'audit_requests', 'visit_slots', 'visit_reminders'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
	END LOOP;
END $$;
--> statement-breakpoint
-- The reminders are the daily run's alone: nobody reads or writes them in a request.
GRANT SELECT, INSERT, DELETE ON calendar_feeds TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (token_hash, opened_at) ON calendar_feeds TO label_cae_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON audit_requests, visit_slots TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (months, constraints, asked_at, asked_by, audit_id) ON audit_requests TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (answer, reason, answered_at, answered_by) ON visit_slots TO label_cae_app;
--> statement-breakpoint
CREATE POLICY own ON calendar_feeds TO label_cae_app USING (user_id = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY readers ON audit_requests FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR 'network' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY asking ON audit_requests FOR INSERT TO label_cae_app WITH CHECK (
	asked_by = (SELECT app_user()) AND audit_id IS NULL AND cooperative_id = ANY ((SELECT app_managed())::uuid[]));
--> statement-breakpoint
-- A manager asks again in place of what waits; the national team answers by an audit.
CREATE POLICY changing ON audit_requests FOR UPDATE TO label_cae_app
	USING (audit_id IS NULL AND (cooperative_id = ANY ((SELECT app_managed())::uuid[])
		OR 'network' = ANY ((SELECT app_roles())::text[])))
	WITH CHECK ('network' = ANY ((SELECT app_roles())::text[])
		OR (audit_id IS NULL AND cooperative_id = ANY ((SELECT app_managed())::uuid[])));
--> statement-breakpoint
-- Whoever reads the audit reads the days proposed for it.
CREATE POLICY readers ON visit_slots FOR SELECT TO label_cae_app USING (audit_id IN (SELECT id FROM audits));
--> statement-breakpoint
CREATE POLICY proposing ON visit_slots FOR INSERT TO label_cae_app WITH CHECK (
	proposed_by = (SELECT app_user()) AND 'network' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY answering ON visit_slots FOR UPDATE TO label_cae_app USING (
	'network' = ANY ((SELECT app_roles())::text[]) OR cooperative_id = ANY ((SELECT app_managed())::uuid[]));
--> statement-breakpoint
CREATE POLICY own_data ON audit_requests FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND asked_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON visit_slots FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (proposed_by, answered_by));
