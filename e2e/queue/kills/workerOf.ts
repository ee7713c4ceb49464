import { waitUntil } from '../../machine/waitUntil';
import type { N8nProcess, QueueWorld } from '../QueueWorld';

const timeoutMs = 20_000;

/** The worker that says it has started the execution. */
export async function workerOf(
	{ processes }: QueueWorld,
	executionId: string,
): Promise<N8nProcess> {
	const text = `Worker started execution ${executionId} `;
	return await waitUntil(
		`A worker starts execution ${executionId}`,
		async () => processes.worker.find(({ instance }) => instance.output().includes(text)),
		timeoutMs,
	);
}
