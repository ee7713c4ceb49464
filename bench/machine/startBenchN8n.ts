import { join } from 'node:path';
import { freePort } from '../../e2e/machine/processes';
import { connectSimulator, Editor } from '../../e2e/n8n/Editor';
import { startN8n } from '../../e2e/n8n/startN8n';
import type { Bench, BenchN8n } from './Bench';

/** n8n keeps the data of larger executions to itself, and with it the times of their nodes. */
const maxDataBytes = 1024 ** 3;

const login = { email: 'builder@example.com', password: 'Bench-n8n-1' };

/** @param heapMb n8n's limit (--max-old-space-size); Node's own unless given */
export async function startBenchN8n(
	{ installation, userFolder, inputs, simulator }: Bench,
	heapMb?: number,
	settings: NodeJS.ProcessEnv = {},
): Promise<BenchN8n> {
	const n8n = await startN8n(installation, {
		port: await freePort(),
		userFolder,
		fileFolders: [inputs],
		logFile: join(userFolder, 'n8n.log'),
		extra: {
			N8N_METRICS: 'true',
			EXECUTIONS_DATA_MAX_DISPLAY_SIZE: String(maxDataBytes),
			...settings,
			...(heapMb && { NODE_OPTIONS: `--max-old-space-size=${heapMb}` }),
		},
	});
	const editor = new Editor(n8n.url);
	await editor.logIn(login);
	const credential = await connectSimulator(editor, simulator.url, simulator.accountCode);
	return { n8n, editor, credential };
}
