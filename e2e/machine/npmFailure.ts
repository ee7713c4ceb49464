import { PlainFailure } from './PlainFailure';

const reasons: ReadonlyArray<readonly [RegExp, string]> = [
	[/ENOSPC/, 'The disk is full. Make room, then start again.'],
	[/EACCES|EPERM|EROFS/, 'A folder cannot be written. Check who owns it, then start again.'],
	[/E404|ETARGET/, 'The npm registry does not have this version.'],
	[
		/E401|E403/,
		'The npm registry refuses this computer. Check the registry set in your npm configuration.',
	],
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|npm error network/,
		'The npm registry cannot be reached. Check the network (and the proxy, if you use one), then start again.',
	],
	[
		/gyp ERR|prebuild|make: /,
		'A native part of n8n could not be built. It needs Python 3, make and a C++ compiler (on Debian and Ubuntu: build-essential and python3; on macOS: xcode-select --install).',
	],
];

const linesShown = 6;

export function npmFailure(what: string, output: string, logFile?: string): PlainFailure {
	const reason = reasons.find(([sign]) => sign.test(output))?.[1];
	const lastLines = output.trim().split('\n').slice(-linesShown);
	return new PlainFailure(
		[
			`${what} did not work. ${reason ?? 'npm said:'}`,
			...(reason ? [] : lastLines.map((line) => `  ${line}`)),
			...(logFile ? [`All that npm said is in ${logFile}`] : []),
		].join('\n'),
	);
}
