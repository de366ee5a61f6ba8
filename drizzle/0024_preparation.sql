CREATE TABLE "audit_plan_sendings" (
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"sent_by" uuid,
	"answer" text,
	"answer_text" text DEFAULT '' NOT NULL,
	"answered_at" timestamp with time zone,
	"answered_by" uuid,
	CONSTRAINT "audit_plan_sendings_audit_id_number_pk" PRIMARY KEY("audit_id","number"),
	CONSTRAINT "audit_plan_sendings_answer" CHECK ("audit_plan_sendings"."answer" in ('acknowledged', 'changeAsked')),
	CONSTRAINT "audit_plan_sendings_answered" CHECK (("audit_plan_sendings"."answer" is null) = ("audit_plan_sendings"."answered_at" is null)),
	CONSTRAINT "audit_plan_sendings_text" CHECK ("audit_plan_sendings"."answer" <> 'changeAsked' or "audit_plan_sendings"."answer_text" ~ '\S')
);
--> statement-breakpoint
CREATE TABLE "audit_plans" (
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid PRIMARY KEY NOT NULL,
	"agenda" jsonb NOT NULL,
	"seed" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"written_by" uuid
);
--> statement-breakpoint
CREATE TABLE "audit_samples" (
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"taken_out" boolean DEFAULT false NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"written_by" uuid,
	CONSTRAINT "audit_samples_audit_id_criterion_id_pk" PRIMARY KEY("audit_id","criterion_id"),
	CONSTRAINT "audit_samples_reasons" CHECK (jsonb_array_length("audit_samples"."reasons") > 0),
	CONSTRAINT "audit_samples_explained" CHECK ("audit_samples"."note" ~ '\S' or not ("audit_samples"."taken_out" or "audit_samples"."reasons" @> '["added"]'::jsonb))
);
--> statement-breakpoint
CREATE TABLE "evidence_demands" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"wording" text NOT NULL,
	"due_on" date NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"written_by" uuid,
	"asked_at" timestamp with time zone,
	"again_reason" text DEFAULT '' NOT NULL,
	"evidence" uuid[] DEFAULT '{}' NOT NULL,
	"answer_note" text DEFAULT '' NOT NULL,
	"answered_at" timestamp with time zone,
	"answered_by" uuid,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	"soon_told_for" date,
	"late_told_for" date,
	CONSTRAINT "evidence_demands_state" CHECK ("evidence_demands"."state" in ('draft', 'asked', 'answered', 'received', 'withdrawn')),
	CONSTRAINT "evidence_demands_wording" CHECK ("evidence_demands"."wording" ~ '\S'),
	CONSTRAINT "evidence_demands_asked" CHECK ("evidence_demands"."state" in ('draft', 'withdrawn') or "evidence_demands"."asked_at" is not null),
	CONSTRAINT "evidence_demands_answered" CHECK ("evidence_demands"."state" <> 'answered' or "evidence_demands"."answered_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "audit_plan_sendings" ADD CONSTRAINT "audit_plan_sendings_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_plan_sendings" ADD CONSTRAINT "audit_plan_sendings_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_plan_sendings" ADD CONSTRAINT "audit_plan_sendings_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_plans" ADD CONSTRAINT "audit_plans_written_by_users_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_plans" ADD CONSTRAINT "audit_plans_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_samples" ADD CONSTRAINT "audit_samples_written_by_users_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_samples" ADD CONSTRAINT "audit_samples_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_demands" ADD CONSTRAINT "evidence_demands_written_by_users_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_demands" ADD CONSTRAINT "evidence_demands_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_demands" ADD CONSTRAINT "evidence_demands_settled_by_users_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_demands" ADD CONSTRAINT "evidence_demands_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_demands_audit_id" ON "evidence_demands" USING btree ("audit_id");--> statement-breakpoint
CREATE INDEX "evidence_demands_waiting" ON "evidence_demands" USING btree ("due_on") WHERE "evidence_demands"."state" = 'asked';--> statement-breakpoint
-- What was written of an audit stays: rows are added, or completed, never taken away; but for the sample, which is renewed.
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['audit_plans', 'audit_samples', 'audit_plan_sendings', 'evidence_demands'] LOOP
		EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
			name || '_kept', name);
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('GRANT SELECT, INSERT ON %I TO label_cae_app', name);
	END LOOP;
	FOREACH name IN ARRAY ARRAY['audit_plans', 'audit_plan_sendings', 'evidence_demands'] LOOP
		EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
			name || '_held', name);
	END LOOP;
END $$;
--> statement-breakpoint
GRANT UPDATE (agenda, version, written_at, written_by) ON audit_plans TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (reasons, note, taken_out, written_at, written_by), DELETE ON audit_samples TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (answer, answer_text, answered_at, answered_by) ON audit_plan_sendings TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (due_on, state, version, asked_at, again_reason, evidence, answer_note, answered_at, answered_by, settled_at,
	settled_by) ON evidence_demands TO label_cae_app;
