const running = new Set<string>();

/**
 * Does nothing while an earlier run of the same key is under way: n8n starts the next poll when it
 * is due, whether or not the last one has come to its end.
 */
export async function oneAtATime<T>(key: string, run: () => Promise<T>): Promise<T | null> {
	if (running.has(key)) return null;
	running.add(key);
	try {
		return await run();
	} finally {
		running.delete(key);
	}
}
