-- The journal's chain. Each row of the journal gets one link when its transaction commits: numbered without a gap, its
-- hash covering the one before and every field. At commit, so that the lock on the chain is the last thing a transaction
-- waits for and never takes part in a deadlock.
CREATE FUNCTION journal_field(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN value IS NULL THEN '-' ELSE octet_length(value)::text || ':' || value END
$$;
--> statement-breakpoint
CREATE FUNCTION journal_digest(previous text, entry journal_entries) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT encode(sha256(convert_to(concat(
		previous,
		journal_field(entry.id::text),
		journal_field(to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')),
		journal_field(entry.actor_id::text),
		journal_field(entry.action),
		journal_field(entry.subject_type),
		journal_field(entry.subject_id),
		journal_field(entry.cooperative_id::text),
		journal_field(entry.before::text),
		journal_field(entry.after::text)
	), 'UTF8')), 'hex')
$$;
--> statement-breakpoint
CREATE FUNCTION append_journal_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	last journal_links%ROWTYPE;
BEGIN
	PERFORM pg_advisory_xact_lock(7120036);
	SELECT * INTO last FROM journal_links ORDER BY position DESC LIMIT 1;
	INSERT INTO journal_links (position, entry_id, hash)
	VALUES (coalesce(last.position, 0) + 1, NEW.id, journal_digest(coalesce(last.hash, ''), NEW));
	RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
	entry journal_entries%ROWTYPE;
	place bigint := 0;
	head text := '';
BEGIN
	FOR entry IN SELECT * FROM journal_entries ORDER BY id LOOP
		place := place + 1;
		head := journal_digest(head, entry);
		INSERT INTO journal_links (position, entry_id, hash) VALUES (place, entry.id, head);
	END LOOP;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER journal_entries_chained AFTER INSERT ON journal_entries
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION append_journal_link();
--> statement-breakpoint
CREATE TRIGGER journal_links_append_only BEFORE UPDATE OR DELETE ON journal_links
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Emptying a table passes by no row: it needs a trigger of its own.
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['journal_entries', 'journal_links', 'standard_versions', 'assessment_snapshots',
		'label_decisions'] LOOP
		EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
			name || '_kept', name);
	END LOOP;
END $$;
--> statement-breakpoint
-- What one cooperative is compared with: figures of sent assessments, without whose they are.
CREATE VIEW anonymous_summaries WITH (security_barrier) AS
	SELECT s.year, s.stage, s.domain, s.conformity_num, s.conformity_den, s.maturity_num, s.maturity_den
	FROM assessment_summaries s JOIN assessments a ON a.id = s.assessment_id
	WHERE a.status = 'submitted';
--> statement-breakpoint
-- Row-level security, the second net under app/domain/access/can.ts. A request runs as `label_cae_app`, which owns nothing
-- and bypasses nothing, with the person in `app.user` (app/db/transaction.server.ts). A table without a policy is closed.
DO $$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'label_cae_app') THEN
		CREATE ROLE label_cae_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
	END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
	NULL; -- Another database of the same server made it at this very moment.
END $$;
--> statement-breakpoint
DO $$
BEGIN
	IF NOT pg_has_role(current_user, 'label_cae_app', 'MEMBER') THEN
		EXECUTE format('GRANT label_cae_app TO %I', current_user);
	END IF;
EXCEPTION WHEN unique_violation THEN
	NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
	SELECT nullif(current_setting('app.user', true), '')::uuid
$$;
--> statement-breakpoint
-- The roles that hold today for the person of this transaction.
CREATE FUNCTION app_roles() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT role), '{}') FROM role_grants
	WHERE user_id = app_user()
		AND coalesce(starts_on, '-infinity') <= (now() AT TIME ZONE 'Europe/Paris')::date
		AND coalesce(ends_on, 'infinity') >= (now() AT TIME ZONE 'Europe/Paris')::date
$$;
--> statement-breakpoint
CREATE FUNCTION app_cooperatives(held text[]) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT cooperative_id), '{}') FROM role_grants
	WHERE user_id = app_user() AND role = ANY (held) AND cooperative_id IS NOT NULL
		AND coalesce(starts_on, '-infinity') <= (now() AT TIME ZONE 'Europe/Paris')::date
		AND coalesce(ends_on, 'infinity') >= (now() AT TIME ZONE 'Europe/Paris')::date