--> statement-breakpoint
-- A visit is prepared before it ends, and while it has days.
CREATE FUNCTION refuse_preparation_out_of_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	target uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.audit_id ELSE NEW.audit_id END;
	status text := app_audit_status(target);
BEGIN
	IF status IS NULL OR status NOT IN ('planned', 'confirmed', 'inProgress') THEN
		RAISE EXCEPTION 'audit %: % not written at %', target, TG_TABLE_NAME, status USING ERRCODE = 'restrict_violation';
	END IF;
	IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['audit_plans', 'audit_samples', 'audit_plan_sendings', 'evidence_demands'] LOOP
		EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_preparation_out_of_time()',
			name || '_timed', name);
	END LOOP;
END $$;
--> statement-breakpoint
-- An answer is given once, to what was sent last.
CREATE FUNCTION refuse_plan_answer_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
	IF OLD.answer IS NOT NULL OR EXISTS (SELECT FROM audit_plan_sendings
		WHERE audit_id = OLD.audit_id AND number > OLD.number) THEN
		RAISE EXCEPTION 'plan %/% is answered, or replaced', OLD.audit_id, OLD.number USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_plan_sendings_answered_once BEFORE UPDATE ON audit_plan_sendings
	FOR EACH ROW EXECUTE FUNCTION refuse_plan_answer_change();
--> statement-breakpoint
-- The moves of app/domain/audit/evidence-demand.ts; a reminder moves nothing.
CREATE FUNCTION refuse_demand_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	moves constant text[] := ARRAY['draft>asked', 'draft>withdrawn', 'asked>answered', 'asked>received', 'asked>withdrawn',
		'answered>received', 'answered>asked', 'answered>withdrawn', 'received>asked'];
BEGIN
	IF OLD.state = 'withdrawn' OR (NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state = ANY (moves))) THEN
		RAISE EXCEPTION 'demand % does not change so', OLD.id USING ERRCODE = 'restrict_violation';
	END IF;
	-- Whoever reads a piece because it answers did not choose it: the cooperative did.
	IF NEW.evidence <> OLD.evidence AND current_user = 'label_cae_app' AND NEW.cooperative_id <> ALL (app_managed()) THEN
		RAISE EXCEPTION 'demand % is answered by its cooperative', OLD.id USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER evidence_demands_moves BEFORE UPDATE ON evidence_demands
	FOR EACH ROW EXECUTE FUNCTION refuse_demand_change();
--> statement-breakpoint
-- The plan being written and the sample are the team's and the national team's; the cooperative reads what was sent to it,
-- and the sample with the report that tells what was found.
CREATE POLICY preparing ON audit_plans TO label_cae_app USING (
	'network' = ANY ((SELECT app_roles())::text[]) OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY preparing ON audit_samples TO label_cae_app USING (
	'network' = ANY ((SELECT app_roles())::text[]) OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY told ON audit_samples FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) AND app_audit_told(audit_id));
--> statement-breakpoint
CREATE POLICY readers ON audit_plan_sendings FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR 'network' = ANY ((SELECT app_roles())::text[])
	OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY sending ON audit_plan_sendings FOR INSERT TO label_cae_app WITH CHECK (
	sent_by = (SELECT app_user()) AND answer IS NULL AND ('network' = ANY ((SELECT app_roles())::text[])
		OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[])));
