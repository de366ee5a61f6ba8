-- The national team publishes a version; nobody changes or deletes one (0001_guards.sql).
GRANT INSERT ON standard_versions TO label_cae_app;
--> statement-breakpoint
CREATE POLICY publishing ON standard_versions FOR INSERT TO label_cae_app
	WITH CHECK ('network' = ANY ((SELECT app_roles())::text[]));
