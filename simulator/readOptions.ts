import { isRecord } from './isRecord';
import type { SimulatorOptions } from './SimulatorOptions';

const isOneOf =
	(...allowed: unknown[]) =>
	(value: unknown) =>
		allowed.includes(value);

const checks: Record<keyof SimulatorOptions, (value: unknown) => boolean> = {
	strict: isOneOf(true, false),
	requireCode: isOneOf('everyRequest', 'campaignListOnly'),
	forbidden: isOneOf(true, false),
	latencyMs: (value) => typeof value === 'number' && value >= 0,
	log: isOneOf('full', 'leads', 'counts'),
	answers: isOneOf('vendor', 'guide'),
};

/** Options that came over the network, or an error that names the wrong one. */
export function readOptions(body: unknown): Partial<SimulatorOptions> {
	if (!isRecord(body)) throw new Error('The options must be a JSON object');
	for (const [name, value] of Object.entries(body)) {
		if (!Object.hasOwn(checks, name)) throw new Error(`Unknown option: ${name}`);
		if (!checks[name as keyof SimulatorOptions](value)) {
			throw new Error(`Option ${name} cannot be ${JSON.stringify(value)}`);
		}
	}
	return body as Partial<SimulatorOptions>;
}
