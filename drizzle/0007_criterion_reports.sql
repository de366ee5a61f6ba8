CREATE TABLE "criterion_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"standard_version_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"author_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"outcome" text,
	"answer" text DEFAULT '' NOT NULL,
	CONSTRAINT "criterion_reports_text" CHECK (char_length("criterion_reports"."text") between 1 and 2000),
	CONSTRAINT "criterion_reports_outcome" CHECK ("criterion_reports"."outcome" in ('nextVersion', 'explained')),
	CONSTRAINT "criterion_reports_closed" CHECK (("criterion_reports"."closed_at" is null) = ("criterion_reports"."closed_by" is null) and ("criterion_reports"."closed_at" is null) = ("criterion_reports"."outcome" is null))
);
--> statement-breakpoint
ALTER TABLE "criterion_reports" ADD CONSTRAINT "criterion_reports_standard_version_id_standard_versions_id_fk" FOREIGN KEY ("standard_version_id") REFERENCES "public"."standard_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criterion_reports" ADD CONSTRAINT "criterion_reports_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criterion_reports" ADD CONSTRAINT "criterion_reports_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "criterion_reports_state" ON "criterion_reports" USING btree ("closed_at","at");--> statement-breakpoint
CREATE INDEX "criterion_reports_author" ON "criterion_reports" USING btree ("author_id");--> statement-breakpoint
-- Its author and the national team read a report; nobody rewrites it, and the national team answers it once.
ALTER TABLE "criterion_reports" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT ON criterion_reports TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (closed_at, closed_by, outcome, answer) ON criterion_reports TO label_cae_app;
--> statement-breakpoint
CREATE POLICY readers ON criterion_reports FOR SELECT TO label_cae_app
	USING (author_id = (SELECT app_user()) OR 'network' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY reporting ON criterion_reports FOR INSERT TO label_cae_app
	WITH CHECK (author_id = (SELECT app_user()) AND closed_at IS NULL AND cardinality((SELECT app_roles())::text[]) > 0);
--> statement-breakpoint
CREATE POLICY answering ON criterion_reports FOR UPDATE TO label_cae_app
	USING ('network' = ANY ((SELECT app_roles())::text[]) AND closed_at IS NULL)
	WITH CHECK (closed_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON criterion_reports FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND closed_by = (SELECT app_user()));
