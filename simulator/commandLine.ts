import { parseArgs } from 'node:util';
import { readDialingOptions, type DialingOptions } from './dialing/options';
import type { Simulator } from './startSimulator';

export const defaultPort = 7070;

/** The parsed command line. */
export interface Arguments {
	readonly port?: number;
	readonly isHelp: boolean;
	/** Absent when no flag is about dialing. */
	readonly dialing?: Partial<DialingOptions>;
}

const textFlag = { type: 'string' } as const;

const dialingFlags = {
	'cdr-url': 'cdrUrl',
	'popup-url': 'popUpUrl',
	speed: 'speed',
	seed: 'seed',
	lines: 'linesPerCampaign',
	'cdr-encoding': 'cdrEncoding',
	'popup-encoding': 'popUpEncoding',
} as const satisfies Record<string, keyof DialingOptions>;

const numberFlags: ReadonlySet<string> = new Set(['speed', 'seed', 'lines']);

function readPort(value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	const port = Number(value);
	if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
	throw new Error(`--port takes a number from 0 to 65535, not ${value}`);
}

function readDialing(values: Readonly<Record<string, unknown>>): Partial<DialingOptions> {
	const options: Record<string, unknown> = {};
	for (const [flag, name] of Object.entries(dialingFlags)) {
		const value = values[flag];
		if (value === undefined) continue;
		const isNumber = numberFlags.has(flag) && value !== 'max';
		options[name] = isNumber ? Number(value) : value;
		try {
			readDialingOptions({ [name]: options[name] });
		} catch {
			throw new Error(`--${flag} cannot be ${String(value)}`);
		}
	}
	return options;
}

/** Parses the command line. Throws an error that names the invalid flag. */
export function readArguments(args: readonly string[]): Arguments {
	const flags = Object.fromEntries(Object.keys(dialingFlags).map((flag) => [flag, textFlag]));
	const { values } = parseArgs({
		args: [...args],
		options: {
			help: { type: 'boolean', short: 'h' },
			port: textFlag,
			dial: { type: 'boolean' },
			...flags,
		},
	}) as { values: Readonly<Record<string, string | boolean | undefined>> };
	const dialing = readDialing(values);
	const dials = values.dial === true || Object.keys(dialing).length > 0;
	return {
		isHelp: values.help === true,
		port: readPort(values.port as string | undefined),
		...(dials && { dialing }),
	};
}

export const usageText = `Usage: npm run simulator -- [options]

Runs a simulator of the Voicenter Dialer service on this computer. No real call is made.

  --port <number>              port to listen on (default ${defaultPort}; 0 uses any free port)
  --dial                       dial the leads; implied by every other option except --port
  --speed <number|max>         1 is real time, 60 is a minute per second (default 1)
  --lines <number>             concurrent calls per campaign (default 10)
  --seed <number>              seed of the random outcomes (default 1)
  --cdr-url <url>              where to send CDR notifications
  --popup-url <url>            where to send pop-up screen events
  --cdr-encoding <encoding>    json or form (default json)
  --popup-encoding <encoding>  json or get (default json)
  -h, --help                   show this text`;

const maxShownCampaigns = 8;

function dialingText({ isOn, options }: Simulator['dialing']): string {
	if (!isOn) {
		return `Leads wait in their queues, and nothing leaves this computer. To have them dialed, and the outcomes sent to n8n:
  npm run simulator -- --speed 60 --cdr-url <URL of the Voicenter Dialer Trigger>`;
	}
	const speed =
		options.speed === 'max' ? 'as fast as it can' : `at ${options.speed} times the speed`;
	return `Leads are dialed, ${speed}. Told of it:
  calls that ended    ${options.cdrUrl ?? 'nobody (--cdr-url)'}
  calls as they run   ${options.popUpUrl ?? 'nobody (--popup-url)'}`;
}

/** What to show after the start: credentials, campaigns, inspection URLs. */
export function startupText({ url, accountCode, campaigns, state, dialing }: Simulator): string {
	const rows = campaigns
		.slice(0, maxShownCampaigns)
		.map(({ code, name, kind, status }) => `  ${code}  ${name} (${kind}, ${status})`);
	return `
Voicenter Dialer simulator: no real call is made.

Enter in n8n, in the credential "Voicenter Dialer API":
  Account Code   ${accountCode}
  Base URL       ${url}
  Monitor URL    ${url}

Campaigns (${campaigns.length} in all, choose them from the list or by code):
${rows.join('\n')}

On the Do-Not-Call list: ${[...state.blacklist].join(', ')}

${dialingText(dialing)}

See what it was sent:
  ${url}/_simulator/requests   each request and its answer
  ${url}/_simulator/calls      each lead that was accepted (?campaign=<code>)
  ${url}/_simulator/state      campaigns, members, extensions
  ${url}/_simulator/stats      how many of everything
  ${url}/_simulator/dialing    what was dialed and told (/calls: call by call)

Ctrl-C ends it.
`;
}
