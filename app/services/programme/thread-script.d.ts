/** A file and all it imports, as the script of a worker thread: see vite.config.ts. */
declare module "*?thread" {
	const script: string;
	export default script;
}
