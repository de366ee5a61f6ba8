-- Each answer written is told to the processes that serve the pages of a draft (app/db/message-bus.server.ts). NOTIFY leaves
-- when the transaction commits, and with it only: nobody is shown what was not kept. Whoever writes an answer, in whatever
-- way, is told of here. No text and no name: 8,000 bytes at most, and the pages ask for what they may read.
CREATE FUNCTION tell_answer() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM pg_notify('label_cae_live', json_build_object('kind', 'edit', 'assessmentId', NEW.assessment_id,
		'criterionId', NEW.criterion_id, 'version', NEW.version, 'userId', NEW.updated_by)::text);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER answers_told AFTER INSERT OR UPDATE ON answers FOR EACH ROW EXECUTE FUNCTION tell_answer();
