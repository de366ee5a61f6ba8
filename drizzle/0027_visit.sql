CREATE TABLE "audit_meetings" (
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"held_on" date,
	"starts_at" text DEFAULT '' NOT NULL,
	"ends_at" text DEFAULT '' NOT NULL,
	"people" text DEFAULT '' NOT NULL,
	"remarks" text DEFAULT '' NOT NULL,
	"representative" text DEFAULT '' NOT NULL,
	"representative_role" text DEFAULT '' NOT NULL,
	"acknowledged" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid,
	"signed_at" timestamp with time zone,
	"signed_by" uuid,
	"confirmed_at" timestamp with time zone,
	"confirmed_by" uuid,
	CONSTRAINT "audit_meetings_audit_id_kind_pk" PRIMARY KEY("audit_id","kind"),
	CONSTRAINT "audit_meetings_kind" CHECK ("audit_meetings"."kind" in ('opening', 'closing')),
	CONSTRAINT "audit_meetings_hours" CHECK ("audit_meetings"."starts_at" ~ '^(([01]\d|2[0-3]):[0-5]\d)?$' and "audit_meetings"."ends_at" ~ '^(([01]\d|2[0-3]):[0-5]\d)?$'),
	CONSTRAINT "audit_meetings_acknowledged" CHECK ("audit_meetings"."signed_at" is null or not "audit_meetings"."acknowledged" or "audit_meetings"."representative" ~ '\S'),
	CONSTRAINT "audit_meetings_confirmed" CHECK ("audit_meetings"."confirmed_at" is null or "audit_meetings"."signed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "audit_photos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" uuid,
	CONSTRAINT "audit_photos_sha256_hex" CHECK ("audit_photos"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "audit_photos_type" CHECK ("audit_photos"."media_type" in ('image/jpeg', 'image/png', 'image/webp')),
	CONSTRAINT "audit_photos_size" CHECK ("audit_photos"."size" > 0)
);
--> statement-breakpoint
ALTER TABLE "audit_observations" ADD COLUMN "seen_pieces" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_observations" ADD COLUMN "seen_on_site" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_meetings" ADD CONSTRAINT "audit_meetings_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_meetings" ADD CONSTRAINT "audit_meetings_signed_by_users_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_meetings" ADD CONSTRAINT "audit_meetings_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_meetings" ADD CONSTRAINT "audit_meetings_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_photos" ADD CONSTRAINT "audit_photos_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_photos" ADD CONSTRAINT "audit_photos_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_photos_criterion" ON "audit_photos" USING btree ("audit_id","criterion_id");--> statement-breakpoint
CREATE INDEX "audit_photos_sha256" ON "audit_photos" USING btree ("sha256");--> statement-breakpoint
-- Photos come and go while the visit is open; afterwards they stay as they are.
CREATE FUNCTION refuse_ended_photo_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	target uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.audit_id ELSE NEW.audit_id END;
BEGIN
	IF TG_OP = 'UPDATE' OR (SELECT status FROM audits WHERE id = target) NOT IN ('planned', 'confirmed', 'inProgress') THEN
		RAISE EXCEPTION 'the visit of audit % has ended', target USING ERRCODE = 'restrict_violation';
	END IF;
	IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_photos_locked BEFORE INSERT OR UPDATE OR DELETE ON audit_photos
	FOR EACH ROW EXECUTE FUNCTION refuse_ended_photo_change();
--> statement-breakpoint
-- A meeting is written while the visit is open; signed, it only takes the cooperative's receipt, once.
CREATE FUNCTION refuse_signed_meeting_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	receipt constant text[] := ARRAY['confirmed_at', 'confirmed_by'];
BEGIN
	IF TG_OP = 'UPDATE' AND OLD.signed_at IS NOT NULL AND OLD.confirmed_at IS NULL
		AND to_jsonb(NEW) - receipt = to_jsonb(OLD) - receipt THEN
		RETURN NEW;
	END IF;
	IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.signed_at IS NOT NULL)
		OR (SELECT status FROM audits WHERE id = NEW.audit_id) NOT IN ('planned', 'confirmed', 'inProgress') THEN
		RAISE EXCEPTION 'the record of this meeting stays as it is' USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_meetings_locked BEFORE INSERT OR UPDATE OR DELETE ON audit_meetings
	FOR EACH ROW EXECUTE FUNCTION refuse_signed_meeting_change();
--> statement-breakpoint
ALTER TABLE audit_photos ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE audit_meetings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON audit_photos TO label_cae_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON audit_meetings TO label_cae_app;
--> statement-breakpoint
-- As the levels: the team and the national team at any time, the cooperative from the provisional report on.
CREATE POLICY readers ON audit_photos FOR SELECT TO label_cae_app USING (
	'network' = ANY ((SELECT app_roles())::text[]) OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[])
	OR (cooperative_id = ANY ((SELECT app_own())::uuid[]) AND app_audit_told(audit_id)));
--> statement-breakpoint
CREATE POLICY taking ON audit_photos FOR INSERT TO label_cae_app
	WITH CHECK (added_by = (SELECT app_user()) AND audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY removing ON audit_photos FOR DELETE TO label_cae_app
	USING (audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
-- What was said in a meeting is known to both sides from the start.
CREATE POLICY readers ON audit_meetings FOR SELECT TO label_cae_app USING (
	'network' = ANY ((SELECT app_roles())::text[]) OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[])
	OR cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY writing ON audit_meetings FOR INSERT TO label_cae_app WITH CHECK (
	recorded_by = (SELECT app_user()) AND confirmed_at IS NULL AND audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY changing ON audit_meetings FOR UPDATE TO label_cae_app
	USING (signed_at IS NULL AND audit_id = ANY ((SELECT app_team_audits(true))::uuid[]))
	WITH CHECK (recorded_by = (SELECT app_user()) AND confirmed_at IS NULL
		AND audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY receiving ON audit_meetings FOR UPDATE TO label_cae_app
	USING (signed_at IS NOT NULL AND cooperative_id = ANY ((SELECT app_managed())::uuid[]))
	WITH CHECK (confirmed_by = (SELECT app_user()) AND cooperative_id = ANY ((SELECT app_managed())::uuid[]));
--> statement-breakpoint
CREATE POLICY own_data ON audit_photos FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND added_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON audit_meetings FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (recorded_by, signed_by, confirmed_by));
