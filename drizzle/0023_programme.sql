CREATE TABLE "programme_lines" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"year" smallint NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"lead_auditor_id" uuid NOT NULL,
	"second_auditor_id" uuid,
	"pinned" boolean DEFAULT false NOT NULL,
	"proposal_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "programme_lines_once" UNIQUE("year","cooperative_id"),
	CONSTRAINT "programme_lines_kind" CHECK ("programme_lines"."kind" in ('initial', 'followUp', 'renewal')),
	CONSTRAINT "programme_lines_dates" CHECK ("programme_lines"."ends_on" >= "programme_lines"."starts_on"),
	CONSTRAINT "programme_lines_team" CHECK ("programme_lines"."second_auditor_id" is null or "programme_lines"."second_auditor_id" <> "programme_lines"."lead_auditor_id")
);
--> statement-breakpoint
CREATE TABLE "programme_proposals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"year" smallint NOT NULL,
	"most_per_week" smallint NOT NULL,
	"status" text DEFAULT 'asked' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"asked_by" uuid,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"content" jsonb,
	CONSTRAINT "programme_proposals_status" CHECK ("programme_proposals"."status" in ('asked', 'computing', 'ready', 'failed')),
	CONSTRAINT "programme_proposals_content" CHECK (("programme_proposals"."status" = 'ready') = ("programme_proposals"."content" is not null)),
	CONSTRAINT "programme_proposals_week" CHECK ("programme_proposals"."most_per_week" between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "programme_lines" ADD CONSTRAINT "programme_lines_cooperative_id_cooperatives_id_fk" FOREIGN KEY ("cooperative_id") REFERENCES "public"."cooperatives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_lines" ADD CONSTRAINT "programme_lines_lead_auditor_id_auditor_profiles_user_id_fk" FOREIGN KEY ("lead_auditor_id") REFERENCES "public"."auditor_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_lines" ADD CONSTRAINT "programme_lines_second_auditor_id_auditor_profiles_user_id_fk" FOREIGN KEY ("second_auditor_id") REFERENCES "public"."auditor_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_lines" ADD CONSTRAINT "programme_lines_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_proposals" ADD CONSTRAINT "programme_proposals_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "programme_proposals_year" ON "programme_proposals" USING btree ("year","asked_at");--> statement-breakpoint
CREATE INDEX "programme_proposals_waiting" ON "programme_proposals" USING btree ("asked_at") WHERE "programme_proposals"."status" in ('asked', 'computing');--> statement-breakpoint
-- What is only proposed is the national team's work: nobody else reads it, whoever it names or bears on, but in the copy of
-- one's own data.
ALTER TABLE programme_lines ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE programme_proposals ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON programme_lines TO label_cae_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON programme_proposals TO label_cae_app;
--> statement-breakpoint
CREATE POLICY planning ON programme_lines TO label_cae_app USING ('network' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY planning ON programme_proposals TO label_cae_app USING ('network' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY own_data ON programme_lines FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (lead_auditor_id, second_auditor_id, updated_by));
--> statement-breakpoint
CREATE POLICY own_data ON programme_proposals FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND asked_by = (SELECT app_user()));
