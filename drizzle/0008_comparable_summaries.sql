ALTER TABLE "assessment_summaries" ADD COLUMN "basis" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "assessment_summaries" DROP CONSTRAINT "assessment_summaries_assessment_id_stage_domain_pk";--> statement-breakpoint
ALTER TABLE "assessment_summaries" ADD CONSTRAINT "assessment_summaries_assessment_id_stage_basis_domain_pk" PRIMARY KEY("assessment_id","stage","basis","domain");--> statement-breakpoint
-- Still nobody's name: what the figures rest on is added to them.
CREATE OR REPLACE VIEW "anonymous_summaries" WITH (security_barrier) AS
	SELECT s.year, s.stage, s.domain, s.conformity_num, s.conformity_den, s.maturity_num, s.maturity_den, s.basis
	FROM assessment_summaries s JOIN assessments a ON a.id = s.assessment_id
	WHERE a.status = 'submitted';
