CREATE TABLE "thread_mentions" (
	"cooperative_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "thread_mentions_message_id_user_id_pk" PRIMARY KEY("message_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "thread_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"text" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"written_by" uuid NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "thread_messages_tenant" UNIQUE("cooperative_id","id"),
	CONSTRAINT "thread_messages_text" CHECK (char_length("thread_messages"."text") <= 4000),
	CONSTRAINT "thread_messages_withdrawn" CHECK (("thread_messages"."withdrawn_at" is null) = ("thread_messages"."text" <> ''))
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"assessment_id" uuid NOT NULL,
	"criterion_id" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"opened_by" uuid NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolved_by" uuid,
	CONSTRAINT "threads_tenant" UNIQUE("cooperative_id","id"),
	CONSTRAINT "threads_resolved" CHECK (("threads"."resolved_at" is null) = ("threads"."resolved_by" is null))
);
--> statement-breakpoint
ALTER TABLE "thread_mentions" ADD CONSTRAINT "thread_mentions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_mentions" ADD CONSTRAINT "thread_mentions_message" FOREIGN KEY ("cooperative_id","message_id") REFERENCES "public"."thread_messages"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_messages" ADD CONSTRAINT "thread_messages_written_by_users_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_messages" ADD CONSTRAINT "thread_messages_thread" FOREIGN KEY ("cooperative_id","thread_id") REFERENCES "public"."threads"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_resolved_by_users_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_assessment" FOREIGN KEY ("cooperative_id","assessment_id") REFERENCES "public"."assessments"("cooperative_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "thread_mentions_user" ON "thread_mentions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "thread_messages_thread_id" ON "thread_messages" USING btree ("thread_id","written_at");--> statement-breakpoint
CREATE INDEX "threads_criterion" ON "threads" USING btree ("assessment_id","criterion_id");--> statement-breakpoint
-- What was said is not rewritten: whoever wrote it may take it back, once.
CREATE FUNCTION refuse_message_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
		OR to_jsonb(NEW) - 'text' - 'withdrawn_at' <> to_jsonb(OLD) - 'text' - 'withdrawn_at' THEN
		RAISE EXCEPTION 'message % is never rewritten', OLD.id USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER thread_messages_append_only BEFORE UPDATE ON thread_messages
	FOR EACH ROW EXECUTE FUNCTION refuse_message_change();
--> statement-breakpoint
CREATE TRIGGER thread_messages_held BEFORE DELETE ON thread_messages
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER thread_messages_kept BEFORE TRUNCATE ON thread_messages
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE threads ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE thread_messages ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE thread_mentions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT ON threads, thread_messages, thread_mentions TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (resolved_at, resolved_by) ON threads TO label_cae_app;
--> statement-breakpoint
GRANT UPDATE (text, withdrawn_at) ON thread_messages TO label_cae_app;
--> statement-breakpoint
-- Whether a message is one's own: its mentions are written with it.
CREATE FUNCTION app_wrote_message(message uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM thread_messages WHERE id = message AND written_by = app_user())
$$;
--> statement-breakpoint
-- The cooperative's own team, before and after the sending; nobody else, ever.
CREATE POLICY readers ON threads FOR SELECT TO label_cae_app USING (cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY opening ON threads FOR INSERT TO label_cae_app WITH CHECK (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) AND opened_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY settling ON threads FOR UPDATE TO label_cae_app USING (cooperative_id = ANY ((SELECT app_own())::uuid[]))
	WITH CHECK (cooperative_id = ANY ((SELECT app_own())::uuid[]) AND (resolved_by IS NULL OR resolved_by = (SELECT app_user())));
--> statement-breakpoint
CREATE POLICY readers ON thread_messages FOR SELECT TO label_cae_app USING (cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY writing ON thread_messages FOR INSERT TO label_cae_app WITH CHECK (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) AND written_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY withdrawing ON thread_messages FOR UPDATE TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) AND written_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY readers ON thread_mentions FOR SELECT TO label_cae_app USING (cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY naming ON thread_mentions FOR INSERT TO label_cae_app WITH CHECK (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) AND app_wrote_message(message_id));
--> statement-breakpoint
CREATE POLICY own_data ON threads FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (opened_by, resolved_by));
--> statement-breakpoint
CREATE POLICY own_data ON thread_messages FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND written_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON thread_mentions FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND user_id = (SELECT app_user()));
--> statement-breakpoint
-- That a team talks, and about what, is not read through the journal either.
CREATE POLICY threads_stay ON journal_entries AS RESTRICTIVE FOR SELECT TO label_cae_app USING (
	subject_type <> 'thread' OR actor_id = (SELECT app_user()) OR cooperative_id = ANY ((SELECT app_own())::uuid[]));
