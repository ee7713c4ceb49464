import { isRecord } from './checks';

/** What can be changed while the simulator runs. */
export interface SimulatorOptions {
	/** Answer an offence against the guide with ErrorCode 2; otherwise only record it. */
	strict: boolean;
	/** On which methods a missing Code is an error. */
	requireCode: 'everyRequest' | 'campaignListOnly';
	/** Answer 403, as the service does to an address that is not allow-listed. */
	forbidden: boolean;
	/** How long every answer takes. */
	latencyMs: number;
	/**
	 * `counts` keeps numbers only, for requests by the hundred thousand; `leads` besides them the calls
	 * that were dialed, and which leads were sent again.
	 */
	log: 'full' | 'leads' | 'counts';
	/** `guide` leaves out what only the vendor's practice knows (AddResult, awaiting calls). */
	answers: 'vendor' | 'guide';
}

export const defaultOptions: Readonly<SimulatorOptions> = {
	strict: true,
	requireCode: 'everyRequest',
	forbidden: false,
	latencyMs: 0,
	log: 'full',
	answers: 'vendor',
};

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
