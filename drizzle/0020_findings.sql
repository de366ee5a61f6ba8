CREATE TABLE "audit_finding_edits" (
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	CONSTRAINT "audit_finding_edits_audit_id_criterion_id_number_pk" PRIMARY KEY("audit_id","criterion_id","number"),
	CONSTRAINT "audit_finding_edits_kind" CHECK ("audit_finding_edits"."kind" in ('major', 'minor', 'opportunity', 'strength', 'conformity'))
);
--> statement-breakpoint
CREATE TABLE "audit_replies" (
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"text" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" uuid NOT NULL,
	"verdict" text,
	"answer" text DEFAULT '' NOT NULL,
	"level_before" smallint,
	"not_applicable_before" boolean DEFAULT false NOT NULL,
	"answered_at" timestamp with time zone,
	"answered_by" uuid,
	CONSTRAINT "audit_replies_audit_id_criterion_id_pk" PRIMARY KEY("audit_id","criterion_id"),
	CONSTRAINT "audit_replies_verdict" CHECK ("audit_replies"."verdict" in ('kept', 'changed')),
	CONSTRAINT "audit_replies_answered" CHECK (("audit_replies"."verdict" is null) = ("audit_replies"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "audit_reports" (
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"content" text NOT NULL,
	"content_hash" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"issued_by" uuid NOT NULL,
	CONSTRAINT "audit_reports_audit_id_stage_pk" PRIMARY KEY("audit_id","stage"),
	CONSTRAINT "audit_reports_stage" CHECK ("audit_reports"."stage" in ('provisional', 'final'))
);
--> statement-breakpoint
CREATE TABLE "corrective_plans" (
	"cooperative_id" uuid NOT NULL,
	"non_conformity_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"cause" text NOT NULL,
	"correction" text NOT NULL,
	"action" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"proposed_by" uuid NOT NULL,
	"accepted" boolean,
	"verdict_reason" text DEFAULT '' NOT NULL,
	"judged_at" timestamp with time zone,
	"judged_by" uuid,
	"done_note" text DEFAULT '' NOT NULL,
	"evidence" uuid[] DEFAULT '{}' NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	"effective" boolean,
	"check_reason" text DEFAULT '' NOT NULL,
	"checked_at" timestamp with time zone,
	"checked_by" uuid,
	CONSTRAINT "corrective_plans_non_conformity_id_number_pk" PRIMARY KEY("non_conformity_id","number"),
	CONSTRAINT "corrective_plans_judged" CHECK (("corrective_plans"."accepted" is null) = ("corrective_plans"."judged_at" is null)),
	CONSTRAINT "corrective_plans_done" CHECK ("corrective_plans"."done_at" is null or "corrective_plans"."accepted"),
	CONSTRAINT "corrective_plans_checked" CHECK ("corrective_plans"."checked_at" is null or "corrective_plans"."done_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "non_conformities" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"standard" text NOT NULL,
	"domain" text NOT NULL,
	"criterion_id" text,
	"origin" text NOT NULL,
	"minors" text[] DEFAULT '{}' NOT NULL,
	"grade" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"opened_on" date NOT NULL,
	"due_on" date NOT NULL,
	"done_on" date,
	"escalated_on" date,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "non_conformities_tenant" UNIQUE("cooperative_id","id"),
	CONSTRAINT "non_conformities_grade" CHECK ("non_conformities"."grade" in ('major', 'minor')),
	CONSTRAINT "non_conformities_status" CHECK ("non_conformities"."status" in ('open', 'planProposed', 'planAccepted', 'done', 'closed')),
	CONSTRAINT "non_conformities_origin" CHECK ("non_conformities"."origin" in ('level', 'raised', 'minors')),
	CONSTRAINT "non_conformities_minors" CHECK (("non_conformities"."origin" = 'minors') = ("non_conformities"."criterion_id" is null)),
	CONSTRAINT "non_conformities_closed" CHECK (("non_conformities"."status" = 'closed') = ("non_conformities"."closed_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "audit_finding_edits" ADD CONSTRAINT "audit_finding_edits_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_finding_edits" ADD CONSTRAINT "audit_finding_edits_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_replies" ADD CONSTRAINT "audit_replies_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_replies" ADD CONSTRAINT "audit_replies_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_replies" ADD CONSTRAINT "audit_replies_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_reports" ADD CONSTRAINT "audit_reports_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_reports" ADD CONSTRAINT "audit_reports_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrective_plans" ADD CONSTRAINT "corrective_plans_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrective_plans" ADD CONSTRAINT "corrective_plans_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrective_plans" ADD CONSTRAINT "corrective_plans_judged_by_users_id_fk" FOREIGN KEY ("judged_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrective_plans" ADD CONSTRAINT "corrective_plans_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrective_plans" ADD CONSTRAINT "corrective_plans_checked_by_users_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrective_plans" ADD CONSTRAINT "corrective_plans_non_conformity" FOREIGN KEY ("cooperative_id","non_conformity_id") REFERENCES "public"."non_conformities"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "non_conformities" ADD CONSTRAINT "non_conformities_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "non_conformities" ADD CONSTRAINT "non_conformities_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "non_conformities_once" ON "non_conformities" USING btree ("audit_id","domain",coalesce("criterion_id", ''));--> statement-breakpoint
CREATE INDEX "non_conformities_cooperative" ON "non_conformities" USING btree ("cooperative_id");--> statement-breakpoint
CREATE INDEX "non_conformities_due" ON "non_conformities" USING btree ("due_on") WHERE "non_conformities"."status" <> 'closed';
--> statement-breakpoint
-- What was written of an audit stays: rows are added, or completed once, never taken away.
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['audit_finding_edits', 'audit_replies', 'audit_reports', 'non_conformities', 'corrective_plans'] LOOP
		EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
			name || '_kept', name);
		EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
			name || '_held', name);
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('GRANT SELECT, INSERT ON %I TO label_cae_app', name);
	END LOOP;
	FOREACH name IN ARRAY ARRAY['audit_finding_edits', 'audit_reports'] LOOP
		EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
			name || '_immutable', name);
	END LOOP;
END $$;
--> statement-breakpoint
GRANT UPDATE (text, version, saved_at, saved_by, verdict, answer, level_before, not_applicable_before, answered_at, answered_by)
	ON audit_replies TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (grade, status, due_on, done_on, escalated_on, closed_at, closed_by, version) ON non_conformities TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (accepted, verdict_reason, judged_at, judged_by, done_note, evidence, done_at, done_by, effective, check_reason,
	checked_at, checked_by) ON corrective_plans TO label_cae_app;
--> statement-breakpoint
CREATE FUNCTION app_audit_status(target uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT status FROM audits WHERE id = target
$$;
--> statement-breakpoint
-- Each report is written at its time; a finding while the team writes, or as an answer to the cooperative.
CREATE FUNCTION refuse_report_out_of_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	status text := app_audit_status(NEW.audit_id);
	allowed text[] := CASE TG_TABLE_NAME
		WHEN 'audit_finding_edits' THEN ARRAY['provisionalReport', 'rightOfReply']
		WHEN 'audit_replies' THEN ARRAY['rightOfReply']
		WHEN 'non_conformities' THEN ARRAY['rightOfReply']
		ELSE CASE WHEN to_jsonb(NEW) ->> 'stage' = 'provisional' THEN ARRAY['provisionalReport'] ELSE ARRAY['rightOfReply'] END END;
BEGIN
	IF status IS NULL OR status <> ALL (allowed) THEN
		RAISE EXCEPTION 'audit %: % not written at %', NEW.audit_id, TG_TABLE_NAME, status USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_finding_edits_timed BEFORE INSERT ON audit_finding_edits
	FOR EACH ROW EXECUTE FUNCTION refuse_report_out_of_time();
--> statement-breakpoint
CREATE TRIGGER audit_replies_timed BEFORE INSERT OR UPDATE ON audit_replies
	FOR EACH ROW EXECUTE FUNCTION refuse_report_out_of_time();
--> statement-breakpoint
CREATE TRIGGER audit_reports_timed BEFORE INSERT ON audit_reports
	FOR EACH ROW EXECUTE FUNCTION refuse_report_out_of_time();
--> statement-breakpoint
CREATE TRIGGER non_conformities_timed BEFORE INSERT ON non_conformities
	FOR EACH ROW EXECUTE FUNCTION refuse_report_out_of_time();
--> statement-breakpoint
-- A remark that was sent, or answered, stays as the cooperative wrote it; an answer is given once.
CREATE FUNCTION refuse_reply_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
	IF OLD.verdict IS NOT NULL OR (NEW.verdict IS NULL
		AND (SELECT replies_sent_at FROM audits WHERE id = OLD.audit_id) IS NOT NULL)
		OR (NEW.verdict IS NOT NULL AND NEW.text <> OLD.text) THEN
		RAISE EXCEPTION 'reply %/% stays as it is', OLD.audit_id, OLD.criterion_id USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_replies_answered_once BEFORE UPDATE ON audit_replies
	FOR EACH ROW EXECUTE FUNCTION refuse_reply_change();
--> statement-breakpoint
-- The moves of app/domain/audit/non-conformity.ts; a check may lift it wherever it stands. A minor rises, a major never falls.
CREATE FUNCTION refuse_non_conformity_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	moves constant text[] := ARRAY['open>planProposed', 'planProposed>planAccepted', 'planProposed>open', 'planAccepted>done',
		'done>open'];
BEGIN
	IF OLD.status = 'closed' OR (OLD.grade = 'major' AND NEW.grade = 'minor')
		OR (NEW.status <> OLD.status AND NEW.status <> 'closed' AND NOT (OLD.status || '>' || NEW.status = ANY (moves)))
		OR (NEW.due_on <> OLD.due_on AND NEW.grade = OLD.grade) THEN
		RAISE EXCEPTION 'non-conformity % does not change so', OLD.id USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER non_conformities_moves BEFORE UPDATE ON non_conformities
	FOR EACH ROW EXECUTE FUNCTION refuse_non_conformity_change();
--> statement-breakpoint
CREATE FUNCTION refuse_closed_plan_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
	IF (SELECT status FROM non_conformities WHERE id = NEW.non_conformity_id) = 'closed'
		OR (TG_OP = 'UPDATE' AND OLD.checked_at IS NOT NULL) THEN
		RAISE EXCEPTION 'non-conformity % is lifted', NEW.non_conformity_id USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER corrective_plans_locked BEFORE INSERT OR UPDATE ON corrective_plans
	FOR EACH ROW EXECUTE FUNCTION refuse_closed_plan_change();
--> statement-breakpoint
-- After the visit a level changes in one case only: the lead answers a remark by changing it.
CREATE OR REPLACE FUNCTION refuse_ended_observation_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	target uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.audit_id ELSE NEW.audit_id END;
	standing text := (SELECT status FROM audits WHERE id = target);
BEGIN
	IF NOT (standing IN ('planned', 'confirmed', 'inProgress') OR (TG_OP = 'UPDATE' AND standing = 'rightOfReply'
		AND NEW.note = OLD.note AND EXISTS (SELECT FROM audit_replies
			WHERE audit_id = target AND criterion_id = NEW.criterion_id AND verdict = 'changed'))) THEN
		RAISE EXCEPTION 'the visit of audit % has ended', target USING ERRCODE = 'restrict_violation';
	END IF;
	IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
-- The team reads what the cooperative replied once it was sent, or when its last day is behind us.
CREATE FUNCTION app_replies_told(target uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM audits WHERE id = target AND (replies_sent_at IS NOT NULL OR status IN ('finalReport', 'closed')
		OR reply_due_on < (now() AT TIME ZONE 'Europe/Paris')::date))
$$;
--> statement-breakpoint
-- The cooperatives whose standing audits the person makes: a follow-up reads, and checks, what an earlier audit left open.
CREATE FUNCTION app_audited_cooperatives() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT cooperative_id), '{}') FROM audits WHERE id = ANY (app_team_audits(true))
$$;
--> statement-breakpoint
CREATE POLICY readers ON audit_finding_edits FOR SELECT TO label_cae_app USING (
	'network' = ANY ((SELECT app_roles())::text[]) OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[])
	OR (cooperative_id = ANY ((SELECT app_own())::uuid[]) AND app_audit_told(audit_id)));
--> statement-breakpoint
CREATE POLICY writing ON audit_finding_edits FOR INSERT TO label_cae_app
	WITH CHECK ("by" = (SELECT app_user()) AND audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY own ON audit_replies FOR SELECT TO label_cae_app USING (cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY readers ON audit_replies FOR SELECT TO label_cae_app USING (app_replies_told(audit_id)
	AND ('network' = ANY ((SELECT app_roles())::text[]) OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[])));
--> statement-breakpoint
CREATE POLICY replying ON audit_replies FOR INSERT TO label_cae_app
	WITH CHECK (saved_by = (SELECT app_user()) AND cooperative_id = ANY ((SELECT app_managed())::uuid[]));
--> statement-breakpoint
CREATE POLICY correcting ON audit_replies FOR UPDATE TO label_cae_app
	USING (cooperative_id = ANY ((SELECT app_managed())::uuid[])) WITH CHECK (saved_by = (SELECT app_user()) AND verdict IS NULL);
--> statement-breakpoint
CREATE POLICY answering ON audit_replies FOR UPDATE TO label_cae_app
	USING (app_replies_told(audit_id) AND audit_id = ANY ((SELECT app_team_audits(true))::uuid[]))
	WITH CHECK (answered_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY readers ON audit_reports FOR SELECT TO label_cae_app USING (
	'network' = ANY ((SELECT app_roles())::text[]) OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[])
	OR (cooperative_id = ANY ((SELECT app_own())::uuid[]) AND app_audit_told(audit_id)));
--> statement-breakpoint
CREATE POLICY issuing ON audit_reports FOR INSERT TO label_cae_app
	WITH CHECK (issued_by = (SELECT app_user()) AND audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
-- Which criterion, how serious, until when: the board and the committee follow it too. What the cooperative answers is below.
CREATE POLICY readers ON non_conformities FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR 'network' = ANY ((SELECT app_roles())::text[])
	OR ((SELECT app_sees_network()) AND cooperative_id <> ALL ((SELECT app_stands_aside())::uuid[]))
	OR cooperative_id = ANY ((SELECT app_audited_cooperatives())::uuid[]));
--> statement-breakpoint
CREATE POLICY opening ON non_conformities FOR INSERT TO label_cae_app
	WITH CHECK (audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY following ON non_conformities FOR UPDATE TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_managed())::uuid[]) OR 'network' = ANY ((SELECT app_roles())::text[])
	OR cooperative_id = ANY ((SELECT app_audited_cooperatives())::uuid[]));
--> statement-breakpoint
CREATE POLICY readers ON corrective_plans FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR 'network' = ANY ((SELECT app_roles())::text[])
	OR cooperative_id = ANY ((SELECT app_audited_cooperatives())::uuid[]));
