import { parseArgs } from 'node:util';
import type { DialingOptions } from './dialing/DialingOptions';
import { readDialingOptions } from './dialing/readDialingOptions';

/** What the command line asks for. */
export interface Arguments {
	readonly port?: number;
	/** Absent when nothing is said about dialing. */
	readonly dialing?: Partial<DialingOptions>;
}

const text = { type: 'string' } as const;

const dialingNames = {
	'cdr-url': 'cdrUrl',
	'popup-url': 'popUpUrl',
	speed: 'speed',
	seed: 'seed',
	lines: 'linesPerCampaign',
	'cdr-encoding': 'cdrEncoding',
	'popup-encoding': 'popUpEncoding',
} as const satisfies Record<string, keyof DialingOptions>;

const numbers: ReadonlySet<string> = new Set(['speed', 'seed', 'lines']);

function readPort(wished: string | undefined): number | undefined {
	if (wished === undefined) return undefined;
	const port = Number(wished);
	if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
	throw new Error(`--port takes a number from 0 to 65535, not ${wished}`);
}

function readDialing(values: Readonly<Record<string, unknown>>): Partial<DialingOptions> {
	const options: Record<string, unknown> = {};
	for (const [flag, name] of Object.entries(dialingNames)) {
		const value = values[flag];
		if (value === undefined) continue;
		const isNumber = numbers.has(flag) && value !== 'max';
		options[name] = isNumber ? Number(value) : value;
		try {
			readDialingOptions({ [name]: options[name] });
		} catch {
			throw new Error(`--${flag} cannot be ${String(value)}`);
		}
	}
	return options;
}

/** Reads the command line, or says which part of it cannot be. */
export function readArguments(args: readonly string[]): Arguments {
	const flags = Object.fromEntries(Object.keys(dialingNames).map((flag) => [flag, text]));
	const { values } = parseArgs({
		args: [...args],
		options: { port: text, dial: { type: 'boolean' }, ...flags },
	}) as { values: Readonly<Record<string, string | boolean | undefined>> };
	const dialing = readDialing(values);
	const dials = values.dial === true || Object.keys(dialing).length > 0;
	return {
		port: readPort(values.port as string | undefined),
		...(dials && { dialing }),
	};
}
