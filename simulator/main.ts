import { defaultPort, readArguments, startupText, usageText, type Arguments } from './commandLine';
import { startSimulator } from './startSimulator';

async function start({ port = defaultPort, dialing }: Arguments) {
	try {
		return await startSimulator({ port, dialing });
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code !== 'EADDRINUSE') throw error;
		console.log(`Port ${port} is in use; taking any free one.`);
		return await startSimulator({ dialing });
	}
}

async function main(): Promise<void> {
	const args = readArguments(process.argv.slice(2));
	if (args.isHelp) {
		console.log(usageText);
		return;
	}
	const simulator = await start(args);
	console.log(startupText(simulator));
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
