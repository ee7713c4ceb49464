import { delimiter, dirname } from 'node:path';
import { runCommand, type FinishedCommand } from './runCommand';

/** What `npm run` sets for the project here must not reach an npm that works somewhere else. */
const ofThisProject =
	/^npm_(package_|lifecycle_|command|node_|config_(local_prefix|global_prefix|prefix|noproxy|ignore_scripts|node_gyp|nodedir|omit|include)$)/i;

export function environmentFor(
	nodeBinary: string,
	extra: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(
		([name]) => !ofThisProject.test(name) && name !== 'NODE_OPTIONS' && name !== 'INIT_CWD',
	);
	const path = [dirname(nodeBinary), process.env.PATH ?? ''].join(delimiter);
	return { ...Object.fromEntries(inherited), PATH: path, ...extra };
}

const npmScript = process.env.npm_execpath ?? '';

export async function npm(
	args: readonly string[],
	options: {
		folder: string;
		nodeBinary?: string;
		extra?: NodeJS.ProcessEnv;
		onOutput?: (text: string) => void;
	},
): Promise<FinishedCommand> {
	const nodeBinary = options.nodeBinary ?? process.execPath;
	const isKnown = npmScript.endsWith('npm-cli.js');
	return await runCommand({
		file: isKnown ? nodeBinary : 'npm',
		args: isKnown ? [npmScript, ...args] : args,
		folder: options.folder,
		environment: environmentFor(nodeBinary, options.extra),
		onOutput: options.onOutput,
	});
}