--> statement-breakpoint
CREATE POLICY proposing ON corrective_plans FOR INSERT TO label_cae_app
	WITH CHECK (proposed_by = (SELECT app_user()) AND cooperative_id = ANY ((SELECT app_managed())::uuid[]));
--> statement-breakpoint
CREATE POLICY following ON corrective_plans FOR UPDATE TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_managed())::uuid[]) OR 'network' = ANY ((SELECT app_roles())::text[])
	OR cooperative_id = ANY ((SELECT app_audited_cooperatives())::uuid[]));
--> statement-breakpoint
CREATE POLICY own_data ON audit_finding_edits FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND "by" = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON audit_replies FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (saved_by, answered_by));
--> statement-breakpoint
CREATE POLICY own_data ON audit_reports FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND issued_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON non_conformities FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND closed_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON corrective_plans FOR SELECT TO label_cae_app USING ((SELECT app_own_data())
	AND (SELECT app_user()) IN (owner_id, proposed_by, judged_by, done_by, checked_by));
--> statement-breakpoint
-- What the team makes of a level is not read through the journal before the cooperative receives the report (R-63), nor by
-- whoever reads no level.
CREATE POLICY findings_stay ON journal_entries AS RESTRICTIVE FOR SELECT TO label_cae_app USING (
	action <> 'audit.findingEdited' OR 'network' = ANY ((SELECT app_roles())::text[])
	OR split_part(subject_id, '/', 1) = ANY ((SELECT app_team_audits(true))::text[])
	OR (cooperative_id = ANY ((SELECT app_own())::uuid[]) AND app_audit_told(split_part(subject_id, '/', 1)::uuid))
	OR (SELECT app_own_data()));
