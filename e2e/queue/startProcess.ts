import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../machine/freePort';
import type { N8nInstallation } from '../n8n/ensureN8n';
import { startN8n, type N8nInstance, type N8nRole } from '../n8n/startN8n';
import type { N8nProcess } from './QueueWorld';

export interface ProcessSetup {
	readonly installation: N8nInstallation;
	/** Has the packed package in it. */
	readonly userFolder: string;
	readonly fileFolders: readonly string[];
	readonly logFile: (role: N8nRole, number: number) => string;
	readonly environment: NodeJS.ProcessEnv;
}

/**
 * A process of n8n on a port of its own, with a user folder of its own at each start, as in a
 * container: in the folder of one that was killed, n8n would wait ten seconds before it starts.
 */
export async function startProcess(
	{ installation, userFolder, fileFolders, logFile, environment }: ProcessSetup,
	role: N8nRole,
	number: number,
): Promise<N8nProcess> {
	const port = await freePort();
	const start = async (): Promise<N8nInstance> => {
		const own = mkdtempSync(join(userFolder, `${role}-`));
		mkdirSync(join(own, '.n8n'));
		symlinkSync(join(userFolder, '.n8n', 'nodes'), join(own, '.n8n', 'nodes'));
		return await startN8n(installation, {
			role,
			port,
			userFolder: own,
			fileFolders,
			logFile: logFile(role, number),
			extra: {
				...environment,
				...(role === 'worker' && {
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(port),
				}),
			},
		});
	};
	let instance = await start();
	return {
		get instance() {
			return instance;
		},
		startAgain: async () => {
			instance = await start();
		},
	};
}
