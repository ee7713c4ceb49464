import type {
	FunctionsBase,
	IContextObject,
	IDataObject,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';
import { credentialType, type Credential } from '../transport/Credential';
import { Gate } from '../transport/Gate';
import type { PendingCalls } from '../transport/PendingCalls';
import { Claims } from './Claims';
import type { Ledger } from './ledger/Ledger';
import { openLedger } from './ledger/openLedger';
import type { Operation, ReadParameter } from './Operation';
import { parameterReader, type ItemSource } from './parameterReader';

/** What all items of one node execution share. */
export interface NodeExecution {
	readonly node: INode;
	readonly gate: Gate;
	readonly claims: Claims;
	/** For operations about a lead. */
	readonly ledger?: Ledger;
	readonly credential: Promise<Credential>;
	readonly readerFor: (source: ItemSource) => ReadParameter;
	/** IANA zone of times that name none. */
	readonly zone: string;
	readonly continuesOnFail: boolean;
	readonly signal?: AbortSignal;
	/** Made when a lead has to be looked for. */
	pendingCalls?: PendingCalls;
}

/** What n8n's context of a declarative item and that of a custom operation have in common. */
export type ExecutionContext = Pick<FunctionsBase, 'getCredentials' | 'getNode' | 'getTimezone'> & {
	getContext(type: 'node'): IContextObject;
	evaluateExpression(expression: string, itemIndex: number): unknown;
	continueOnFail(): boolean;
	getExecutionCancelSignal(): AbortSignal | undefined;
};

export const startExecution = (
	context: ExecutionContext,
	operation: Operation,
	items: readonly INodeExecutionData[],
	maxConcurrency: unknown,
	onIdle?: () => void,
): NodeExecution => ({
	node: context.getNode(),
	gate: new Gate(Number(maxConcurrency) >= 1 ? Math.floor(Number(maxConcurrency)) : 1, onIdle),
	claims: new Claims(),
	ledger: operation.verdict && openLedger(context, operation, items),
	credential: context.getCredentials<Credential & IDataObject>(credentialType),
	readerFor: parameterReader(context.getNode().parameters),
	zone: context.getTimezone(),
	continuesOnFail: context.continueOnFail(),
	signal: context.getExecutionCancelSignal(),
});

/** Requests in flight where the options say nothing else. */
export const defaultConcurrency = 10;
