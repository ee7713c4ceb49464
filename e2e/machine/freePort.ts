import { createServer, type AddressInfo } from 'node:net';

async function listenOn(port: number): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen({ port, host: '127.0.0.1' }, () => {
			const { port: bound } = server.address() as AddressInfo;
			server.close(() => resolve(bound));
		});
	});
}

/** The preferred port if it is free, any free one otherwise. */
export async function freePort(preferred = 0): Promise<number> {
	try {
		return await listenOn(preferred);
	} catch {
		return await listenOn(0);
	}
}
