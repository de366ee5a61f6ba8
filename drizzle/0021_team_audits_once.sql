-- The ties are worked out once for the person, not once for each audit of theirs.
CREATE OR REPLACE FUNCTION app_team_audits(standing boolean) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT coalesce(array_agg(id), '{}') FROM audits
	WHERE app_user() IN (lead_auditor_id, second_auditor_id)
		AND 'auditor' = ANY ((SELECT app_roles())::text[]) AND NOT (standing AND status = 'cancelled')
		AND cooperative_id <> ALL ((SELECT app_tied_to(app_user()))::uuid[])
$$;
