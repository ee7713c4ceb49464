import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Job, JobResult } from './worker';

/** The next job, or `undefined` if there are no more. */
export type NextJob = () => Job | undefined;

/** Histories create many short-lived objects. */
const semiSpace = '--max-semi-space-size=64';

/** Runs jobs in one process per processor. */
export async function inParallel(
	nextJob: NextJob,
	onResult: (result: JobResult) => void,
): Promise<void> {
	const workers = Array.from({ length: availableParallelism() }, () =>
		fork(resolve(__dirname, 'worker.ts'), { execArgv: [...process.execArgv, semiSpace] }),
	);
	try {
		await Promise.all(workers.map(async (worker) => await work(worker, nextJob, onResult)));
	} finally {
		for (const worker of workers) worker.kill();
	}
}

async function work(
	worker: ChildProcess,
	nextJob: NextJob,
	onResult: (result: JobResult) => void,
): Promise<void> {
	await new Promise<void>((done, fail) => {
		worker.on('message', (message: 'ready' | JobResult) => {
			if (message !== 'ready') onResult(message);
			const job = nextJob();
			if (job === undefined) done();
			else worker.send(job);
		});
		worker.on('error', fail);
		worker.on('exit', (code) => fail(new Error(`A worker exited with code ${code ?? 'none'}`)));
	});
}