--> statement-breakpoint
-- A piece that shows a corrective action is read as one that was sent: by the auditors who follow its cooperative, and by the
-- national team unless it is confidential. The versions that came after say what nobody showed.
CREATE OR REPLACE FUNCTION app_team_evidence() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT piece_id), '{}') FROM (
		SELECT piece_id FROM evidence_links
		WHERE file_id IS NOT NULL AND assessment_id = ANY (app_team_assessments(true)) AND app_assessment_sent(assessment_id)
		UNION SELECT unnest(evidence) FROM corrective_plans WHERE cooperative_id = ANY (app_audited_cooperatives())
	) read
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app_team_evidence_files() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT file_id), '{}') FROM (
		SELECT file_id FROM evidence_links
		WHERE file_id IS NOT NULL AND assessment_id = ANY (app_team_assessments(true)) AND app_assessment_sent(assessment_id)
		UNION SELECT f.id FROM evidence_files f JOIN corrective_plans p
			ON f.piece_id = ANY (p.evidence) AND f.added_at <= p.done_at AND p.cooperative_id = ANY (app_audited_cooperatives())
	) read
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app_evidence_cited(piece uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM evidence_links l JOIN assessments a ON a.id = l.assessment_id
		WHERE l.piece_id = piece AND l.file_id IS NOT NULL AND a.status = 'submitted')
		OR EXISTS (SELECT FROM corrective_plans WHERE piece = ANY (evidence))
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app_evidence_file_cited(file uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM evidence_links l
		JOIN evidence_files f ON f.id = l.file_id
		JOIN evidence_pieces p ON p.id = f.piece_id
		JOIN assessments a ON a.id = l.assessment_id
		WHERE l.file_id = file AND a.status = 'submitted' AND NOT p.confidential)
		OR EXISTS (SELECT FROM corrective_plans c JOIN evidence_files f ON f.piece_id = ANY (c.evidence)
			JOIN evidence_pieces p ON p.id = f.piece_id
			WHERE f.id = file AND f.added_at <= c.done_at AND NOT p.confidential)
$$;