--> statement-breakpoint
CREATE POLICY answering ON audit_plan_sendings FOR UPDATE TO label_cae_app
	USING (cooperative_id = ANY ((SELECT app_managed())::uuid[])) WITH CHECK (answered_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY readers ON evidence_demands FOR SELECT TO label_cae_app USING (
	'network' = ANY ((SELECT app_roles())::text[]) OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY asking ON evidence_demands FOR INSERT TO label_cae_app WITH CHECK (
	written_by = (SELECT app_user()) AND state = 'draft' AND evidence = '{}' AND ('network' = ANY ((SELECT app_roles())::text[])
		OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[])));
--> statement-breakpoint
CREATE POLICY settling ON evidence_demands FOR UPDATE TO label_cae_app USING (
	'network' = ANY ((SELECT app_roles())::text[]) OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY told ON evidence_demands FOR SELECT TO label_cae_app USING (
	asked_at IS NOT NULL AND cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY answering ON evidence_demands FOR UPDATE TO label_cae_app
	USING (state = 'asked' AND cooperative_id = ANY ((SELECT app_managed())::uuid[]))
	WITH CHECK (state = 'answered' AND answered_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON audit_plans FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND written_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON audit_samples FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND written_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON audit_plan_sendings FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (sent_by, answered_by));
--> statement-breakpoint
CREATE POLICY own_data ON evidence_demands FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (written_by, answered_by, settled_by));
--> statement-breakpoint
-- Which criteria are looked at is not read through the journal either before the report tells it.
CREATE POLICY samples_stay ON journal_entries AS RESTRICTIVE FOR SELECT TO label_cae_app USING (
	action NOT IN ('audit.sampleProposed', 'audit.sampleChanged', 'audit.agendaChanged')
	OR 'network' = ANY ((SELECT app_roles())::text[])
	OR split_part(subject_id, '/', 1) = ANY ((SELECT app_team_audits(true))::text[])
	OR (cooperative_id = ANY ((SELECT app_own())::uuid[]) AND app_audit_told(split_part(subject_id, '/', 1)::uuid))
	OR (SELECT app_own_data()));
--> statement-breakpoint
-- What a team compares the answers with, and no word of it: the levels declared the last time before, and those that the last
-- audit retained. For those who prepare that audit.
CREATE FUNCTION app_earlier_levels(target uuid) RETURNS TABLE (stage text, standard_version_id uuid, criterion_id text, level smallint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	WITH here AS (
		SELECT v.id, v.cooperative_id, c.year FROM audits v
			JOIN assessments a ON a.id = v.assessment_id JOIN campaigns c ON c.id = a.campaign_id
		WHERE v.id = target AND ('network' = ANY (app_roles()) OR v.id = ANY (app_team_audits(true)))
	), declared AS (
		SELECT a.id, a.standard_version_id FROM assessments a JOIN campaigns c ON c.id = a.campaign_id
			JOIN here h ON h.cooperative_id = a.cooperative_id AND c.year < h.year
		WHERE a.status = 'submitted' ORDER BY c.year DESC LIMIT 1
	), audited AS (
		SELECT v.id, a.standard_version_id FROM audits v JOIN assessments a ON a.id = v.assessment_id
			JOIN here h ON h.cooperative_id = v.cooperative_id AND v.id <> h.id
		WHERE v.status IN ('finalReport', 'closed') ORDER BY v.final_at DESC LIMIT 1
	)
	SELECT 'declared', d.standard_version_id, r.criterion_id, r.level FROM declared d
		JOIN answers r ON r.assessment_id = d.id WHERE r.level IS NOT NULL
	UNION ALL
	SELECT 'audited', d.standard_version_id, o.criterion_id, o.level FROM audited d
		JOIN audit_observations o ON o.audit_id = d.id WHERE o.level IS NOT NULL
$$;
--> statement-breakpoint
-- A piece that answers a demand is read as one that was sent: by the team of that audit, and by the national team unless it is
-- confidential. The versions that came after say what nobody showed.
CREATE OR REPLACE FUNCTION app_team_evidence() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT piece_id), '{}') FROM (
		SELECT piece_id FROM evidence_links
		WHERE file_id IS NOT NULL AND assessment_id = ANY (app_team_assessments(true)) AND app_assessment_sent(assessment_id)
		UNION SELECT unnest(evidence) FROM corrective_plans WHERE cooperative_id = ANY (app_audited_cooperatives())
		UNION SELECT unnest(evidence) FROM evidence_demands WHERE audit_id = ANY (app_team_audits(true))
	) read
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app_team_evidence_files() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT file_id), '{}') FROM (
		SELECT file_id FROM evidence_links
		WHERE file_id IS NOT NULL AND assessment_id = ANY (app_team_assessments(true)) AND app_assessment_sent(assessment_id)
		UNION SELECT f.id FROM evidence_files f JOIN corrective_plans p
			ON f.piece_id = ANY (p.evidence) AND f.added_at <= p.done_at AND p.cooperative_id = ANY (app_audited_cooperatives())
		UNION SELECT f.id FROM evidence_files f JOIN evidence_demands d
			ON f.piece_id = ANY (d.evidence) AND f.added_at <= d.answered_at AND d.audit_id = ANY (app_team_audits(true))
	) read
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app_evidence_cited(piece uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM evidence_links l JOIN assessments a ON a.id = l.assessment_id
		WHERE l.piece_id = piece AND l.file_id IS NOT NULL AND a.status = 'submitted')
		OR EXISTS (SELECT FROM corrective_plans WHERE piece = ANY (evidence))
		OR EXISTS (SELECT FROM evidence_demands WHERE piece = ANY (evidence))
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
		OR EXISTS (SELECT FROM evidence_demands d JOIN evidence_files f ON f.piece_id = ANY (d.evidence)
			JOIN evidence_pieces p ON p.id = f.piece_id
			WHERE f.id = file AND f.added_at <= d.answered_at AND NOT p.confidential)
$$;
