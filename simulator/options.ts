import { callLogRequestsPerMinute, maxCallLogRecords } from '../nodes/VoicenterDialer/api/methods';
import { isCount, isOneOf, isRecord, type Check } from './checks';

/** Options that can change while the simulator runs. */
export interface SimulatorOptions {
	/** Answer a violation of the API guide with ErrorCode 2; otherwise only log it. */
	strict: boolean;
	/** Which methods require Code. */
	requireCode: 'everyRequest' | 'campaignListOnly';
	/** Answer 403, as the service does to an address that is not allow-listed. */
	forbidden: boolean;
	/** Delay of every answer. */
	latencyMs: number;
	/**
	 * `counts` keeps only totals, for very large runs. `leads` also keeps the dialed calls and which
	 * leads were sent again. `full` also keeps every request.
	 */
	log: 'full' | 'leads' | 'counts';
	/** The most records in an answer of the call log. */
	callLogPageSize: number;
	/** The most requests to the call log within 60 seconds. */
	callLogPerMinute: number;
	/** `guide` omits what only the vendor's practice has (AddResult, awaiting calls). */
	answers: 'vendor' | 'guide';
}

export const defaultOptions: Readonly<SimulatorOptions> = {
	strict: true,
	requireCode: 'everyRequest',
	forbidden: false,
	latencyMs: 0,
	log: 'full',
	callLogPageSize: maxCallLogRecords,
	callLogPerMinute: callLogRequestsPerMinute,
	answers: 'vendor',
};

const checks: Readonly<Record<keyof SimulatorOptions, Check>> = {
	strict: isOneOf(true, false),
	requireCode: isOneOf('everyRequest', 'campaignListOnly'),
	forbidden: isOneOf(true, false),
	latencyMs: (value) => typeof value === 'number' && value >= 0,
	log: isOneOf('full', 'leads', 'counts'),
	callLogPageSize: isCount,
	callLogPerMinute: isCount,
	answers: isOneOf('vendor', 'guide'),
};

/** Checks options from a request. Throws an error that names the invalid one. */
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
