import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureProgram } from '../machine/ensureProgram';
import { freePort } from '../machine/freePort';
import type { Service } from './Service';
import { startService } from './startService';

/** Redis on 127.0.0.1, which has its data again after it was killed. */
export async function startRedis(folder: string, logFile: string): Promise<Service> {
	const file = await ensureProgram({
		names: ['redis-server'],
		neededBy: 'n8n’s queue mode',
		debianPackages: ['redis-server'],
	});
	const data = join(folder, 'redis');
	mkdirSync(data);
	const port = await freePort();
	const settings = {
		bind: '127.0.0.1',
		port: String(port),
		dir: data,
		unixsocket: join(data, 'socket'),
		appendonly: 'yes',
		appendfsync: 'always',
		save: '',
	};
	return await startService({
		name: 'Redis',
		command: {
			file,
			args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
			folder: data,
			environment: process.env,
		},
		port,
		logFile,
		environment: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
	});
}