$$;
--> statement-breakpoint
CREATE FUNCTION app_own() RETURNS uuid[] LANGUAGE sql STABLE AS $$
	SELECT app_cooperatives(ARRAY['manager', 'contributor'])
$$;
--> statement-breakpoint
CREATE FUNCTION app_managed() RETURNS uuid[] LANGUAGE sql STABLE AS $$
	SELECT app_cooperatives(ARRAY['manager'])
$$;
--> statement-breakpoint
-- Audits on whose team the person is, as an auditor.
CREATE FUNCTION app_team_audits(standing boolean) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(id), '{}') FROM audits
	WHERE app_user() IN (lead_auditor_id, second_auditor_id)
		AND 'auditor' = ANY (app_roles()) AND NOT (standing AND status = 'cancelled')
$$;
--> statement-breakpoint
CREATE FUNCTION app_team_assessments(standing boolean) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(assessment_id), '{}') FROM audits WHERE id = ANY (app_team_audits(standing))
$$;
--> statement-breakpoint
CREATE FUNCTION app_team_cooperatives() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT cooperative_id), '{}') FROM audits WHERE id = ANY (app_team_audits(false))
$$;
--> statement-breakpoint
-- The people one meets: those of one's cooperatives, the auditors who visit them; for an auditor, team mates and hosts.
CREATE FUNCTION app_known_people() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT array_agg(DISTINCT person) FROM (
		SELECT app_user() AS person
		UNION SELECT user_id FROM role_grants WHERE cooperative_id = ANY (app_own() || app_team_cooperatives())
		UNION SELECT lead_auditor_id FROM audits WHERE cooperative_id = ANY (app_own()) OR id = ANY (app_team_audits(false))
		UNION SELECT second_auditor_id FROM audits WHERE cooperative_id = ANY (app_own()) OR id = ANY (app_team_audits(false))
	) known WHERE person IS NOT NULL
$$;
--> statement-breakpoint
CREATE FUNCTION app_owns_assessment(target uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM assessments WHERE id = target AND cooperative_id = ANY (app_own()))
$$;
--> statement-breakpoint
CREATE FUNCTION app_assessment_sent(target uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM assessments WHERE id = target AND status = 'submitted')
$$;
--> statement-breakpoint
CREATE FUNCTION app_audit_closed(target uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM audits WHERE id = target AND status = 'closed')
$$;
--> statement-breakpoint
-- Two facts about somebody that lists of people show, and nothing else of the rows they come from: sessions, journal and
-- second factors stay closed. The day of last use is for whoever manages the person's team.
CREATE FUNCTION app_last_used_on(person uuid) RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT (greatest(
		(SELECT max(last_seen_at) FROM sessions WHERE user_id = person),
		(SELECT max(at) FROM journal_entries
			WHERE subject_type = 'session' AND subject_id = person::text AND action = 'session.opened')
	) AT TIME ZONE 'Europe/Paris')::date
	WHERE app_user() IS NULL OR app_user() = person OR app_roles() && ARRAY['network', 'admin']
		OR EXISTS (SELECT FROM role_grants WHERE user_id = person AND cooperative_id = ANY (app_managed()))
$$;
--> statement-breakpoint
CREATE FUNCTION app_has_second_factor(person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM totp_factors WHERE user_id = person AND confirmed_at IS NOT NULL)
		OR EXISTS (SELECT FROM passkeys WHERE user_id = person)
	WHERE app_user() IS NULL OR app_user() = person OR app_roles() && ARRAY['network', 'admin']
$$;
--> statement-breakpoint
-- How many audits still rest on somebody: an administrator reads no audit, and must not end the role of an auditor who has some.
CREATE FUNCTION app_open_audits_of(person uuid) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT count(*)::integer FROM audits
	WHERE person IN (lead_auditor_id, second_auditor_id) AND status IN ('planned', 'inProgress')
		AND (app_user() IS NULL OR app_user() = person OR app_roles() && ARRAY['network', 'admin'])
