import { delimiter, dirname } from 'node:path';
import { runCommand, type FinishedCommand } from './processes';
import { PlainFailure } from './terminal';

/** Settings that `npm run` makes for this project must not reach an npm in another folder. */
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

const reasons: ReadonlyArray<readonly [RegExp, string]> = [
	[/ENOSPC/, 'The disk is full. Free up space, then try again.'],
	[/EACCES|EPERM|EROFS/, 'A folder is not writable. Check its owner, then try again.'],
	[/E404|ETARGET/, 'The npm registry does not have this version.'],
	[/E401|E403/, 'The npm registry denied access. Check the registry in your npm configuration.'],
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|npm error network/,
		'The npm registry cannot be reached. Check your network and proxy settings, then try again.',
	],
	[
		/gyp ERR|prebuild|make: /,
		'A native module of n8n could not be built. It needs Python 3, make and a C++ compiler (on Debian and Ubuntu: build-essential and python3; on macOS: xcode-select --install).',
	],
];

const linesShown = 6;

export function npmFailure(what: string, output: string, logFile?: string): PlainFailure {
	const reason = reasons.find(([sign]) => sign.test(output))?.[1];
	const lastLines = output.trim().split('\n').slice(-linesShown);
	return new PlainFailure(
		[
			`${what} failed. ${reason ?? 'Output of npm:'}`,
			...(reason ? [] : lastLines.map((line) => `  ${line}`)),
			...(logFile ? [`Full npm log: ${logFile}`] : []),
		].join('\n'),
	);
}
