const pollMs = 100;

/** Asks again and again until there is an answer. */
export async function waitUntil<Answer>(
	what: string,
	ask: () => Promise<Answer | undefined>,
	timeoutMs: number,
): Promise<Answer> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1000} seconds`);
		await new Promise((resolve) => setTimeout(resolve, pollMs));
	}
}
