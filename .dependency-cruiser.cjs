/** Who may import whom: docs/architecture.md, section 2. Run by `npm run check`. */

/** Files of the application that are not tests. */
const TEST = "[.](test|spec)[.]tsx?$";

/** Beside these folders, `from` may import nothing else of app/. */
function only(name, from, allowed, comment) {
	return {
		name,
		comment,
		severity: "error",
		from: { path: from, pathNot: TEST },
		to: { path: "^app/", pathNot: allowed },
	};
}

function never(name, from, to, comment) {
	return { name, comment, severity: "error", from: { path: from, pathNot: TEST }, to: { path: to } };
}

const REACT = "^node_modules/(@types/)?(react|react-dom|react-chartjs-2|chart[.]js)/";
const WEB = "^node_modules/(@types/)?(express|helmet|compression|@remix-run)/";
const SHARED = ["^app/domain/", "^app/paths[.][a-z.]*ts$", "^app/messages[.][a-z.]*fr[.]ts$"];
const own = (folder) => `^app/${folder}/`;

module.exports = {
	forbidden: [
		{
			name: "no-cycles",
			comment: "Two modules that need each other are one module, or miss a third.",
			severity: "error",
			from: {},
			to: { circular: true },
		},
		{
			name: "no-unresolved",
			comment: "The import leads nowhere.",
			severity: "error",
			from: {},
			to: { couldNotResolve: true },
		},
		{
			name: "no-barrels",
			comment: "Import the file that owns the thing: no index.ts re-exports.",
			severity: "error",
			from: {},
			to: { path: "^app/.*/index[.](ts|tsx|js|mjs)$" },
		},
		{
			name: "no-catch-all-folders",
			comment: "A folder name says what it owns: no utils, helpers, misc.",
			severity: "error",
			from: {},
			to: { path: "(^|/)(utils?|helpers?|misc|common|lib)/", pathNot: "^node_modules/|node_modules/" },
		},
		{
			name: "app-never-imports-tests",
			comment: "Tests, scripts and measurements know the application, not the other way round.",
			severity: "error",
			from: { path: "^app/", pathNot: TEST },
			to: { path: `^(tests|scripts|bench)/|${TEST}` },
		},
		{
			name: "no-dev-dependency-in-app",
			comment: "What runs in production is in `dependencies`.",
			severity: "error",
			from: { path: "^app/", pathNot: TEST },
			to: {
				dependencyTypes: ["npm-dev"],
				dependencyTypesNot: ["type-only"],
				pathNot: "^node_modules/@(types|fontsource)/",
			},
		},

		only("domain-is-pure", own("domain"), [own("domain")], "The domain knows nothing of the rest of the application."),
		{
			name: "domain-imports-zod-only",
			comment: "zod only; `yaml` and `diff` too inside domain/standard. No fs, no clock, no framework.",
			severity: "error",
			from: { path: "^app/domain/", pathNot: `${TEST}|^app/domain/standard/` },
			to: { pathNot: ["^app/", "^node_modules/zod/"] },
		},
		{
			name: "domain-standard-imports-zod-yaml-and-diff-only",
			comment:
				"The parser of the référentiel reads YAML text, and its comparison compares words; neither reads a file.",
			severity: "error",
			from: { path: "^app/domain/standard/", pathNot: TEST },
			to: { pathNot: ["^app/", "^node_modules/(zod|yaml|diff)/"] },
		},

		only("db-knows-the-domain", own("db"), [own("db"), own("domain")], "db -> domain (types and lists of codes)."),
		only("config-stands-alone", own("config"), [own("config")], "The environment knows nobody."),
		only(
			"services-know-db-and-domain",
			"^app/services/(?!notification/)",
			[own("services"), own("db"), own("domain")],
			"services -> db -> domain. The rest comes as plain values.",
		),
		only(
			"notification-writes-to-people",
			own("services/notification"),
			[own("services"), own("db"), ...SHARED],
			"An e-mail is a text with links: notification also reads paths and messages.",
		),
		never("services-know-no-react", own("services"), REACT, "A use case returns data; a route renders it."),
		never("services-know-no-web-server", own("services"), WEB, "A use case knows no Request, Response, Express."),
		only(
			"auth-knows-services-and-db",
			own("auth"),
			[own("auth"), own("services"), own("db"), own("domain"), "^app/paths[.][a-z.]*ts$"],
			"auth holds the doors of the routes.",
		),
		only(
			"components-know-the-domain-only",
			own("components"),
			[own("components"), ...SHARED],
			"components -> domain, paths, messages: never services, db, auth.",
		),
		only(
			"routes-go-through-services",
			own("routes"),
			[own("routes"), own("services"), own("auth"), own("components"), ...SHARED],
			"routes -> services, auth, components, domain, paths, messages: never db.",
		),
		never("nobody-imports-routes", "^app/(?!routes/|root[.]tsx)", "^app/routes/", "A route is an end of the road."),
		only(
			"server-assembles",
			own("server"),
			[own("server"), own("config"), own("db"), own("services")],
			"server -> config, db, services.",
		),
		never(
			"server-is-the-outside",
			"^app/(?!server/|entry[.]server)",
			"^app/server/",
			"app/server stands in front of the application; only entry.server.tsx hands it out.",
		),
		only(
			"root-renders",
			"^app/root[.]tsx$",
			[
				own("components"),
				own("auth"),
				own("services"),
				"^app/styles/",
				"^app/routes/access/use-person[.]ts$",
				...SHARED,
			],
			"root.tsx follows the rules of a route, being one.",
		),
		only(
			"paths-and-messages-know-the-domain",
			"^app/(paths|messages)[.][a-z.]*ts$",
			SHARED,
			"Every screen reads them.",
		),
	],
	options: {
		doNotFollow: { path: "node_modules" },
		exclude: { path: "^(build|data|coverage)/" },
		// Types count: a type of the database in a route is a dependency on the database.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: "tsconfig.json" },
		enhancedResolveOptions: {
			exportsFields: ["exports"],
			conditionNames: ["import", "require", "node", "default", "types"],
			extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".css", ".d.ts"],
		},
		skipAnalysisNotInRules: true,
	},
};