$$;
--> statement-breakpoint
CREATE FUNCTION app_sees_network() RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT app_roles() && ARRAY['network', 'board', 'committee']
$$;
--> statement-breakpoint
CREATE FUNCTION app_runs_network() RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT app_roles() && ARRAY['network', 'admin']
$$;
--> statement-breakpoint
-- How many answers each assessment holds, and nothing of them: the national team follows the drafts' progress.
CREATE VIEW answer_counts WITH (security_barrier) AS
	SELECT assessment_id, count(*)::integer AS answered FROM answers
	WHERE app_user() IS NULL OR cooperative_id = ANY (app_own()) OR 'network' = ANY (app_roles())
	GROUP BY assessment_id;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO label_cae_app;
--> statement-breakpoint
GRANT SELECT ON standard_versions, campaigns, anonymous_summaries, answer_counts TO label_cae_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
	cooperatives, cooperative_headcounts, accompaniments, assessments, answers, answer_saves, assessment_snapshots,
	assessment_summaries, audits, audit_observations, auditor_profiles, label_decisions, users, passwords, role_grants,
	sessions, totp_factors, recovery_codes, passkeys, ceremonies, oidc_identities, invitations, password_resets,
	known_devices, throttles TO label_cae_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON journal_entries, security_events, mail_messages TO label_cae_app;
--> statement-breakpoint
GRANT SELECT ON journal_links TO label_cae_app;
--> statement-breakpoint
DO $$
DECLARE
	name text;
BEGIN
	FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
	END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY published ON standard_versions FOR SELECT TO label_cae_app USING (true);
--> statement-breakpoint
CREATE POLICY published ON campaigns FOR SELECT TO label_cae_app USING (true);
--> statement-breakpoint
CREATE POLICY readers ON cooperatives FOR SELECT TO label_cae_app USING (
	id = ANY ((SELECT app_own())::uuid[]) OR (SELECT app_sees_network()) OR (SELECT app_runs_network())
	OR id = ANY ((SELECT app_team_cooperatives())::uuid[]));
--> statement-breakpoint
CREATE POLICY adding ON cooperatives FOR INSERT TO label_cae_app WITH CHECK ((SELECT app_runs_network()));
--> statement-breakpoint
CREATE POLICY changing ON cooperatives FOR UPDATE TO label_cae_app
	USING (id = ANY ((SELECT app_own())::uuid[]) OR (SELECT app_runs_network()));
--> statement-breakpoint
CREATE POLICY readers ON cooperative_headcounts FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR (SELECT app_sees_network()) OR (SELECT app_runs_network()));
--> statement-breakpoint
CREATE POLICY writers ON cooperative_headcounts TO label_cae_app USING ((SELECT app_runs_network()));
--> statement-breakpoint
CREATE POLICY readers ON accompaniments FOR SELECT TO label_cae_app USING (
	(SELECT app_sees_network()) OR supporter_id = ANY ((SELECT app_own())::uuid[]) OR beneficiary_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY writers ON accompaniments TO label_cae_app USING ((SELECT app_runs_network()));
--> statement-breakpoint
CREATE POLICY readers ON assessments FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR (SELECT app_sees_network())
	OR (status = 'submitted' AND id = ANY ((SELECT app_team_assessments(false))::uuid[])));
--> statement-breakpoint
CREATE POLICY opening ON assessments FOR INSERT TO label_cae_app WITH CHECK (cooperative_id = ANY ((SELECT app_managed())::uuid[]));
--> statement-breakpoint
-- Whoever saves an answer or plans a visit locks the assessment meanwhile, which counts as a change here.
CREATE POLICY changing ON assessments FOR UPDATE TO label_cae_app
	USING (cooperative_id = ANY ((SELECT app_own())::uuid[]) OR 'network' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY readers ON answers FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[])
	OR (('network' = ANY ((SELECT app_roles())::text[]) OR assessment_id = ANY ((SELECT app_team_assessments(true))::uuid[]))
		AND app_assessment_sent(assessment_id)));
