CREATE TABLE "evidence_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"piece_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" uuid,
	CONSTRAINT "evidence_files_number" UNIQUE("piece_id","number"),
	CONSTRAINT "evidence_files_of_piece" UNIQUE("piece_id","id"),
	CONSTRAINT "evidence_files_sha256_hex" CHECK ("evidence_files"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "evidence_files_size" CHECK ("evidence_files"."size" > 0)
);
--> statement-breakpoint
CREATE TABLE "evidence_links" (
	"cooperative_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"piece_id" uuid NOT NULL,
	"expected" text DEFAULT '' NOT NULL,
	"file_id" uuid,
	"attached_at" timestamp with time zone NOT NULL,
	"attached_by" uuid,
	CONSTRAINT "evidence_links_assessment_id_criterion_id_piece_id_pk" PRIMARY KEY("assessment_id","criterion_id","piece_id")
);
--> statement-breakpoint
CREATE TABLE "evidence_pieces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"issued_on" date,
	"expires_on" date,
	"confidential" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" uuid,
	"removed_at" timestamp with time zone,
	CONSTRAINT "evidence_pieces_tenant" UNIQUE("cooperative_id","id"),
	CONSTRAINT "evidence_pieces_title" CHECK (char_length("evidence_pieces"."title") between 1 and 160),
	CONSTRAINT "evidence_pieces_dates" CHECK ("evidence_pieces"."issued_on" is null or "evidence_pieces"."expires_on" is null or "evidence_pieces"."expires_on" >= "evidence_pieces"."issued_on")
);
--> statement-breakpoint
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_files" ADD CONSTRAINT "evidence_files_piece" FOREIGN KEY ("cooperative_id","piece_id") REFERENCES "public"."evidence_pieces"("cooperative_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_links" ADD CONSTRAINT "evidence_links_attached_by_users_id_fk" FOREIGN KEY ("attached_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_links" ADD CONSTRAINT "evidence_links_assessment" FOREIGN KEY ("cooperative_id","assessment_id") REFERENCES "public"."assessments"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_links" ADD CONSTRAINT "evidence_links_piece" FOREIGN KEY ("cooperative_id","piece_id") REFERENCES "public"."evidence_pieces"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_links" ADD CONSTRAINT "evidence_links_file" FOREIGN KEY ("piece_id","file_id") REFERENCES "public"."evidence_files"("piece_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_pieces" ADD CONSTRAINT "evidence_pieces_cooperative_id_cooperatives_id_fk" FOREIGN KEY ("cooperative_id") REFERENCES "public"."cooperatives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_pieces" ADD CONSTRAINT "evidence_pieces_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_files_sha256" ON "evidence_files" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "evidence_links_piece_assessment" ON "evidence_links" USING btree ("piece_id","assessment_id");--> statement-breakpoint
CREATE INDEX "evidence_pieces_removed_at" ON "evidence_pieces" USING btree ("removed_at");--> statement-breakpoint
-- A version of a file is for ever as it came; it goes with its piece, once that was taken out of the library.
CREATE FUNCTION refuse_kept_evidence_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT FROM evidence_pieces WHERE id = OLD.piece_id AND removed_at IS NULL) THEN
		RAISE EXCEPTION 'evidence file % belongs to a piece that is kept', OLD.id USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER evidence_files_immutable BEFORE UPDATE ON evidence_files
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER evidence_files_held BEFORE DELETE ON evidence_files
	FOR EACH ROW EXECUTE FUNCTION refuse_kept_evidence_deletion();
--> statement-breakpoint
CREATE TRIGGER evidence_files_kept BEFORE TRUNCATE ON evidence_files
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What a submitted assessment cites does not change any more.
CREATE TRIGGER evidence_links_locked BEFORE INSERT OR UPDATE OR DELETE ON evidence_links
	FOR EACH ROW EXECUTE FUNCTION refuse_submitted_answer_change();
