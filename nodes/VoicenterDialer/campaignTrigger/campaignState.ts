import type { IDataObject } from 'n8n-workflow';
import type { DialerRequest } from '../api/encode';
import { faultOf, type Failure } from '../api/failure';
import { recordsIn } from '../api/json';
import type { Answer } from '../api/outcome';
import type { Redactor } from '../api/redaction';

export const campaignEvents = ['queueLow', 'queueEmpty', 'statusChanged'] as const;
export type CampaignEvent = (typeof campaignEvents)[number];

/** The trigger's parameters. */
export interface Watch {
	readonly event: CampaignEvent;
	/** The campaign's code. */
	readonly campaign: string;
	/** A queue event fires at this number of waiting calls or fewer. */
	readonly threshold: number;
}

/** State that was stored for other parameters does not apply to these. */
const watchKey = ({ event, campaign, threshold }: Watch): string =>
	[event, ...(event === 'queueLow' ? [threshold] : []), campaign].join(' ');

/** A campaign’s current state. `null`: the service’s answer does not contain it. */
export interface CampaignState {
	readonly name: string | null;
	readonly status: string | null;
	readonly pendingCalls: number | null;
}

/**
 * Reads a record of GetCampaignList or GetCampaignDetails. Agent campaigns count their queue in
 * TotalPendingCalls, IVR and predictive campaigns in TotalAwaitingCalls (vendor's practice). If both
 * are present, the one that does not apply is 0.
 */
function readCampaignState(record: IDataObject, redactor: Redactor): CampaignState {
	const counts = [record.TotalPendingCalls, record.TotalAwaitingCalls].flatMap(readCount);
	return {
		name: redactor.value(readText(record.Name)),
		status: redactor.value(readText(record.StatusName)),
		pendingCalls: counts.length === 0 ? null : Math.max(...counts),
	};
}

/** Numbers can be text. An invalid count is ignored, never read as 0. */
function readCount(value: unknown): number[] {
	const isCount = typeof value === 'number' || (typeof value === 'string' && /\d/.test(value));
	const count = isCount ? Number(value) : NaN;
	return Number.isSafeInteger(count) && count >= 0 ? [count] : [];
}

const readText = (value: unknown): string | null =>
	typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

type Ask = (
	request: Omit<DialerRequest, 'variables'>,
) => Promise<{ readonly answer: Answer; readonly redactor: Redactor }>;

/**
 * Needs one request if the campaign list includes the number of waiting calls (vendor's practice, and
 * the only place that has it for every type of campaign). According to the guide, the list has only
 * names and statuses (6.3), and the details have the number (6.14).
 */
export async function fetchCampaignState(ask: Ask, code: string): Promise<CampaignState> {
	const { answer, redactor } = await ask({ method: 'GetCampaignList', parameters: {} });
	const record = recordsIn(answer.Data).find(({ Code }) => String(Code).trim() === code);
	const listed = readCampaignState(record ?? {}, redactor);
	if (listed.status === 'Deleted' || listed.pendingCalls !== null) return listed;

	const { answer: answered } = await ask({
		method: 'GetCampaignDetails',
		parameters: { Campaign: code },
	});
	const details = (answered.Data ?? {}) as IDataObject;
	const { name, status, pendingCalls } = readCampaignState(details, redactor);
	return { name: listed.name ?? name, status: listed.status ?? status, pendingCalls };
}

/** What the last poll found, and whether the queue was at the threshold then. */
export interface Memory extends Pick<CampaignState, 'status' | 'pendingCalls'> {
	readonly isReached: boolean;
}

/** @returns `undefined` if the static data belongs to other parameters */
export function recall(data: IDataObject, watch: Watch): Memory | undefined {
	const { watch: key, isReached, status, pendingCalls } = data;
	if (key !== watchKey(watch)) return undefined;
	return {
		isReached: isReached === true,
		status: typeof status === 'string' ? status : null,
		pendingCalls: typeof pendingCalls === 'number' ? pendingCalls : null,
	};
}

/** n8n stores the node's static data as plain JSON. */
export function remember(data: IDataObject, watch: Watch, memory: Memory): void {
	Object.assign(data, { watch: watchKey(watch), ...memory });
}

export type Detection =
	| { readonly fires: boolean; readonly memory: Memory }
	| { readonly failure: Failure };

/**
 * Whether this poll fires the event. At the first poll, a queue event fires if the queue is at the
 * threshold, and a status counts as unchanged.
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
