CREATE TABLE "role_grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"cooperative_id" uuid,
	"starts_on" date,
	"ends_on" date,
	CONSTRAINT "role_grants_cooperative" CHECK (("role_grants"."role" in ('manager', 'contributor')) = ("role_grants"."cooperative_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "users_email_lower" CHECK ("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE TABLE "answer_saves" (
	"key" uuid PRIMARY KEY NOT NULL,
	"assessment_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"version" integer NOT NULL,
	"saved_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"cooperative_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"level" smallint,
	"not_applicable" boolean DEFAULT false NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "answers_assessment_id_criterion_id_pk" PRIMARY KEY("assessment_id","criterion_id"),
	CONSTRAINT "answers_level" CHECK ("answers"."level" between 0 and 3),
	CONSTRAINT "answers_one_value" CHECK (not ("answers"."not_applicable" and "answers"."level" is not null))
);
--> statement-breakpoint
CREATE TABLE "assessment_snapshots" (
	"assessment_id" uuid PRIMARY KEY NOT NULL,
	"content" text NOT NULL,
	"content_hash" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"standard_version_id" uuid NOT NULL,
	"profile" jsonb NOT NULL,
	"profile_version" integer DEFAULT 1 NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"submitted_by" uuid,
	CONSTRAINT "assessments_cooperative_campaign" UNIQUE("cooperative_id","campaign_id"),
	CONSTRAINT "assessments_tenant" UNIQUE("cooperative_id","id"),
	CONSTRAINT "assessments_status" CHECK ("assessments"."status" in ('draft', 'submitted')),
	CONSTRAINT "assessments_submitted" CHECK (("assessments"."status" = 'submitted') = ("assessments"."submitted_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"year" integer NOT NULL,
	"standard_version_id" uuid NOT NULL,
	"opens_on" date NOT NULL,
	"closes_on" date NOT NULL,
	CONSTRAINT "campaigns_year_unique" UNIQUE("year")
);
--> statement-breakpoint
CREATE TABLE "audit_observations" (
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"level" smallint,
	"not_applicable" boolean DEFAULT false NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid,
	CONSTRAINT "audit_observations_audit_id_criterion_id_pk" PRIMARY KEY("audit_id","criterion_id"),
	CONSTRAINT "audit_observations_level" CHECK ("audit_observations"."level" between 0 and 3)
);
--> statement-breakpoint
CREATE TABLE "auditor_profiles" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"home_cooperative_id" uuid,
	"former_cooperative_id" uuid,
	"left_on" date,
	"accredited_from" date NOT NULL,
	"accredited_until" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audits" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"mode" text NOT NULL,
	"place" text NOT NULL,
	"lead_auditor_id" uuid NOT NULL,
	"second_auditor_id" uuid,
	"sequence" integer DEFAULT 0 NOT NULL,
	"status_reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	CONSTRAINT "audits_tenant" UNIQUE("cooperative_id","id"),
	CONSTRAINT "audits_dates" CHECK ("audits"."ends_on" >= "audits"."starts_on"),
	CONSTRAINT "audits_team" CHECK ("audits"."second_auditor_id" is null or "audits"."second_auditor_id" <> "audits"."lead_auditor_id"),
	CONSTRAINT "audits_closed" CHECK (("audits"."status" = 'closed') = ("audits"."closed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "accompaniments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"supporter_id" uuid NOT NULL,
	"beneficiary_id" uuid NOT NULL,
	"started_on" date NOT NULL,
	"ended_on" date,
	CONSTRAINT "accompaniments_distinct" CHECK ("accompaniments"."supporter_id" <> "accompaniments"."beneficiary_id")
);
--> statement-breakpoint
CREATE TABLE "cooperatives" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"siren" text,
	"legal_form" text,
	"region" text,
	"regional_association" text,
	"department" text,
	"main_sector" text,
	"profile" jsonb NOT NULL,
	"enrolled_on" date,
	"member_since" date,
	"member_until" date,
	"fictional" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cooperatives_code_unique" UNIQUE("code"),
	CONSTRAINT "cooperatives_siren" CHECK ("cooperatives"."siren" is null or "cooperatives"."siren" ~ '^[0-9]{9}$')
);
--> statement-breakpoint
CREATE TABLE "label_decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"decided_on" date NOT NULL,
	"valid_from" date,
	"valid_until" date,
	"rationale" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "label_decisions_validity" CHECK (("label_decisions"."outcome" in ('awarded', 'awardedWithReservations')) = ("label_decisions"."valid_from" is not null and "label_decisions"."valid_until" is not null))
);
--> statement-breakpoint
CREATE TABLE "journal_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "journal_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"cooperative_id" uuid,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "assessment_summaries" (
	"cooperative_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"year" smallint NOT NULL,
	"stage" text NOT NULL,
	"domain" text NOT NULL,
	"applicable" integer NOT NULL,
	"answered" integer NOT NULL,
	"conformity_num" integer NOT NULL,
	"conformity_den" integer NOT NULL,
	"recommended_met" integer NOT NULL,
	"recommended_applicable" integer NOT NULL,
	"maturity_num" integer NOT NULL,
	"maturity_den" integer NOT NULL,
	"majors" integer NOT NULL,
	"minors" integer NOT NULL,
	"outcome" text,
	CONSTRAINT "assessment_summaries_assessment_id_stage_domain_pk" PRIMARY KEY("assessment_id","stage","domain"),
	CONSTRAINT "assessment_summaries_stage" CHECK ("assessment_summaries"."stage" in ('declared', 'audited'))
);
--> statement-breakpoint
CREATE TABLE "standard_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text NOT NULL,
	"version" text NOT NULL,
	"content_hash" text NOT NULL,
	"content" jsonb NOT NULL,
	"files" jsonb NOT NULL,
	"published_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_cooperative_id_cooperatives_id_fk" FOREIGN KEY ("cooperative_id") REFERENCES "public"."cooperatives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_assessment" FOREIGN KEY ("cooperative_id","assessment_id") REFERENCES "public"."assessments"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_snapshots" ADD CONSTRAINT "assessment_snapshots_assessment_id_assessments_id_fk" FOREIGN KEY ("assessment_id") REFERENCES "public"."assessments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_cooperative_id_cooperatives_id_fk" FOREIGN KEY ("cooperative_id") REFERENCES "public"."cooperatives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_standard_version_id_standard_versions_id_fk" FOREIGN KEY ("standard_version_id") REFERENCES "public"."standard_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_standard_version_id_standard_versions_id_fk" FOREIGN KEY ("standard_version_id") REFERENCES "public"."standard_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_observations" ADD CONSTRAINT "audit_observations_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_observations" ADD CONSTRAINT "audit_observations_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auditor_profiles" ADD CONSTRAINT "auditor_profiles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auditor_profiles" ADD CONSTRAINT "auditor_profiles_home_cooperative_id_cooperatives_id_fk" FOREIGN KEY ("home_cooperative_id") REFERENCES "public"."cooperatives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auditor_profiles" ADD CONSTRAINT "auditor_profiles_former_cooperative_id_cooperatives_id_fk" FOREIGN KEY ("former_cooperative_id") REFERENCES "public"."cooperatives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_lead_auditor_id_auditor_profiles_user_id_fk" FOREIGN KEY ("lead_auditor_id") REFERENCES "public"."auditor_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_second_auditor_id_auditor_profiles_user_id_fk" FOREIGN KEY ("second_auditor_id") REFERENCES "public"."auditor_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audits" ADD CONSTRAINT "audits_assessment" FOREIGN KEY ("cooperative_id","assessment_id") REFERENCES "public"."assessments"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accompaniments" ADD CONSTRAINT "accompaniments_supporter_id_cooperatives_id_fk" FOREIGN KEY ("supporter_id") REFERENCES "public"."cooperatives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accompaniments" ADD CONSTRAINT "accompaniments_beneficiary_id_cooperatives_id_fk" FOREIGN KEY ("beneficiary_id") REFERENCES "public"."cooperatives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "label_decisions" ADD CONSTRAINT "label_decisions_assessment" FOREIGN KEY ("cooperative_id","assessment_id") REFERENCES "public"."assessments"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_summaries" ADD CONSTRAINT "assessment_summaries_assessment" FOREIGN KEY ("cooperative_id","assessment_id") REFERENCES "public"."assessments"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "role_grants_user" ON "role_grants" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "answer_saves_saved_at" ON "answer_saves" USING btree ("saved_at");--> statement-breakpoint
CREATE INDEX "assessments_campaign" ON "assessments" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "audits_starts_on" ON "audits" USING btree ("starts_on");--> statement-breakpoint
CREATE INDEX "audits_lead" ON "audits" USING btree ("lead_auditor_id");--> statement-breakpoint
CREATE INDEX "audits_second" ON "audits" USING btree ("second_auditor_id");--> statement-breakpoint
CREATE INDEX "accompaniments_supporter" ON "accompaniments" USING btree ("supporter_id");--> statement-breakpoint
CREATE INDEX "accompaniments_beneficiary" ON "accompaniments" USING btree ("beneficiary_id");--> statement-breakpoint
CREATE INDEX "label_decisions_cooperative" ON "label_decisions" USING btree ("cooperative_id");--> statement-breakpoint
CREATE INDEX "journal_entries_subject" ON "journal_entries" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "journal_entries_cooperative" ON "journal_entries" USING btree ("cooperative_id");--> statement-breakpoint
CREATE INDEX "assessment_summaries_year" ON "assessment_summaries" USING btree ("year","stage","domain");--> statement-breakpoint
CREATE UNIQUE INDEX "standard_versions_code_version" ON "standard_versions" USING btree ("code","version");