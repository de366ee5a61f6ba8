CREATE TABLE "audit_challenges" (
	"audit_id" uuid PRIMARY KEY NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"auditor_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"outcome" text,
	"answer" text DEFAULT '' NOT NULL,
	"answered_at" timestamp with time zone,
	"answered_by" uuid,
	CONSTRAINT "audit_challenges_reason" CHECK ("audit_challenges"."reason" ~ '\S'),
	CONSTRAINT "audit_challenges_outcome" CHECK ("audit_challenges"."outcome" in ('accepted', 'refused')),
	CONSTRAINT "audit_challenges_answered" CHECK (("audit_challenges"."outcome" is null) = ("audit_challenges"."answered_at" is null) and ("audit_challenges"."outcome" is null) = ("audit_challenges"."answered_by" is null)),
	CONSTRAINT "audit_challenges_refused" CHECK ("audit_challenges"."outcome" <> 'refused' or "audit_challenges"."answer" ~ '\S')
);
--> statement-breakpoint
CREATE TABLE "interest_declaration_ties" (
	"declaration_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "interest_declaration_ties_declaration_id_kind_pk" PRIMARY KEY("declaration_id","kind"),
	CONSTRAINT "interest_declaration_ties_kind" CHECK ("interest_declaration_ties"."kind" in ('home', 'employment', 'mandate', 'capital', 'family', 'service', 'other'))
);
--> statement-breakpoint
CREATE TABLE "interest_declarations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"audit_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"wording" smallint NOT NULL,
	"text" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "interest_declarations_person" UNIQUE("user_id","id")
);
--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "team_set_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "asks_declarations" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Visits begun or made before declarations were asked go on without; those still to begin ask for them.
UPDATE audits SET asks_declarations = true WHERE status IN ('planned', 'confirmed', 'postponed');--> statement-breakpoint
ALTER TABLE "audits" ALTER COLUMN "asks_declarations" SET DEFAULT true;--> statement-breakpoint
ALTER TABLE "audit_challenges" ADD CONSTRAINT "audit_challenges_auditor_id_users_id_fk" FOREIGN KEY ("auditor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_challenges" ADD CONSTRAINT "audit_challenges_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_challenges" ADD CONSTRAINT "audit_challenges_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_challenges" ADD CONSTRAINT "audit_challenges_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest_declaration_ties" ADD CONSTRAINT "interest_declaration_ties_declaration" FOREIGN KEY ("user_id","declaration_id") REFERENCES "public"."interest_declarations"("user_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest_declarations" ADD CONSTRAINT "interest_declarations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interest_declarations" ADD CONSTRAINT "interest_declarations_audit" FOREIGN KEY ("cooperative_id","audit_id") REFERENCES "public"."audits"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "interest_declarations_of" ON "interest_declarations" USING btree ("audit_id","user_id","signed_at");
--> statement-breakpoint
-- The moment of the last team follows the team, also while a report under way changes hands.
CREATE OR REPLACE FUNCTION refuse_ended_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	open_visit constant text[] := ARRAY['planned', 'confirmed', 'inProgress', 'postponed'];
	changing constant text[] := ARRAY['status', 'lead_auditor_id', 'second_auditor_id', 'sequence', 'changed_at', 'team_set_at', 'provisional_sent_at',
		'reply_due_on', 'replies_sent_at', 'replies_sent_by', 'final_at', 'closed_at', 'closed_by'];
	moves constant text[] := ARRAY['planned>confirmed', 'planned>inProgress', 'planned>postponed', 'planned>cancelled',
		'planned>provisionalReport', 'confirmed>planned', 'confirmed>inProgress', 'confirmed>postponed', 'confirmed>cancelled',
		'confirmed>provisionalReport', 'inProgress>cancelled', 'inProgress>provisionalReport', 'postponed>planned',
		'postponed>cancelled', 'provisionalReport>rightOfReply', 'rightOfReply>finalReport', 'finalReport>closed'];
BEGIN
	IF TG_OP = 'DELETE' THEN
		IF OLD.status = ANY (open_visit) THEN RETURN OLD; END IF;
		RAISE EXCEPTION 'audit % has ended', OLD.id USING ERRCODE = 'restrict_violation';
	END IF;
	IF NEW.status <> OLD.status AND NOT (OLD.status || '>' || NEW.status = ANY (moves)) THEN
		RAISE EXCEPTION 'audit % does not go from % to %', OLD.id, OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
	END IF;
	IF OLD.status IN ('closed', 'cancelled') OR (OLD.status = 'finalReport' AND NEW.status = 'finalReport') THEN
		RAISE EXCEPTION 'audit % has ended', OLD.id USING ERRCODE = 'restrict_violation';
	END IF;
	IF OLD.status <> ALL (open_visit) AND (to_jsonb(NEW) - changing <> to_jsonb(OLD) - changing
		OR NEW.provisional_sent_at <> OLD.provisional_sent_at OR NEW.reply_due_on <> OLD.reply_due_on
		OR (OLD.provisional_sent_at IS NOT NULL AND NEW.provisional_sent_at IS NULL)
		OR (OLD.replies_sent_at IS NOT NULL AND NEW.replies_sent_at IS DISTINCT FROM OLD.replies_sent_at)
		OR (OLD.status = 'finalReport' AND (NEW.final_at <> OLD.final_at OR NEW.lead_auditor_id <> OLD.lead_auditor_id
			OR NEW.second_auditor_id IS DISTINCT FROM OLD.second_auditor_id))) THEN
		RAISE EXCEPTION 'the visit of audit % has ended', OLD.id USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
-- What was signed stays as it was signed. The ties told with it go when the person is erased.
CREATE TRIGGER interest_declarations_immutable BEFORE UPDATE OR DELETE ON interest_declarations
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER interest_declarations_kept BEFORE TRUNCATE ON interest_declarations
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER interest_declaration_ties_immutable BEFORE UPDATE ON interest_declaration_ties
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A challenge is answered once; what was written stays.
CREATE FUNCTION refuse_challenge_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	answering constant text[] := ARRAY['outcome', 'answer', 'answered_at', 'answered_by'];
BEGIN
	IF OLD.outcome IS NULL AND to_jsonb(NEW) - answering = to_jsonb(OLD) - answering THEN RETURN NEW; END IF;
	RAISE EXCEPTION 'the challenge of audit % does not change', OLD.audit_id USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_challenges_answered BEFORE UPDATE ON audit_challenges
	FOR EACH ROW EXECUTE FUNCTION refuse_challenge_change();
--> statement-breakpoint
CREATE TRIGGER audit_challenges_held BEFORE DELETE ON audit_challenges FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_challenges_kept BEFORE TRUNCATE ON audit_challenges FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['interest_declarations', 'interest_declaration_ties', 'audit_challenges'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
	END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT ON interest_declarations, interest_declaration_ties, audit_challenges TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (outcome, answer, answered_at, answered_by) ON audit_challenges TO label_cae_app;
--> statement-breakpoint
-- Whoever reads the audit reads who has signed, and the challenge: never the ties.
CREATE POLICY readers ON interest_declarations FOR SELECT TO label_cae_app USING (audit_id IN (SELECT id FROM audits));
--> statement-breakpoint
CREATE POLICY own ON interest_declarations FOR SELECT TO label_cae_app USING (user_id = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY signing ON interest_declarations FOR INSERT TO label_cae_app WITH CHECK (
	user_id = (SELECT app_user()) AND audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY own ON interest_declaration_ties TO label_cae_app USING (user_id = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY teams ON interest_declaration_ties FOR SELECT TO label_cae_app
	USING ('network' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY readers ON audit_challenges FOR SELECT TO label_cae_app USING (audit_id IN (SELECT id FROM audits));
--> statement-breakpoint
CREATE POLICY challenging ON audit_challenges FOR INSERT TO label_cae_app WITH CHECK (
	made_by = (SELECT app_user()) AND outcome IS NULL AND cooperative_id = ANY ((SELECT app_managed())::uuid[]));
--> statement-breakpoint
CREATE POLICY answering ON audit_challenges FOR UPDATE TO label_cae_app
	USING ('network' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY own_data ON audit_challenges FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (auditor_id, made_by, answered_by));
--> statement-breakpoint
-- Whoever was challenged off a team is still named where the challenge is read.
CREATE OR REPLACE FUNCTION app_known_people() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT array_agg(DISTINCT person) FROM (
		SELECT app_user() AS person
		UNION SELECT user_id FROM role_grants WHERE cooperative_id = ANY (app_own() || app_team_cooperatives())
		UNION SELECT lead_auditor_id FROM audits WHERE cooperative_id = ANY (app_own()) OR id = ANY (app_team_audits(false))
		UNION SELECT second_auditor_id FROM audits WHERE cooperative_id = ANY (app_own()) OR id = ANY (app_team_audits(false))
		UNION SELECT auditor_id FROM audit_challenges WHERE cooperative_id = ANY (app_own()) OR audit_id = ANY (app_team_audits(false))
	) known WHERE person IS NOT NULL
$$;
--> statement-breakpoint
-- An auditor does not read the list of cooperatives, and names the one they are tied to: its whole name, or its SIREN.
CREATE FUNCTION app_cooperative_named(plain_name text, wanted_siren text) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(id), '{}') FROM cooperatives
	WHERE (siren = wanted_siren
			OR lower(translate(name, 'ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸàâäçéèêëîïôöùûüÿ’', 'AAACEEEEIIOOUUUYaaaceeeeiioouuuy''')) = plain_name)
		AND app_roles() && ARRAY['auditor', 'committee', 'board']
$$;
--> statement-breakpoint
-- What one declares is told back with the name of the cooperative, though its file be closed.
CREATE FUNCTION app_interests() RETURNS TABLE (id uuid, cooperative_id uuid, name text, kind text, declared_at timestamptz)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT i.id, i.cooperative_id, c.name, i.kind, i.declared_at
	FROM declared_interests i JOIN cooperatives c ON c.id = i.cooperative_id
	WHERE i.user_id = app_user() AND i.ended_at IS NULL
	ORDER BY i.declared_at, i.id
$$;
