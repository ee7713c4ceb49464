import type { IDataObject } from 'n8n-workflow';

/** A campaign as the service describes it now; `null` is what it does not say. */
export interface Campaign {
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
export function readCampaign(record: IDataObject): Campaign {
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
