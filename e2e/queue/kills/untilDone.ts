import { RestFailure } from '../../n8n/RestClient';

const pauseMs = 500;
const timeoutMs = 120_000;

/** Tries again while n8n, its database or its queue is not there or not yet. */
export async function untilDone<T>(work: () => Promise<T>): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		try {
			return await work();
		} catch (error) {
			const isDown = error instanceof RestFailure ? error.status >= 500 : isNetworkError(error);
			if (!isDown || Date.now() > deadline) throw error;
			await new Promise((resolve) => setTimeout(resolve, pauseMs));
		}
	}
}

/** What fetch throws where nobody answers. */
const isNetworkError = (error: unknown): boolean => error instanceof TypeError;
