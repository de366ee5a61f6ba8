/** Vitest's setup file of `e2e`: a failed test shows what the application wrote. */
import { beforeEach } from "vitest";
import { runningServerLogs } from "./app-server";

beforeEach(({ onTestFailed }) => {
	onTestFailed(() => console.error(runningServerLogs()));
});
