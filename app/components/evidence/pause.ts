/** Owns the wait between two tries: until the delay is over, the line is back, or nobody waits any more. */

export function pause(delay: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			clearTimeout(timer);
			window.removeEventListener("online", done);
			signal.removeEventListener("abort", done);
			resolve();
		};
		const timer = setTimeout(done, delay);
		window.addEventListener("online", done);
		signal.addEventListener("abort", done);
	});
}
