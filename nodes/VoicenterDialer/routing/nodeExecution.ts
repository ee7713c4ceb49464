import type { IExecuteData } from 'n8n-workflow';
import { Gate } from '../transport/Gate';

/** What all items of one node execution share. */
export interface NodeExecution {
	readonly gate: Gate;
	readonly credential: Promise<Credential>;
}

export interface Credential {
	readonly baseUrl: string;
	readonly accountCode: string;
	readonly sendAccountCode: string;
}

const running = new WeakMap<IExecuteData, NodeExecution>();

/**
 * n8n starts all items of a declarative operation at once, each with a context of its own; what
 * they have in common is the execution's data. A new try of the node starts afresh.
 */
export function nodeExecutionOf(
	executeData: IExecuteData,
	start: () => { maxConcurrency: number; credential: Promise<Credential> },
): NodeExecution {
	const known = running.get(executeData);
	if (known !== undefined) return known;
	const { maxConcurrency, credential } = start();
	const gate = new Gate(maxConcurrency, () => running.delete(executeData));
	const started = { gate, credential };
	running.set(executeData, started);
	return started;
}
