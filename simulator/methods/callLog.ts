import { dialerCallTypes } from '../../nodes/VoicenterDialer/api/methods';
import { cdrsOf, type Cdr } from '../dialing/cdrs';
import { localSeconds, type SimulatedCall } from '../dialing/simulatedCall';
import type { SimulatorOptions } from '../options';
import type { ParsedRequest } from '../parse/parseRequest';
import type { Fields } from '../parse/readFields';
import type { Account } from '../state/account';
import { canonicalPhone } from '../state/call';
import type { Answer } from './answer';

/** The call log of the account (vendor's practice). */
export class CallLog {
	/** When the requests of the last minute came, in real milliseconds. */
	private arrivals: number[] = [];

	/** @param calls those that have ended */
	answer(
		{ fields, violations, rejection }: ParsedRequest,
		calls: readonly SimulatedCall[],
		account: Account,
		options: SimulatorOptions,
	): Answer {
		if (options.forbidden) return failure(403, 4, 'IP is not authorized');
		if (!this.takes(options.callLogPerMinute)) return failure(403, 1, 'Too many requests');
		const [request] = fields;
		if (rejection === undefined && request.code !== account.code) {
			return failure(403, 2, 'Code is not authorized');
		}
		const violation = rejection ?? (options.strict ? violations[0] : undefined);
		if (violation !== undefined) return failure(404, 5, violation);
		const range = rangeOf(request);
		if (range === undefined) return failure(404, 5, 'Date range is invalid');
		const found = search(calls, range, request);
		const names = new Set((request.values.fields ?? []) as readonly string[]);
		const list = found
			.slice(0, options.callLogPageSize)
			.map((record) =>
				Object.fromEntries(Object.entries(record).filter(([name]) => names.has(name))),
			);
		const body = {
			ERROR_NUMBER: 0,
			ERROR_DESCRIPTION: 'OK',
			STATUS_CODE: 200,
			TOTAL_HITS: found.length,
			RETURN_HITS: list.length,
			CDR_LIST: list,
		};
		return { status: 200, body };
	}

	private takes(perMinute: number): boolean {
		const now = performance.now();
		this.arrivals = this.arrivals.filter((arrival) => arrival > now - 60_000);
		if (this.arrivals.length >= perMinute) return false;
		this.arrivals.push(now);
		return true;
	}
}

const failure = (status: number, number: number, description: string): Answer => ({
	status,
	body: {
		ERROR_NUMBER: number,
		ERROR_DESCRIPTION: description,
		STATUS_CODE: status,
		TOTAL_HITS: 0,
		RETURN_HITS: 0,
		CDR_LIST: [],
	},
});

interface Range {
	readonly fromMs: number;
	readonly toMs: number;
}

function rangeOf({ values }: Fields): Range | undefined {
	const fromMs = Date.parse(String(values.fromdate));
	const toMs = Date.parse(String(values.todate));
	return fromMs <= toMs ? { fromMs, toMs } : undefined;
}

/** No leg starts later than this after its call. */
const longestRingMs = 600_000;

function search(
	calls: readonly SimulatedCall[],
	{ fromMs, toMs }: Range,
	{ values }: Fields,
): LoggedLeg[] {
	const phones = listOf(values.phones)?.map(canonicalPhone);
	const extensions = listOf(values.extensions);
	const types = listOf(values.cdrTypes);
	const isWanted = (leg: LoggedLeg) =>
		leg.DateEpoch * 1000 >= fromMs &&
		leg.DateEpoch * 1000 <= toMs &&
		(values.callID === undefined || leg.CallID === values.callID) &&
		(types?.includes(String(leg.CdrType)) ?? true) &&
		(extensions?.some((sip) => [leg.Callerextension, leg.Targetextension].includes(sip)) ?? true) &&
		(phones?.some((phone) =>
			[leg.CallerNumber, leg.TargetNumber].map(canonicalPhone).includes(phone),
		) ??
			true);
	return calls
		.filter(
			({ startedAtMs }) =>
				startedAtMs >= fromMs - longestRingMs - 1000 && startedAtMs <= toMs + 1000,
		)
		.flatMap((call) => cdrsOf(call).map((cdr) => loggedLeg(call, cdr)))
		.filter(isWanted)
		.sort((one, other) => one.DateEpoch - other.DateEpoch);
}

const listOf = (value: unknown): readonly string[] | undefined =>
	value === undefined ? undefined : (value as readonly string[]);

const numberOf: Readonly<Record<string, number>> = {
	...dialerCallTypes.agentDialer,
	...dialerCallTypes.ivrDialer,
};

type LoggedLeg = ReturnType<typeof loggedLeg>;

/** A leg of a call, in the words of the call log. */
function loggedLeg({ startedAtMs, timeZone, agent }: SimulatedCall, { type, fields }: Cdr) {
	const text = (name: string) => String(fields[name] ?? '');
	const laterSeconds = Number(fields.time) - localSeconds(startedAtMs, timeZone);
	const epoch = Math.floor(startedAtMs / 1000) + laterSeconds;
	const isAgentLeg = type === 'ProductiveCall Leg1';
	return {
		CallID: text('ivruniqueid'),
		Date: new Date(epoch * 1000).toISOString().replace('.000Z', 'Z'),
		DateEpoch: epoch,
		Type: type,
		CdrType: numberOf[type],
		DialStatus: text('status'),
		CallerNumber: text('caller'),
		TargetNumber: text('target'),
		Callerextension: isAgentLeg ? '' : text('extenUser'),
		Targetextension: isAgentLeg ? (agent ?? '') : '',
		DID: text('did'),
		Duration: Number(fields.duration),
		RingTime: Number(fields.dialtime),
		QueueName: text('queuename'),
		RepresentativeName: text('representative_name'),
		RepresentativeCode: text('representative_code'),
		UserName: text('representative_name'),
		UserId: 0,
		DepartmentName: text('DepartmentName'),
		DepartmentId: Number(fields.DepartmentID),
		RecordURL: text('record'),
		RecordExpect: text('record') !== '',
		DTMFData: (fields.IVR as Layer[]).map(({ layer_name, layer_number, Dtmf }) => ({
			LayerName: layer_name,
			DTMF: String(Dtmf),
			LayerNumber: layer_number,
		})),
		CustomData: fields.CustomData,
		Price: Number(fields.price),
		TargetPrefixName: text('target_country'),
	};
}

interface Layer {
	readonly layer_name: string;
	readonly layer_number: number;
	readonly Dtmf: number | string;
}