--> statement-breakpoint
CREATE POLICY adding ON answers FOR INSERT TO label_cae_app WITH CHECK (cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY changing ON answers FOR UPDATE TO label_cae_app USING (cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
CREATE POLICY own ON answer_saves TO label_cae_app USING (app_owns_assessment(assessment_id));
--> statement-breakpoint
CREATE POLICY readers ON assessment_snapshots FOR SELECT TO label_cae_app USING (
	app_owns_assessment(assessment_id) OR 'network' = ANY ((SELECT app_roles())::text[])
	OR assessment_id = ANY ((SELECT app_team_assessments(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY freezing ON assessment_snapshots FOR INSERT TO label_cae_app WITH CHECK (app_owns_assessment(assessment_id));
--> statement-breakpoint
CREATE POLICY readers ON assessment_summaries FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR (SELECT app_sees_network()));
--> statement-breakpoint
CREATE POLICY writers ON assessment_summaries FOR INSERT TO label_cae_app WITH CHECK (
	(stage = 'declared' AND cooperative_id = ANY ((SELECT app_managed())::uuid[]))
	OR (stage = 'audited' AND assessment_id = ANY ((SELECT app_team_assessments(true))::uuid[])));
--> statement-breakpoint
CREATE POLICY readers ON audits FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR (SELECT app_sees_network())
	OR id = ANY ((SELECT app_team_audits(false))::uuid[]));
--> statement-breakpoint
CREATE POLICY planning ON audits FOR INSERT TO label_cae_app WITH CHECK ('network' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY changing ON audits FOR UPDATE TO label_cae_app USING (
	'network' = ANY ((SELECT app_roles())::text[]) OR id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY readers ON audit_observations FOR SELECT TO label_cae_app USING (
	'network' = ANY ((SELECT app_roles())::text[]) OR audit_id = ANY ((SELECT app_team_audits(true))::uuid[])
	OR (cooperative_id = ANY ((SELECT app_own())::uuid[]) AND app_audit_closed(audit_id)));
--> statement-breakpoint
CREATE POLICY recording ON audit_observations FOR INSERT TO label_cae_app WITH CHECK (audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY changing ON audit_observations FOR UPDATE TO label_cae_app USING (audit_id = ANY ((SELECT app_team_audits(true))::uuid[]));
--> statement-breakpoint
CREATE POLICY readers ON auditor_profiles FOR SELECT TO label_cae_app USING (
	(SELECT app_sees_network()) OR (SELECT app_runs_network()) OR user_id = ANY ((SELECT app_known_people())::uuid[]));
--> statement-breakpoint
CREATE POLICY writers ON auditor_profiles TO label_cae_app USING ((SELECT app_runs_network()));
--> statement-breakpoint
CREATE POLICY readers ON label_decisions FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR (SELECT app_sees_network()));
--> statement-breakpoint
CREATE POLICY readers ON users FOR SELECT TO label_cae_app USING (
	(SELECT app_runs_network()) OR id = ANY ((SELECT app_known_people())::uuid[])
	OR ((SELECT app_sees_network()) AND id IN (SELECT user_id FROM auditor_profiles)));
--> statement-breakpoint
CREATE POLICY adding ON users FOR INSERT TO label_cae_app WITH CHECK ((SELECT app_runs_network()));
--> statement-breakpoint
CREATE POLICY changing ON users FOR UPDATE TO label_cae_app USING (id = (SELECT app_user()) OR (SELECT app_runs_network()));
--> statement-breakpoint
CREATE POLICY readers ON role_grants FOR SELECT TO label_cae_app USING (
	user_id = (SELECT app_user()) OR (SELECT app_runs_network()) OR cooperative_id = ANY ((SELECT app_own())::uuid[]));
--> statement-breakpoint
-- Nobody grants more than they hold: a manager within their cooperative, the national team all but administration.
CREATE POLICY granting ON role_grants FOR INSERT TO label_cae_app WITH CHECK (
	(cooperative_id = ANY ((SELECT app_managed())::uuid[]))
	OR ('network' = ANY ((SELECT app_roles())::text[]) AND role <> 'admin') OR 'admin' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY changing ON role_grants FOR UPDATE TO label_cae_app USING (
	(cooperative_id = ANY ((SELECT app_managed())::uuid[]))
	OR ('network' = ANY ((SELECT app_roles())::text[]) AND role <> 'admin') OR 'admin' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY readers ON invitations FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_managed())::uuid[]) OR (SELECT app_runs_network()));
--> statement-breakpoint
CREATE POLICY inviting ON invitations FOR INSERT TO label_cae_app WITH CHECK (
	(cooperative_id = ANY ((SELECT app_managed())::uuid[]))
	OR ('network' = ANY ((SELECT app_roles())::text[]) AND role <> 'admin') OR 'admin' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY changing ON invitations FOR UPDATE TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_managed())::uuid[]) OR (SELECT app_runs_network()));
--> statement-breakpoint
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['passwords', 'sessions', 'totp_factors', 'recovery_codes', 'passkeys', 'ceremonies',
		'oidc_identities', 'password_resets', 'known_devices'] LOOP
		EXECUTE format('CREATE POLICY own ON %I TO label_cae_app USING (user_id = (SELECT app_user()))', name);
	END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY counting ON throttles TO label_cae_app USING (true);
--> statement-breakpoint
CREATE POLICY writers ON security_events FOR INSERT TO label_cae_app WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY readers ON security_events FOR SELECT TO label_cae_app USING (
	user_id = (SELECT app_user()) OR 'admin' = ANY ((SELECT app_roles())::text[]));
--> statement-breakpoint
CREATE POLICY writers ON mail_messages FOR INSERT TO label_cae_app WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY readers ON mail_messages FOR SELECT TO label_cae_app USING ((SELECT app_runs_network()));
--> statement-breakpoint
CREATE POLICY writers ON journal_entries FOR INSERT TO label_cae_app WITH CHECK (actor_id = (SELECT app_user()));
--> statement-breakpoint
-- A level still being weighed by the auditors is not read through the journal either (R-63), nor the answers of a draft by
-- anyone but its cooperative (R-62); an administrator reads neither levels nor answers.
CREATE POLICY readers ON journal_entries FOR SELECT TO label_cae_app USING (
	actor_id = (SELECT app_user())
	OR (cooperative_id = ANY ((SELECT app_own())::uuid[])
		AND CASE WHEN action IN ('audit.levelRecorded', 'audit.declaredLevelsConfirmed')
			THEN app_audit_closed(split_part(subject_id, '/', 1)::uuid) ELSE true END)
	OR (subject_type = 'audit' AND split_part(subject_id, '/', 1) = ANY ((SELECT app_team_audits(true))::text[]))
	OR ('network' = ANY ((SELECT app_roles())::text[])
		AND CASE WHEN subject_type = 'answer'
			THEN app_assessment_sent(split_part(subject_id, '/', 1)::uuid) ELSE true END)
	OR ('admin' = ANY ((SELECT app_roles())::text[])
		AND subject_type <> 'answer' AND action NOT IN ('audit.levelRecorded', 'audit.declaredLevelsConfirmed')));
--> statement-breakpoint
CREATE POLICY readers ON journal_links FOR SELECT TO label_cae_app USING ((SELECT app_runs_network()));
--> statement-breakpoint
-- The copy of one's own data (db/transaction.server.ts, readingOwnData) reads the rows that bear the person's name, also
-- where they no longer hold a role. Nothing else turns this on.
CREATE FUNCTION app_own_data() RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT coalesce(current_setting('app.own_data', true), '') = 'on'
$$;
--> statement-breakpoint
CREATE FUNCTION app_email() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT email FROM users WHERE id = app_user()
$$;
--> statement-breakpoint
CREATE POLICY own_data ON answers FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND updated_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON assessments FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND submitted_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON audits FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND (SELECT app_user()) IN (lead_auditor_id, second_auditor_id, closed_by));
--> statement-breakpoint
CREATE POLICY own_data ON audit_observations FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND recorded_by = (SELECT app_user()));
--> statement-breakpoint
CREATE POLICY own_data ON invitations FOR SELECT TO label_cae_app USING (
	(SELECT app_own_data()) AND ((SELECT app_user()) IN (accepted_by, invited_by) OR email = (SELECT app_email())));
--> statement-breakpoint
CREATE POLICY own_data ON mail_messages FOR SELECT TO label_cae_app USING (
	(SELECT app_own_data()) AND (user_id = (SELECT app_user()) OR recipient = (SELECT app_email())));
--> statement-breakpoint
CREATE POLICY own_data ON journal_entries FOR SELECT TO label_cae_app
	USING ((SELECT app_own_data()) AND subject_type = 'user' AND subject_id = (SELECT app_user())::text);
--> statement-breakpoint
-- An erased person never comes back: no name and no address are written over the pseudonym.
CREATE FUNCTION refuse_erased_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'person % was erased', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER users_erased BEFORE UPDATE OR DELETE ON users
	FOR EACH ROW WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION refuse_erased_change();
