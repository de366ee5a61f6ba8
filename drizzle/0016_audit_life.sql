ALTER TABLE "audits" ADD COLUMN "confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "visit_ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "provisional_sent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "reply_due_on" date;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "replies_sent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "replies_sent_by" uuid;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "final_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_replies_sent_by_users_id_fk" FOREIGN KEY ("replies_sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- An audit closed in former years had one end only: its visit, its report and its closing are the same moment.
ALTER TABLE audits DISABLE TRIGGER audits_locked;
--> statement-breakpoint
UPDATE audits SET visit_ended_at = closed_at, final_at = closed_at WHERE status = 'closed';
--> statement-breakpoint
ALTER TABLE audits ENABLE TRIGGER audits_locked;
--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_status" CHECK ("audits"."status" in ('planned', 'confirmed', 'inProgress', 'provisionalReport', 'rightOfReply', 'finalReport', 'closed', 'postponed', 'cancelled'));--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_confirmed" CHECK ("audits"."status" <> 'confirmed' or "audits"."confirmed_at" is not null);--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_visit_ended" CHECK (("audits"."status" in ('provisionalReport', 'rightOfReply', 'finalReport', 'closed')) = ("audits"."visit_ended_at" is not null));--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_provisional" CHECK (("audits"."provisional_sent_at" is null) = ("audits"."reply_due_on" is null) and ("audits"."status" <> 'rightOfReply' or "audits"."provisional_sent_at" is not null));--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_final" CHECK (("audits"."status" in ('finalReport', 'closed')) = ("audits"."final_at" is not null));
--> statement-breakpoint
-- The moves of app/domain/audit/audit-life.ts, and no other. What was visited stays as it was: days, place and levels; each
-- moment is written once. A report under way may change hands, nothing else of it.
CREATE OR REPLACE FUNCTION refuse_ended_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	open_visit constant text[] := ARRAY['planned', 'confirmed', 'inProgress', 'postponed'];
	changing constant text[] := ARRAY['status', 'lead_auditor_id', 'second_auditor_id', 'sequence', 'provisional_sent_at',
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
CREATE OR REPLACE FUNCTION refuse_ended_observation_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	target uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.audit_id ELSE NEW.audit_id END;
BEGIN
	IF (SELECT status FROM audits WHERE id = target) NOT IN ('planned', 'confirmed', 'inProgress') THEN
		RAISE EXCEPTION 'the visit of audit % has ended', target USING ERRCODE = 'restrict_violation';
	END IF;
	IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
-- One audit at most under way per assessment, from the days proposed to the final report.
DROP INDEX audits_one_open;
--> statement-breakpoint
CREATE UNIQUE INDEX audits_one_open ON audits (assessment_id) WHERE status NOT IN ('finalReport', 'closed', 'cancelled');
--> statement-breakpoint
-- What the cooperative reads: the levels retained, from the provisional report on. The policies that ask keep asking.
ALTER FUNCTION app_audit_closed(uuid) RENAME TO app_audit_told;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app_audit_told(target uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM audits WHERE id = target AND status IN ('rightOfReply', 'finalReport', 'closed'))
$$;
--> statement-breakpoint
-- Those that wait for their team: a report under way as much as a visit to come.
CREATE OR REPLACE FUNCTION app_open_audits_of(person uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT count(*)::integer FROM audits
	WHERE person IN (lead_auditor_id, second_auditor_id) AND status NOT IN ('finalReport', 'closed', 'cancelled')
		AND (app_user() IS NULL OR app_user() = person OR app_roles() && ARRAY['network', 'admin'])
$$;
--> statement-breakpoint
-- The cooperative agrees to days proposed, and says that it has answered a provisional report; the trigger keeps the rest.
CREATE POLICY answering ON audits FOR UPDATE TO label_cae_app
	USING (cooperative_id = ANY ((SELECT app_managed())::uuid[]) AND status IN ('planned', 'rightOfReply'))
	WITH CHECK (cooperative_id = ANY ((SELECT app_managed())::uuid[]) AND status IN ('confirmed', 'rightOfReply'));
--> statement-breakpoint
DROP POLICY own_data ON audits;
--> statement-breakpoint
CREATE POLICY own_data ON audits FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (lead_auditor_id, second_auditor_id, closed_by, replies_sent_by));
--> statement-breakpoint
-- A sent assessment goes back to its cooperative while no visit reads it: any audit but a cancelled one does.
CREATE OR REPLACE FUNCTION refuse_submitted_assessment_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	sending integer := (SELECT max(number) FROM assessment_snapshots WHERE assessment_id = OLD.id);
	given_back boolean := EXISTS (SELECT FROM assessment_returns
		WHERE assessment_id = OLD.id AND number = sending AND kind IN ('returned', 'reopened'));
BEGIN
	IF OLD.status = 'draft' THEN
		IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
		IF NEW.status IN ('draft', 'submitted') THEN RETURN NEW; END IF;
	ELSIF TG_OP = 'UPDATE' AND OLD.status = 'returned' THEN
		IF NEW.status = 'returned' OR (NEW.status = 'submitted' AND NOT given_back) THEN RETURN NEW; END IF;
	ELSIF TG_OP = 'UPDATE' AND NEW.status = 'returned' AND given_back
		AND to_jsonb(NEW) - 'status' - 'submitted_at' - 'submitted_by' = to_jsonb(OLD) - 'status' - 'submitted_at' - 'submitted_by'
		AND NOT EXISTS (SELECT FROM audits WHERE assessment_id = OLD.id AND status <> 'cancelled') THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'assessment % is submitted and locked', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
