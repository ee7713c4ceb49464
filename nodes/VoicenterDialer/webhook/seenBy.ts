import { SeenEvents } from '../events/SeenEvents';

const memories = new Map<string, SeenEvents>();

/** The one memory of a trigger in this process, kept while the workflow is edited or switched off. */
export function seenBy(workflowId: string, nodeId: string): SeenEvents {
	const key = `${workflowId} ${nodeId}`;
	const memory = memories.get(key) ?? new SeenEvents();
	memories.set(key, memory);
	return memory;
}
