import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems hand out by themselves, so that none is taken before it is used. */
const firstPort = 20_000;
const lastPort = 32_000;

async function isFree(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen({ port, host: '127.0.0.1' }, () => {
			server.close(() => resolve(true));
		});
	});
}

/** The preferred port if it is free, any free one otherwise. */
export async function freePort(preferred?: number): Promise<number> {
	let port = preferred ?? randomInt(firstPort, lastPort);
	while (!(await isFree(port))) port = randomInt(firstPort, lastPort);
	return port;
}
