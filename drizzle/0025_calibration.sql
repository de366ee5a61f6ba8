-- Gaps between what was declared and what finished audits retained, summed by criterion: whoever sees the network, and auditors
-- beside their own. The levels themselves stay where they are: nothing comes out of fewer than five cooperatives. Anybody else
-- than the national team reads the sums as they stood at the end of last year, so that no audit of the day is told by what it
-- moves; and leaves out nobody's audits but their own.
CREATE FUNCTION app_criterion_gaps(until_at timestamptz, left_out uuid)
RETURNS TABLE (standard_id uuid, criterion_id text, cooperatives integer, gaps integer, total integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT s.standard_version_id, o.criterion_id, count(DISTINCT a.cooperative_id)::integer, count(*)::integer,
		sum(o.level - d.level)::integer
	FROM audits a
	JOIN assessments s ON s.id = a.assessment_id
	JOIN audit_observations o ON o.audit_id = a.id AND o.level IS NOT NULL AND NOT o.not_applicable
	JOIN answers d ON d.assessment_id = a.assessment_id AND d.criterion_id = o.criterion_id AND d.level IS NOT NULL
		AND NOT d.not_applicable AND NOT d.to_confirm
	WHERE a.status IN ('finalReport', 'closed') AND a.final_at < until_at
		AND (left_out IS NULL OR left_out NOT IN (a.lead_auditor_id, coalesce(a.second_auditor_id, a.lead_auditor_id)))
		AND ('network' = ANY ((SELECT app_roles())::text[])
			OR ((SELECT app_roles()) && ARRAY['board', 'committee', 'auditor']
				AND a.final_at < date_trunc('year', now() AT TIME ZONE 'Europe/Paris') AT TIME ZONE 'Europe/Paris'
				AND (left_out IS NULL OR left_out = (SELECT app_user()))))
	GROUP BY s.standard_version_id, o.criterion_id
	HAVING count(DISTINCT a.cooperative_id) >= 5
$$;
