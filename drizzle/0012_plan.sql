CREATE TABLE "assignments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"standard_version_id" uuid NOT NULL,
	"domain" text NOT NULL,
	"criterion_id" text,
	"assignee_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"assigned_at" timestamp with time zone NOT NULL,
	"assigned_by" uuid NOT NULL,
	CONSTRAINT "assignments_target" UNIQUE NULLS NOT DISTINCT("assessment_id","domain","criterion_id")
);
--> statement-breakpoint
CREATE TABLE "planned_actions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"standard_version_id" uuid NOT NULL,
	"domain" text NOT NULL,
	"criterion_id" text NOT NULL,
	"from_level" smallint,
	"to_level" smallint NOT NULL,
	"owner_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"todo" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"planned_by" uuid NOT NULL,
	CONSTRAINT "planned_actions_state" CHECK ("planned_actions"."state" in ('open', 'done', 'abandoned')),
	CONSTRAINT "planned_actions_levels" CHECK ("planned_actions"."to_level" between 1 and 3 and "planned_actions"."from_level" between 0 and 2),
	CONSTRAINT "planned_actions_upwards" CHECK ("planned_actions"."from_level" is null or "planned_actions"."to_level" > "planned_actions"."from_level"),
	CONSTRAINT "planned_actions_closed" CHECK (("planned_actions"."state" = 'open') = ("planned_actions"."closed_at" is null))
);
--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_standard_version_id_standard_versions_id_fk" FOREIGN KEY ("standard_version_id") REFERENCES "public"."standard_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_assigned_by_users_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_assessment" FOREIGN KEY ("cooperative_id","assessment_id") REFERENCES "public"."assessments"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planned_actions" ADD CONSTRAINT "planned_actions_standard_version_id_standard_versions_id_fk" FOREIGN KEY ("standard_version_id") REFERENCES "public"."standard_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planned_actions" ADD CONSTRAINT "planned_actions_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planned_actions" ADD CONSTRAINT "planned_actions_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planned_actions" ADD CONSTRAINT "planned_actions_planned_by_users_id_fk" FOREIGN KEY ("planned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "planned_actions" ADD CONSTRAINT "planned_actions_assessment" FOREIGN KEY ("cooperative_id","assessment_id") REFERENCES "public"."assessments"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignments_assignee" ON "assignments" USING btree ("assignee_id");--> statement-breakpoint
CREATE UNIQUE INDEX "planned_actions_standing" ON "planned_actions" USING btree ("cooperative_id","criterion_id") WHERE "planned_actions"."state" = 'open';--> statement-breakpoint
CREATE INDEX "planned_actions_owner" ON "planned_actions" USING btree ("owner_id");--> statement-breakpoint
-- Work that was given out belongs to the draft: once it was sent, it does not change any more.
CREATE TRIGGER assignments_locked BEFORE INSERT OR UPDATE OR DELETE ON assignments
	FOR EACH ROW EXECUTE FUNCTION refuse_submitted_answer_change();
--> statement-breakpoint
CREATE TRIGGER assignments_kept BEFORE TRUNCATE ON assignments
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- An action is closed, with its reason: it is never deleted.
CREATE TRIGGER planned_actions_held BEFORE DELETE ON planned_actions
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER planned_actions_kept BEFORE TRUNCATE ON planned_actions
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE assignments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE planned_actions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON assignments TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (standard_version_id, assignee_id, due_on, note, version, assigned_at, assigned_by) ON assignments TO label_cae_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON planned_actions TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (to_level, owner_id, due_on, todo, state, reason, closed_at, closed_by, version) ON planned_actions TO label_cae_app;
--> statement-breakpoint
-- The cooperative's own, whole: who does what is nobody else's affair, even once the assessment was sent.
CREATE POLICY readers ON assignments FOR SELECT TO label_cae_app USING (cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
-- A manager gives to anybody; a contributor takes for themselves, and gives back what is theirs.
CREATE POLICY giving ON assignments FOR INSERT TO label_cae_app WITH CHECK (
	assigned_by = (SELECT app_user()) AND (cooperative_id = ANY ((SELECT app_managed())::uuid[])
		OR (cooperative_id = ANY ((SELECT app_own())::uuid[]) AND assignee_id = (SELECT app_user()))));
--> statement-breakpoint
CREATE POLICY changing ON assignments FOR UPDATE TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_managed())::uuid[])
	OR (cooperative_id = ANY ((SELECT app_own())::uuid[]) AND assignee_id = (SELECT app_user())));
--> statement-breakpoint
CREATE POLICY taking_back ON assignments FOR DELETE TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_managed())::uuid[])
	OR (cooperative_id = ANY ((SELECT app_own())::uuid[]) AND assignee_id = (SELECT app_user())));
--> statement-breakpoint
CREATE POLICY readers ON planned_actions FOR SELECT TO label_cae_app USING (cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY planning ON planned_actions FOR INSERT TO label_cae_app WITH CHECK (
	planned_by = (SELECT app_user()) AND (cooperative_id = ANY ((SELECT app_managed())::uuid[])
		OR (cooperative_id = ANY ((SELECT app_own())::uuid[]) AND owner_id = (SELECT app_user()))));
--> statement-breakpoint
CREATE POLICY changing ON planned_actions FOR UPDATE TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_managed())::uuid[])
	OR (cooperative_id = ANY ((SELECT app_own())::uuid[]) AND owner_id = (SELECT app_user())));
--> statement-breakpoint
CREATE POLICY own_data ON assignments FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (assignee_id, assigned_by));
--> statement-breakpoint
CREATE POLICY own_data ON planned_actions FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (owner_id, planned_by, closed_by));
