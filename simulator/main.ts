import { parseArgs } from 'node:util';
import { startingText } from './startingText';
import { startSimulator } from './startSimulator';

const defaultPort = 7070;

function wishedPort(): number {
	const { values } = parseArgs({ options: { port: { type: 'string' } } });
	const port = Number(values.port ?? defaultPort);
	if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
	throw new Error(`--port takes a number from 0 to 65535, not ${values.port}`);
}

async function start(port: number) {
	try {
		return await startSimulator({ port });
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code !== 'EADDRINUSE') throw error;
		console.log(`Port ${port} is in use; taking any free one.`);
		return await startSimulator();
	}
}

async function main(): Promise<void> {
	const simulator = await start(wishedPort());
	console.log(startingText(simulator));
	let isStopping = false;
	const stop = () => {
		if (isStopping) return;
		isStopping = true;
		console.log('\nThe simulator has stopped.');
		void simulator.close().then(() => process.exit(0));
	};
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
