CREATE TABLE "assessment_returns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"criteria" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	CONSTRAINT "assessment_returns_kind" CHECK ("assessment_returns"."kind" in ('returned', 'reopened', 'asked', 'declined')),
	CONSTRAINT "assessment_returns_reason" CHECK ("assessment_returns"."reason" ~ '\S')
);
--> statement-breakpoint
CREATE TABLE "cited_evidence" (
	"cooperative_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"criterion_id" text NOT NULL,
	"piece_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "cited_evidence_assessment_id_number_criterion_id_piece_id_pk" PRIMARY KEY("assessment_id","number","criterion_id","piece_id")
);
--> statement-breakpoint
ALTER TABLE "assessments" DROP CONSTRAINT "assessments_status";--> statement-breakpoint
ALTER TABLE "assessment_snapshots" DROP CONSTRAINT "assessment_snapshots_pkey";--> statement-breakpoint
ALTER TABLE "assessment_snapshots" ADD COLUMN "number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment_snapshots" ADD CONSTRAINT "assessment_snapshots_assessment_id_number_pk" PRIMARY KEY("assessment_id","number");--> statement-breakpoint
ALTER TABLE "assessment_snapshots" ADD COLUMN "signed_by" uuid;--> statement-breakpoint
ALTER TABLE "assessment_snapshots" ADD COLUMN "signed_as" text;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "sending" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment_returns" ADD CONSTRAINT "assessment_returns_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_returns" ADD CONSTRAINT "assessment_returns_assessment" FOREIGN KEY ("cooperative_id","assessment_id") REFERENCES "public"."assessments"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_returns" ADD CONSTRAINT "assessment_returns_sending" FOREIGN KEY ("assessment_id","number") REFERENCES "public"."assessment_snapshots"("assessment_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cited_evidence" ADD CONSTRAINT "cited_evidence_sending" FOREIGN KEY ("assessment_id","number") REFERENCES "public"."assessment_snapshots"("assessment_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cited_evidence" ADD CONSTRAINT "cited_evidence_assessment" FOREIGN KEY ("cooperative_id","assessment_id") REFERENCES "public"."assessments"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cited_evidence" ADD CONSTRAINT "cited_evidence_piece" FOREIGN KEY ("cooperative_id","piece_id") REFERENCES "public"."evidence_pieces"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cited_evidence" ADD CONSTRAINT "cited_evidence_file" FOREIGN KEY ("piece_id","file_id") REFERENCES "public"."evidence_files"("piece_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assessment_returns_assessment" ON "assessment_returns" USING btree ("assessment_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "assessment_returns_once" ON "assessment_returns" USING btree ("assessment_id","number") WHERE "assessment_returns"."kind" in ('returned', 'reopened');--> statement-breakpoint
CREATE INDEX "cited_evidence_piece" ON "cited_evidence" USING btree ("piece_id");--> statement-breakpoint
ALTER TABLE "assessment_snapshots" ADD CONSTRAINT "assessment_snapshots_signed_by_users_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_status" CHECK ("assessments"."status" in ('draft', 'submitted', 'returned'));--> statement-breakpoint
-- Who signed is in what was frozen already: written beside it, which changes nothing of its bytes nor of their hash.
ALTER TABLE assessment_snapshots DISABLE TRIGGER assessment_snapshots_immutable;
--> statement-breakpoint
UPDATE assessment_snapshots SET signed_by = (content::json ->> 'submittedBy')::uuid
WHERE EXISTS (SELECT FROM users WHERE users.id::text = content::json ->> 'submittedBy');
--> statement-breakpoint
ALTER TABLE assessment_snapshots ENABLE TRIGGER assessment_snapshots_immutable;
--> statement-breakpoint
INSERT INTO cited_evidence (cooperative_id, assessment_id, number, criterion_id, piece_id, file_id)
SELECT l.cooperative_id, l.assessment_id, 1, l.criterion_id, l.piece_id, l.file_id
FROM evidence_links l JOIN assessment_snapshots s ON s.assessment_id = l.assessment_id
WHERE l.file_id IS NOT NULL;
--> statement-breakpoint
-- One door only out of what was sent: back to its cooperative, for a written reason, and while no visit reads it. Sent again
-- once something new was frozen. Nothing else of the row changes on the way.
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
		AND NOT EXISTS (SELECT FROM audits WHERE assessment_id = OLD.id AND status IN ('planned', 'inProgress', 'closed')) THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'assessment % is submitted and locked', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION refuse_submitted_answer_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	target uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.assessment_id ELSE NEW.assessment_id END;
BEGIN
	IF (SELECT status FROM assessments WHERE id = target) NOT IN ('draft', 'returned') THEN
		RAISE EXCEPTION 'assessment % is submitted and locked', target USING ERRCODE = 'restrict_violation';
	END IF;
	IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['assessment_returns', 'cited_evidence'] LOOP
		EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
			name || '_immutable', name);
		EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
			name || '_kept', name);
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
	END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT ON assessment_returns, cited_evidence TO label_cae_app;
--> statement-breakpoint
CREATE POLICY readers ON assessment_returns FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR 'network' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
-- The cooperative asks; the national team gives back, or says no.
CREATE POLICY asking ON assessment_returns FOR INSERT TO label_cae_app WITH CHECK ("by" = (SELECT app_user()) AND CASE
	WHEN kind = 'asked' THEN cooperative_id = ANY ((SELECT app_managed())::uuid[])
	ELSE 'network' = ANY ((SELECT app_roles())::text[]) END);
--> statement-breakpoint
CREATE POLICY readers ON cited_evidence FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR 'network' = ANY ((SELECT app_roles())::text[])
	OR assessment_id = ANY ((SELECT app_team_assessments(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY freezing ON cited_evidence FOR INSERT TO label_cae_app
	WITH CHECK (cooperative_id = ANY ((SELECT app_managed())::uuid[]));
--> statement-breakpoint
CREATE POLICY own_data ON assessment_returns FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND "by" = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON assessment_snapshots FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND signed_by = (SELECT app_user()));
