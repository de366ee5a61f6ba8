CREATE TABLE "absence_notes" (
	"absence_id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auditor_absences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"part" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "auditor_absences_dates" CHECK ("auditor_absences"."ends_on" >= "auditor_absences"."starts_on"),
	CONSTRAINT "auditor_absences_part" CHECK ("auditor_absences"."part" in ('day', 'morning', 'afternoon')),
	CONSTRAINT "auditor_absences_half" CHECK ("auditor_absences"."part" = 'day' or "auditor_absences"."starts_on" = "auditor_absences"."ends_on")
);
--> statement-breakpoint
CREATE TABLE "auditor_skills" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"domains" jsonb NOT NULL,
	"sectors" jsonb NOT NULL,
	"languages" jsonb NOT NULL,
	"department" text,
	"yearly_limit" smallint,
	"weekdays" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "auditor_skills_limit" CHECK ("auditor_skills"."yearly_limit" between 1 and 30)
);
--> statement-breakpoint
ALTER TABLE "cooperatives" ADD COLUMN "group_name" text;--> statement-breakpoint
ALTER TABLE "absence_notes" ADD CONSTRAINT "absence_notes_absence_id_auditor_absences_id_fk" FOREIGN KEY ("absence_id") REFERENCES "public"."auditor_absences"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence_notes" ADD CONSTRAINT "absence_notes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auditor_absences" ADD CONSTRAINT "auditor_absences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auditor_skills" ADD CONSTRAINT "auditor_skills_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "auditor_absences_user" ON "auditor_absences" USING btree ("user_id","ends_on");--> statement-breakpoint
-- An auditor knows the name of their own cooperative, whether or not they hold a role in it.
CREATE FUNCTION app_home() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT home_cooperative_id FROM auditor_profiles WHERE user_id = app_user()
$$;
--> statement-breakpoint
CREATE POLICY home ON cooperatives FOR SELECT TO label_cae_app USING (id = (SELECT app_home()));
--> statement-breakpoint
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['auditor_skills', 'auditor_absences', 'absence_notes'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
	END LOOP;
	-- The auditor's own, and the national team's who makes up the teams.
	FOREACH name IN ARRAY ARRAY['auditor_skills', 'auditor_absences'] LOOP
		EXECUTE format('CREATE POLICY own ON %I TO label_cae_app
			USING (user_id = (SELECT app_user()) AND ''auditor'' = ANY ((SELECT app_roles())::text[]))', name);
		EXECUTE format('CREATE POLICY teams ON %I TO label_cae_app USING (''network'' = ANY ((SELECT app_roles())::text[]))', name);
		EXECUTE format('CREATE POLICY own_data ON %I FOR SELECT TO label_cae_app
			USING ((SELECT app_own_data()) AND user_id = (SELECT app_user()))', name);
	END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON auditor_skills TO label_cae_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON auditor_absences TO label_cae_app;
--> statement-breakpoint
-- Why somebody is away is read by them alone: the national team sees the days.
GRANT SELECT, INSERT ON absence_notes TO label_cae_app;
--> statement-breakpoint
CREATE POLICY own ON absence_notes TO label_cae_app USING (user_id = (SELECT app_user()));
