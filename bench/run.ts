/** `npm run bench -- NAME`: runs one measurement. Each file of this folder answers one question. */
import { benchAutosave } from "./autosave";
import { benchFeed } from "./feed";
import { benchPlanner } from "./planner";
import { benchReport } from "./report";
import { benchScoring } from "./scoring";
import { benchShortestPath } from "./shortest-path";
import { benchSignIn } from "./sign-in";

const BENCHES: Readonly<Record<string, () => Promise<boolean>>> = {
	autosave: benchAutosave,
	planner: benchPlanner,
	feed: benchFeed,
	report: benchReport,
	scoring: benchScoring,
	"shortest-path": benchShortestPath,
	"sign-in": benchSignIn,
};

const name = process.argv[2] ?? "";
const bench = BENCHES[name];
if (!bench) {
	console.error(`Mesure inconnue : « ${name} ». Mesures : ${Object.keys(BENCHES).join(", ")}.`);
	process.exitCode = 1;
} else if (!(await bench())) process.exitCode = 1;
