/** @param atMs on the clock of `performance` */
export async function pauseUntil(atMs: number): Promise<void> {
	const waitMs = atMs - performance.now();
	if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}
