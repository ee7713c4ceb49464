import type { IDataObject } from 'n8n-workflow';
import type { DialerRequest } from '../api/encode';
import { faultOf, type Failure } from '../api/failure';
import type { Answer } from '../api/outcome';

/** What the trigger waits for. */
export const campaignEvents = ['queueLow', 'queueEmpty', 'statusChanged'] as const;
export type CampaignEvent = (typeof campaignEvents)[number];

/** The trigger's settings, as the panel has them. */
export interface Watch {
	readonly event: CampaignEvent;
	/** The campaign's code. */
	readonly campaign: string;
	/** Of a queue event: it is reached with so many waiting calls, or fewer. */
	readonly threshold: number;
}

/** Other settings watch something else: what was seen before does not count for them. */
const watchKey = ({ event, campaign, threshold }: Watch): string =>
	[event, ...(event === 'queueLow' ? [threshold] : []), campaign].join(' ');

/** A campaign as the service describes it now; `null` is what it does not say. */
export interface CampaignState {
	readonly name: string | null;
	readonly status: string | null;
	/** Calls that wait in the queue. */
	readonly pendingCalls: number | null;
}

/**
 * Reads a record of GetCampaignList or GetCampaignDetails. Agent campaigns count their queue in
 * TotalPendingCalls, IVR and predictive ones in TotalAwaitingCalls (vendor's practice); where both
 * are given, one of them is the other kind's zero.
 */
function readCampaignState(record: IDataObject): CampaignState {
	const counts = [record.TotalPendingCalls, record.TotalAwaitingCalls].flatMap(readCount);
	return {
		name: readText(record.Name),
		status: readText(record.StatusName),
		pendingCalls: counts.length === 0 ? null : Math.max(...counts),
	};
}

/** Numbers may come as text; what is no count is left out, never taken for zero. */
function readCount(value: unknown): number[] {
	const isCount = typeof value === 'number' || (typeof value === 'string' && /\d/.test(value));
	const count = isCount ? Number(value) : NaN;
	return Number.isSafeInteger(count) && count >= 0 ? [count] : [];
}

const readText = (value: unknown): string | null =>
	typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

type Ask = (request: Omit<DialerRequest, 'variables'>) => Promise<Answer>;

/**
 * The campaign's present state, with one request where the service counts waiting calls in its
 * campaign list (vendor's practice, and the one place that counts them for every kind of campaign).
 * By the guide, the list has names and states only (6.3), and the details have the count (6.14).
 */
export async function askCampaign(ask: Ask, code: string): Promise<CampaignState> {
	const { Data: list } = await ask({ method: 'GetCampaignList', parameters: {} });
	const record = (Array.isArray(list) ? (list as IDataObject[]) : []).find(
		({ Code }) => String(Code).trim() === code,
	);
	const listed = readCampaignState(record ?? {});
	if (listed.status === 'Deleted' || listed.pendingCalls !== null) return listed;

	const { Data: details } = await ask({
		method: 'GetCampaignDetails',
		parameters: { Campaign: code },
	});
	const { name, status, pendingCalls } = readCampaignState((details ?? {}) as IDataObject);
	return { name: listed.name ?? name, status: listed.status ?? status, pendingCalls };
}

/** What the last poll saw, and whether the queue had reached the watched state then. */
export interface Memory extends Pick<CampaignState, 'status' | 'pendingCalls'> {
	readonly isReached: boolean;
}

/** Reads the node's static data; nothing where it belongs to other settings. */
export function recall(data: IDataObject, watch: Watch): Memory | undefined {
	const { watch: key, isReached, status, pendingCalls } = data;
	if (key !== watchKey(watch)) return undefined;
	return {
		isReached: isReached === true,
		status: typeof status === 'string' ? status : null,
		pendingCalls: typeof pendingCalls === 'number' ? pendingCalls : null,
	};
}

/** Plain JSON: n8n stores the node's static data as it is. */
export function remember(data: IDataObject, watch: Watch, memory: Memory): void {
	Object.assign(data, { watch: watchKey(watch), ...memory });
}

export type Detection =
	| { readonly fires: boolean; readonly memory: Memory }
	| { readonly failure: Failure };

/**
 * Whether the watched state is entered with what this poll sees. A queue that has reached it when
 * nothing is known yet has entered it; a status that nothing is known of has not changed.
 */
export function detect(watch: Watch, before: Memory | undefined, now: CampaignState): Detection {
	const { status, pendingCalls } = now;
	if (watch.event === 'statusChanged') {
		if (status === null) return { failure: faultOf('noCampaignStatus') };
		const fires = before !== undefined && before.status !== status;
		return { fires, memory: { isReached: false, status, pendingCalls } };
	}
	if (status === 'Deleted') return { failure: faultOf('campaignDeleted') };
	if (pendingCalls === null) return { failure: faultOf('noCallCount') };
	const isReached = pendingCalls <= watch.threshold;
	return { fires: isReached && !before?.isReached, memory: { isReached, status, pendingCalls } };
}
