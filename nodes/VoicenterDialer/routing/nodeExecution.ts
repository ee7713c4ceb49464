import type {
	IDataObject,
	IExecuteData,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { Gate } from '../transport/Gate';
import type { PendingCalls } from '../transport/PendingCalls';
import { Claims } from './Claims';
import { openLedger } from './ledger/openLedger';
import type { Ledger } from './ledger/Ledger';
import type { Operation, ReadParameter } from './Operation';
import { parameterReader, type ItemSource } from './parameterReader';

/** What all items of one node execution share. */
export interface NodeExecution {
	readonly gate: Gate;
	readonly claims: Claims;
	/** For operations about a lead. */
	readonly ledger?: Ledger;
	readonly credential: Promise<Credential>;
	readonly readerFor: (source: ItemSource) => ReadParameter;
	/** Made when a lead has to be looked for. */
	pendingCalls?: PendingCalls;
}

export interface Credential {
	readonly baseUrl: string;
	readonly accountCode: string;
	readonly sendAccountCode: string;
}

const running = new WeakMap<IExecuteData, NodeExecution>();

const defaultConcurrency = 10;

/**
 * n8n starts all items of a declarative operation at once, each with a context of its own; what
 * they have in common is the execution's data. A new try of the node starts afresh.
 */
export function nodeExecutionOf(
	context: IExecutePaginationFunctions,
	operation: Operation,
): NodeExecution {
	const executeData = context.getExecuteData();
	const known = isTool(context) ? undefined : running.get(executeData);
	if (known !== undefined) return known;
	const gate = new Gate(maxConcurrencyOf(context), () => running.delete(executeData));
	const started = {
		gate,
		claims: new Claims(),
		ledger: operation.verdict && openLedger(context, operation, itemsOf(executeData)),
		credential: context.getCredentials<Credential & IDataObject>('voicenterDialerApi'),
		readerFor: parameterReader(context.getNode().parameters),
	};
	running.set(executeData, started);
	return started;
}

function maxConcurrencyOf(context: IExecutePaginationFunctions): number {
	const number = Number(context.getNodeParameter('options.maxConcurrency', defaultConcurrency));
	return number >= 1 ? Math.floor(number) : defaultConcurrency;
}

/** As a tool, the node gets its input another way. */
const itemsOf = ({ data }: IExecuteData): readonly INodeExecutionData[] =>
	(data.main ?? data.ai_tool)?.[0] ?? [];

/** Calls of a tool may share the data of the agent that makes them; each is a run of its own. */
const isTool = (context: IExecutePaginationFunctions): boolean =>
	context.getNode().type.endsWith('Tool');
