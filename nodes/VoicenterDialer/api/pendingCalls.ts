import { sleep, type IDataObject } from 'n8n-workflow';
import { sendRequest, type Connection, type SendOptions } from './client';
import { encode, type DialerRequest } from './encode';
import { faultOf, type Failure } from './failure';
import { isRecord } from './json';
import { canonicalPhoneNumber } from './phone';

/** The calls waiting in a campaign, by canonical phone number. */
export type WaitingCalls = ReadonlyMap<string, readonly IDataObject[]>;

export type PendingRead =
	| { readonly ok: true; readonly waiting: WaitingCalls }
	| { readonly ok: false; readonly failure: Failure };

/** Reads the calls waiting in a campaign (guide, 6.12). */
export class PendingCalls {
	private readonly running = new Map<string, Promise<PendingRead>>();

	private readonly next = new Map<string, Promise<PendingRead>>();

	constructor(
		private readonly connection: Connection,
		private readonly options: SendOptions,
	) {}

	/**
	 * Reads the queue as of now. A read already in flight may miss recent changes, so all callers
	 * during it share the next one.
	 */
	async readFromNow(campaign: string): Promise<PendingRead> {
		const waiting = this.next.get(campaign);
		if (waiting !== undefined) return await waiting;
		const running = this.running.get(campaign);
		if (running === undefined) return await this.start(campaign);
		const next = running.then(async () => {
			this.next.delete(campaign);
			return await this.start(campaign);
		});
		this.next.set(campaign, next);
		return await next;
	}

	private async start(campaign: string): Promise<PendingRead> {
		const read = this.read(campaign).finally(() => this.running.delete(campaign));
		this.running.set(campaign, read);
		return await read;
	}

	private async read(campaign: string): Promise<PendingRead> {
		const method = 'GetCampaignPendingCalls';
		const request = { method, parameters: { Campaign: campaign }, variables: {} } as const;
		const encoded = encode(request, 'json');
		const outcome = await sendRequest(this.connection, method, encoded, this.options);
		if (!outcome.ok) return outcome;
		const calls = callsIn(outcome.answer.Data);
		const waiting = calls && (await byPhone(calls));
		if (waiting === undefined) return { ok: false, failure: faultOf('queueUnclear') };
		return { ok: true, waiting };
	}
}

/** The queue, or `undefined` if the response does not list it completely. */
function callsIn(data: unknown): unknown[] | undefined {
	if (!isRecord(data) || !Array.isArray(data.Calls)) return undefined;
	const { TotalPendingCalls = 0, TotalAwaitingCalls = 0 } = isRecord(data.Campaign)
		? data.Campaign
		: data;
	const { length } = data.Calls;
	const isWhole =
		Number(TotalPendingCalls) <= length && (length > 0 || Number(TotalAwaitingCalls) === 0);
	return isWhole ? data.Calls : undefined;
}

/** How many calls to read before n8n gets its turn. */
const callsPerTurn = 10_000;

/** @returns `undefined` if one of them is not a call */
async function byPhone(calls: readonly unknown[]): Promise<WaitingCalls | undefined> {
	const waiting = new Map<string, IDataObject[]>();
	for (const [index, call] of calls.entries()) {
		if (index > 0 && index % callsPerTurn === 0) await sleep(0);
		if (!isCall(call)) return undefined;
		const phone = phoneOf(call);
		if (!/^\d+$/.test(phone)) return undefined;
		const others = waiting.get(phone);
		if (others === undefined) waiting.set(phone, [call]);
		else others.push(call);
	}
	return waiting;
}

const isCall = (call: unknown): call is IDataObject =>
	isRecord(call) && (typeof call.Phone === 'string' || typeof call.Phone === 'number');

/**
 * Identifies a call, to compare a sent lead with the waiting calls (guide, 6.12). Equal for the same
 * call, however its phone number is written. The queue shows an unsent field as empty or 0, and a
 * number possibly as text, since form and query encodings send text.
 */
export function fingerprintOfRequest({ parameters, variables }: DialerRequest): string {
	const { Target, Callerid, CallerID, CallerName, CustomerName, OriginateTime, Priority } =
		parameters;
	return fingerprint(
		canonicalPhoneNumber(String(Target)),
		[Callerid ?? CallerID, CallerName, CustomerName, OriginateTime, Priority],
		variables,
	);
}

/** @returns `undefined` for a call with unreadable data: it matches no lead */
export function fingerprintOfCall(call: IDataObject): string | undefined {
	const { CallerID, CallerName, CustomerName, OriginateTime, Priority } = call;
	const variables = call.CustomData ?? {};
	if (typeof variables !== 'object' || Array.isArray(variables)) return undefined;
	return fingerprint(
		phoneOf(call),
		[CallerID, CallerName, CustomerName, OriginateTime, Priority],
		variables as IDataObject,
	);
}

/** The waiting call's canonical phone number. */
const phoneOf = ({ Phone }: IDataObject): string => canonicalPhoneNumber(String(Phone ?? ''));

const fingerprint = (
	phone: string,
	fields: readonly unknown[],
	variables: Readonly<Record<string, unknown>>,
): string =>
	JSON.stringify([
		phone,
		fields.map(orNothing),
		Object.entries(variables)
			.map(([name, value]) => [name, String(value)])
			.sort(([a], [b]) => (a < b ? -1 : 1)),
	]);

const orNothing = (value: unknown): string => {
	const text = String(value ?? '');
	return text === '0' ? '' : text;
};
