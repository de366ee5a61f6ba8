CREATE TABLE "assessment_upgrades" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"from_version_id" uuid NOT NULL,
	"to_version_id" uuid NOT NULL,
	"before" text NOT NULL,
	"before_hash" text NOT NULL,
	"after" text NOT NULL,
	"after_hash" text NOT NULL,
	"applied_at" timestamp with time zone NOT NULL,
	"applied_by" uuid NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "assessment_upgrades_elsewhere" CHECK ("assessment_upgrades"."from_version_id" <> "assessment_upgrades"."to_version_id"),
	CONSTRAINT "assessment_upgrades_undone" CHECK (("assessment_upgrades"."undone_at" is null) = ("assessment_upgrades"."undone_by" is null))
);
--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "to_confirm" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment_upgrades" ADD CONSTRAINT "assessment_upgrades_from_version_id_standard_versions_id_fk" FOREIGN KEY ("from_version_id") REFERENCES "public"."standard_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_upgrades" ADD CONSTRAINT "assessment_upgrades_to_version_id_standard_versions_id_fk" FOREIGN KEY ("to_version_id") REFERENCES "public"."standard_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_upgrades" ADD CONSTRAINT "assessment_upgrades_applied_by_users_id_fk" FOREIGN KEY ("applied_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_upgrades" ADD CONSTRAINT "assessment_upgrades_undone_by_users_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_upgrades" ADD CONSTRAINT "assessment_upgrades_assessment" FOREIGN KEY ("cooperative_id","assessment_id") REFERENCES "public"."assessments"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assessment_upgrades_assessment" ON "assessment_upgrades" USING btree ("assessment_id","applied_at");--> statement-breakpoint
CREATE UNIQUE INDEX "assessment_upgrades_standing" ON "assessment_upgrades" USING btree ("assessment_id","from_version_id") WHERE "assessment_upgrades"."undone_at" is null;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_to_confirm" CHECK (not "answers"."to_confirm" or "answers"."not_applicable" or "answers"."level" is not null);--> statement-breakpoint
-- A move between versions is kept as it was made: only its undoing is added, once, and both while the assessment is a draft.
CREATE FUNCTION refuse_upgrade_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL
		OR to_jsonb(NEW) - 'undone_at' - 'undone_by' <> to_jsonb(OLD) - 'undone_at' - 'undone_by' THEN
		RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER assessment_upgrades_append_only BEFORE UPDATE ON assessment_upgrades
	FOR EACH ROW EXECUTE FUNCTION refuse_upgrade_change();
--> statement-breakpoint
CREATE TRIGGER assessment_upgrades_held BEFORE DELETE ON assessment_upgrades
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER assessment_upgrades_kept BEFORE TRUNCATE ON assessment_upgrades
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER assessment_upgrades_locked BEFORE INSERT OR UPDATE ON assessment_upgrades
	FOR EACH ROW EXECUTE FUNCTION refuse_submitted_answer_change();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON assessment_upgrades TO label_cae_app;
--> statement-breakpoint
ALTER TABLE assessment_upgrades ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A draft that was left is its cooperative's own, also once the assessment is sent.
CREATE POLICY readers ON assessment_upgrades FOR SELECT TO label_cae_app
	USING (cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY moving ON assessment_upgrades FOR INSERT TO label_cae_app
	WITH CHECK (cooperative_id = ANY ((SELECT app_managed())::uuid[]) AND applied_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY undoing ON assessment_upgrades FOR UPDATE TO label_cae_app
	USING (cooperative_id = ANY ((SELECT app_managed())::uuid[]))
	WITH CHECK (cooperative_id = ANY ((SELECT app_managed())::uuid[]) AND undone_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON assessment_upgrades FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (applied_by, undone_by));
--> statement-breakpoint
-- A criterion that the new version no longer has takes its row away: the manager decides, the move keeps the answer.
CREATE POLICY leaving ON answers FOR DELETE TO label_cae_app USING (cooperative_id = ANY ((SELECT app_managed())::uuid[]));
--> statement-breakpoint
-- What is proposed by a newer version, or was emptied by it, is no answer.
CREATE OR REPLACE VIEW answer_counts WITH (security_barrier) AS
	SELECT assessment_id,
		(count(*) FILTER (WHERE NOT to_confirm AND (level IS NOT NULL OR (not_applicable AND reason ~ '\S'))))::integer AS answered
	FROM answers
	WHERE app_user() IS NULL OR cooperative_id = ANY (app_own()) OR 'network' = ANY (app_roles())
	GROUP BY assessment_id;