--> statement-breakpoint
CREATE TRIGGER evidence_links_kept BEFORE TRUNCATE ON evidence_links
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE evidence_pieces ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE evidence_files ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE evidence_links ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT ON evidence_pieces, evidence_files TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (title, kind, issued_on, expires_on, confidential, version, removed_at) ON evidence_pieces TO label_cae_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON evidence_links TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (expected, file_id) ON evidence_links TO label_cae_app;
--> statement-breakpoint
-- A file is cited once submission froze it. Those that the person audits; and whether anyone was sent that piece.
CREATE FUNCTION app_team_evidence() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT piece_id), '{}') FROM evidence_links
	WHERE file_id IS NOT NULL AND assessment_id = ANY (app_team_assessments(true)) AND app_assessment_sent(assessment_id)
$$;
--> statement-breakpoint
CREATE FUNCTION app_team_evidence_files() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT file_id), '{}') FROM evidence_links
	WHERE file_id IS NOT NULL AND assessment_id = ANY (app_team_assessments(true)) AND app_assessment_sent(assessment_id)
$$;
--> statement-breakpoint
CREATE FUNCTION app_evidence_cited(piece uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM evidence_links l JOIN assessments a ON a.id = l.assessment_id
		WHERE l.piece_id = piece AND l.file_id IS NOT NULL AND a.status = 'submitted')
$$;
--> statement-breakpoint
CREATE FUNCTION app_evidence_file_cited(file uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM evidence_links l
		JOIN evidence_files f ON f.id = l.file_id
		JOIN evidence_pieces p ON p.id = f.piece_id
		JOIN assessments a ON a.id = l.assessment_id
		WHERE l.file_id = file AND a.status = 'submitted' AND NOT p.confidential)
$$;
--> statement-breakpoint
-- A confidential piece: the managers of the cooperative and the team of an audit, nobody else.
CREATE POLICY readers ON evidence_pieces FOR SELECT TO label_cae_app USING (
	(cooperative_id = ANY ((SELECT app_own())::uuid[])
		AND (NOT confidential OR cooperative_id = ANY ((SELECT app_managed())::uuid[])))
	OR id = ANY ((SELECT app_team_evidence())::uuid[])
	OR ('network' = ANY ((SELECT app_roles())::text[]) AND NOT confidential AND app_evidence_cited(id)));
--> statement-breakpoint
CREATE POLICY adding ON evidence_pieces FOR INSERT TO label_cae_app WITH CHECK (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) AND added_by = (SELECT app_user())
	AND (NOT confidential OR cooperative_id = ANY ((SELECT app_managed())::uuid[])));
--> statement-breakpoint
CREATE POLICY changing ON evidence_pieces FOR UPDATE TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[])
	AND (NOT confidential OR cooperative_id = ANY ((SELECT app_managed())::uuid[])));
--> statement-breakpoint
CREATE POLICY readers ON evidence_files FOR SELECT TO label_cae_app USING (
	(cooperative_id = ANY ((SELECT app_own())::uuid[]) AND EXISTS (SELECT FROM evidence_pieces p WHERE p.id = piece_id))
	OR id = ANY ((SELECT app_team_evidence_files())::uuid[])
	OR ('network' = ANY ((SELECT app_roles())::text[]) AND app_evidence_file_cited(id)));
--> statement-breakpoint
CREATE POLICY adding ON evidence_files FOR INSERT TO label_cae_app WITH CHECK (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) AND added_by = (SELECT app_user())
	AND EXISTS (SELECT FROM evidence_pieces p WHERE p.id = piece_id));
--> statement-breakpoint
-- Who reads the answers knows which pieces go with them, as a number at least.
CREATE POLICY readers ON evidence_links FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[])
	OR (('network' = ANY ((SELECT app_roles())::text[]) OR assessment_id = ANY ((SELECT app_team_assessments(true))::uuid[]))
		AND app_assessment_sent(assessment_id)));
--> statement-breakpoint
CREATE POLICY attaching ON evidence_links FOR INSERT TO label_cae_app WITH CHECK (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) AND attached_by = (SELECT app_user())
	AND EXISTS (SELECT FROM evidence_pieces p WHERE p.id = piece_id));
--> statement-breakpoint
CREATE POLICY freezing ON evidence_links FOR UPDATE TO label_cae_app USING (cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY detaching ON evidence_links FOR DELETE TO label_cae_app USING (cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY own_data ON evidence_pieces FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND added_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON evidence_files FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND added_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON evidence_links FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND attached_by = (SELECT app_user()));
