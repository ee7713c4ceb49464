import type { IDataObject } from 'n8n-workflow';
import type { Campaign } from './Campaign';
import { keyOf, type Watch } from './Watch';

/** What the last poll saw, and whether the queue had reached the watched state then. */
export interface Memory extends Pick<Campaign, 'status' | 'pendingCalls'> {
	readonly isReached: boolean;
}

/** Reads the node's static data; nothing where it belongs to other settings. */
export function recall(data: IDataObject, watch: Watch): Memory | undefined {
	const { watch: key, isReached, status, pendingCalls } = data;
	if (key !== keyOf(watch)) return undefined;
	return {
		isReached: isReached === true,
		status: typeof status === 'string' ? status : null,
		pendingCalls: typeof pendingCalls === 'number' ? pendingCalls : null,
	};
}

/** Plain JSON: n8n stores the node's static data as it is. */
export function remember(data: IDataObject, watch: Watch, memory: Memory): void {
	Object.assign(data, { watch: keyOf(watch), ...memory });
}
