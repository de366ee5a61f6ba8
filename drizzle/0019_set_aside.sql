-- The cooperatives somebody is tied to today. The twin of personalTies (app/domain/audit/conflict-of-interest.ts): a test
-- compares them. Of somebody else, only the national team asks.
CREATE FUNCTION app_homes_of(person uuid) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT id), '{}') FROM (
		SELECT home_cooperative_id AS id FROM auditor_profiles WHERE user_id = person
		UNION SELECT cooperative_id FROM role_grants WHERE user_id = person AND cooperative_id IS NOT NULL
			AND coalesce(starts_on, '-infinity') <= (now() AT TIME ZONE 'Europe/Paris')::date
			AND coalesce(ends_on, 'infinity') >= (now() AT TIME ZONE 'Europe/Paris')::date
		UNION SELECT cooperative_id FROM declared_interests WHERE user_id = person AND kind = 'home' AND ended_at IS NULL
	) homes WHERE id IS NOT NULL
		AND (app_user() IS NULL OR app_user() = person OR 'network' = ANY (app_roles()))
$$;
--> statement-breakpoint
CREATE FUNCTION app_tied_to(person uuid) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	WITH today AS (SELECT (now() AT TIME ZONE 'Europe/Paris')::date AS day), homes AS (SELECT unnest(app_homes_of(person)) AS id)
	SELECT coalesce(array_agg(DISTINCT id), '{}') FROM (
		SELECT id FROM homes
		UNION SELECT former_cooperative_id FROM auditor_profiles, today WHERE user_id = person
			AND (left_on IS NULL OR day < left_on + interval '5 years')
		UNION SELECT CASE WHEN supporter_id IN (SELECT id FROM homes) THEN beneficiary_id ELSE supporter_id END
			FROM accompaniments, today
			WHERE (supporter_id IN (SELECT id FROM homes) OR beneficiary_id IN (SELECT id FROM homes))
				AND started_on <= day AND (ended_on IS NULL OR day < ended_on + interval '3 years')
		UNION SELECT cooperative_id FROM declared_interests
			WHERE user_id = person AND kind <> 'other' AND ended_at IS NULL
		UNION SELECT other.id FROM cooperatives own JOIN cooperatives other ON other.group_name = own.group_name
			WHERE own.id IN (SELECT id FROM homes)
	) ties WHERE id IS NOT NULL
		AND (app_user() IS NULL OR app_user() = person OR 'network' = ANY (app_roles()))
$$;
--> statement-breakpoint
CREATE FUNCTION app_audited_by(person uuid) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT cooperative_id), '{}') FROM audits
	WHERE person IN (lead_auditor_id, second_auditor_id) AND status NOT IN ('cancelled', 'postponed')
		AND (app_user() IS NULL OR app_user() = person OR 'network' = ANY (app_roles()))
$$;
--> statement-breakpoint
-- From which files somebody of the committee or the board stands aside (recusalsOf, app/domain/decision/recusal.ts).
CREATE FUNCTION app_stands_aside() RETURNS uuid[] LANGUAGE sql STABLE AS $$
	SELECT app_tied_to(app_user()) || app_audited_by(app_user())
$$;
--> statement-breakpoint
-- An auditor tied to a cooperative reads nothing of it, though they be on its team: whatever asks for the team asks here.
CREATE OR REPLACE FUNCTION app_team_audits(standing boolean) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(id), '{}') FROM audits
	WHERE app_user() IN (lead_auditor_id, second_auditor_id)
		AND 'auditor' = ANY (app_roles()) AND NOT (standing AND status = 'cancelled')
		AND cooperative_id <> ALL (app_tied_to(app_user()))
$$;
--> statement-breakpoint
-- Which cooperatives were audited, and when: the network's figures stay whole for whoever stands aside from one of them.
CREATE VIEW audited_visits WITH (security_barrier) AS
	SELECT cooperative_id, ends_on FROM audits
	WHERE status IN ('finalReport', 'closed') AND (app_user() IS NULL OR app_sees_network());
--> statement-breakpoint
GRANT SELECT ON audited_visits TO label_cae_app;
--> statement-breakpoint
DROP POLICY readers ON audits;
--> statement-breakpoint
CREATE POLICY readers ON audits FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR 'network' = ANY ((SELECT app_roles())::text[])
	OR ((SELECT app_sees_network()) AND cooperative_id <> ALL ((SELECT app_stands_aside())::uuid[]))
	OR id = ANY ((SELECT app_team_audits(false))::uuid[]));
--> statement-breakpoint
DROP POLICY readers ON audit_derogations;
--> statement-breakpoint
CREATE POLICY readers ON audit_derogations FOR SELECT TO label_cae_app USING (
	cooperative_id = ANY ((SELECT app_own())::uuid[]) OR 'network' = ANY ((SELECT app_roles())::text[])
	OR ((SELECT app_sees_network()) AND cooperative_id <> ALL ((SELECT app_stands_aside())::uuid[]))
	OR audit_id = ANY ((SELECT app_team_audits(false))::uuid[]));
