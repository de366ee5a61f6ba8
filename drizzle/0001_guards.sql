-- What must never happen is refused by the database itself, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER journal_entries_append_only BEFORE UPDATE OR DELETE ON journal_entries
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER standard_versions_immutable BEFORE UPDATE OR DELETE ON standard_versions
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER assessment_snapshots_immutable BEFORE UPDATE OR DELETE ON assessment_snapshots
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER label_decisions_immutable BEFORE UPDATE OR DELETE ON label_decisions
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A submitted assessment is locked: neither its row nor its answers change any more.
CREATE FUNCTION refuse_submitted_assessment_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.status <> 'draft' THEN
		RAISE EXCEPTION 'assessment % is submitted and locked', OLD.id USING ERRCODE = 'restrict_violation';
	END IF;
	IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER assessments_locked BEFORE UPDATE OR DELETE ON assessments
	FOR EACH ROW EXECUTE FUNCTION refuse_submitted_assessment_change();
--> statement-breakpoint
CREATE FUNCTION refuse_submitted_answer_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	target uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.assessment_id ELSE NEW.assessment_id END;
BEGIN
	IF (SELECT status FROM assessments WHERE id = target) <> 'draft' THEN
		RAISE EXCEPTION 'assessment % is submitted and locked', target USING ERRCODE = 'restrict_violation';
	END IF;
	IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER answers_locked BEFORE INSERT OR UPDATE OR DELETE ON answers
	FOR EACH ROW EXECUTE FUNCTION refuse_submitted_answer_change();
--> statement-breakpoint
-- A closed or cancelled visit keeps its levels and notes as they were.
CREATE FUNCTION refuse_ended_observation_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	target uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.audit_id ELSE NEW.audit_id END;
BEGIN
	IF (SELECT status FROM audits WHERE id = target) NOT IN ('planned', 'inProgress') THEN
		RAISE EXCEPTION 'audit % has ended', target USING ERRCODE = 'restrict_violation';
	END IF;
	IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_observations_locked BEFORE INSERT OR UPDATE OR DELETE ON audit_observations
	FOR EACH ROW EXECUTE FUNCTION refuse_ended_observation_change();
--> statement-breakpoint
CREATE FUNCTION refuse_ended_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.status NOT IN ('planned', 'inProgress') THEN
		RAISE EXCEPTION 'audit % has ended', OLD.id USING ERRCODE = 'restrict_violation';
	END IF;
	IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER audits_locked BEFORE UPDATE OR DELETE ON audits
	FOR EACH ROW EXECUTE FUNCTION refuse_ended_audit_change();
--> statement-breakpoint
-- One open audit at most per assessment.
CREATE UNIQUE INDEX audits_one_open ON audits (assessment_id) WHERE status IN ('planned', 'inProgress');
