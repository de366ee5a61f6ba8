CREATE TABLE "audit_derogations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"auditor_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	"granted_by" uuid NOT NULL,
	CONSTRAINT "audit_derogations_reason" CHECK ("audit_derogations"."reason" ~ '\S'),
	CONSTRAINT "audit_derogations_rule" CHECK ("audit_derogations"."rule" in ('SAME_REGIONAL_ASSOCIATION', 'SAME_REGION', 'DECLARED_OTHER', 'DIRECT_COMPETITION', 'TOO_MANY_CYCLES'))
);
--> statement-breakpoint
CREATE TABLE "declared_interests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"declared_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "declared_interests_kind" CHECK ("declared_interests"."kind" in ('employment', 'mandate', 'capital', 'family', 'service', 'other', 'home'))
);
--> statement-breakpoint
ALTER TABLE "audit_derogations" ADD CONSTRAINT "audit_derogations_auditor_id_users_id_fk" FOREIGN KEY ("auditor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_derogations" ADD CONSTRAINT "audit_derogations_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_derogations" ADD CONSTRAINT "audit_derogations_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declared_interests" ADD CONSTRAINT "declared_interests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declared_interests" ADD CONSTRAINT "declared_interests_cooperative_id_cooperatives_id_fk" FOREIGN KEY ("cooperative_id") REFERENCES "public"."cooperatives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_derogations_once" ON "audit_derogations" USING btree ("audit_id","auditor_id","rule");--> statement-breakpoint
CREATE UNIQUE INDEX "declared_interests_standing" ON "declared_interests" USING btree ("user_id","cooperative_id","kind") WHERE "declared_interests"."ended_at" is null;--> statement-breakpoint
CREATE TRIGGER audit_derogations_immutable BEFORE UPDATE OR DELETE ON audit_derogations
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_derogations_kept BEFORE TRUNCATE ON audit_derogations
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What was declared stays declared: it is ended, never rewritten. An erased person's goes with them.
CREATE FUNCTION refuse_interest_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.ended_at IS NULL AND to_jsonb(NEW) - 'ended_at' = to_jsonb(OLD) - 'ended_at' THEN RETURN NEW; END IF;
	RAISE EXCEPTION 'declared interest % does not change', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER declared_interests_ended BEFORE UPDATE ON declared_interests
	FOR EACH ROW EXECUTE FUNCTION refuse_interest_change();
--> statement-breakpoint
ALTER TABLE audit_derogations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE declared_interests ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT ON audit_derogations TO label_cae_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON declared_interests TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (ended_at) ON declared_interests TO label_cae_app;
--> statement-breakpoint
-- Whoever reads the audit reads what was set aside for it; the national team alone sets aside.
CREATE POLICY readers ON audit_derogations FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR (SELECT app_sees_network())
	OR audit_id = ANY ((SELECT app_team_audits(false))::uuid[]));
--> statement-breakpoint
CREATE POLICY granting ON audit_derogations FOR INSERT TO label_cae_app
	WITH CHECK (granted_by = (SELECT app_user()) AND 'network' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
-- Everyone declares for themselves; the national team, who makes up the teams, reads.
CREATE POLICY own ON declared_interests TO label_cae_app USING (user_id = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY teams ON declared_interests FOR SELECT TO label_cae_app
	USING ('network' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY own_data ON audit_derogations FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (auditor_id, granted_by));
