-- Who asks is found out once, not for each row: the home page spent nine tenths of its time on the count of its answers.
CREATE OR REPLACE VIEW answer_counts WITH (security_barrier) AS
	SELECT assessment_id,
		(count(*) FILTER (WHERE NOT to_confirm AND (level IS NOT NULL OR (not_applicable AND reason ~ '\S'))))::integer AS answered
	FROM answers
	WHERE (SELECT app_user()) IS NULL OR cooperative_id = ANY ((SELECT app_own())::uuid[])
		OR 'network' = ANY ((SELECT app_roles())::text[])
	GROUP BY assessment_id;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app_team_assessments(standing boolean) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(assessment_id), '{}') FROM audits WHERE id = ANY ((SELECT app_team_audits(standing))::uuid[])
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app_team_cooperatives() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT cooperative_id), '{}') FROM audits WHERE id = ANY ((SELECT app_team_audits(false))::uuid[])
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app_audited_cooperatives() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT cooperative_id), '{}') FROM audits WHERE id = ANY ((SELECT app_team_audits(true))::uuid[])
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app_team_evidence() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT piece_id), '{}') FROM (
		SELECT piece_id FROM evidence_links
		WHERE file_id IS NOT NULL AND assessment_id = ANY ((SELECT app_team_assessments(true))::uuid[])
			AND assessment_id IN (SELECT id FROM assessments WHERE status = 'submitted')
		UNION SELECT unnest(evidence) FROM corrective_plans WHERE cooperative_id = ANY ((SELECT app_audited_cooperatives())::uuid[])
		UNION SELECT unnest(evidence) FROM evidence_demands WHERE audit_id = ANY ((SELECT app_team_audits(true))::uuid[])
	) read
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app_team_evidence_files() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(DISTINCT file_id), '{}') FROM (
		SELECT file_id FROM evidence_links
		WHERE file_id IS NOT NULL AND assessment_id = ANY ((SELECT app_team_assessments(true))::uuid[])
			AND assessment_id IN (SELECT id FROM assessments WHERE status = 'submitted')
		UNION SELECT f.id FROM evidence_files f JOIN corrective_plans p
			ON f.piece_id = ANY (p.evidence) AND f.added_at <= p.done_at AND p.cooperative_id = ANY ((SELECT app_audited_cooperatives())::uuid[])
		UNION SELECT f.id FROM evidence_files f JOIN evidence_demands d
			ON f.piece_id = ANY (d.evidence) AND f.added_at <= d.answered_at AND d.audit_id = ANY ((SELECT app_team_audits(true))::uuid[])
	) read
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app_known_people() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	WITH own AS MATERIALIZED (SELECT unnest(app_own()) AS cooperative_id),
	told AS MATERIALIZED (
		SELECT id, cooperative_id, lead_auditor_id, second_auditor_id FROM audits
		WHERE cooperative_id IN (SELECT cooperative_id FROM own) OR id = ANY ((SELECT app_team_audits(false))::uuid[])
	)
	SELECT array_agg(DISTINCT person) FROM (
		SELECT app_user() AS person
		UNION SELECT user_id FROM role_grants
			WHERE cooperative_id IN (SELECT cooperative_id FROM own UNION SELECT cooperative_id FROM told)
		UNION SELECT unnest(ARRAY[lead_auditor_id, second_auditor_id]) FROM told
		UNION SELECT auditor_id FROM audit_challenges
			WHERE cooperative_id IN (SELECT cooperative_id FROM own) OR audit_id IN (SELECT id FROM told)
	) known WHERE person IS NOT NULL
$$;
