import type { FunctionsBase, INode } from 'n8n-workflow';
import { credentialOf, type Credential } from '../transport/Credential';
import { Gate } from '../transport/Gate';
import type { InputError } from '../transport/InputError';
import type { PendingCalls } from '../transport/PendingCalls';
import { RejectedCampaigns } from '../transport/RejectedCampaigns';
import { Claims } from './Claims';
import type { Ledger } from './ledger/Ledger';
import type { ReadParameter } from './Operation';
import { parameterReader, type ItemSource } from './parameterReader';

/** What all items of one node execution share. */
export interface NodeExecution {
	readonly node: INode;
	readonly gate: Gate;
	readonly rejectedCampaigns: RejectedCampaigns;
	readonly claims: Claims;
	/** For operations about a lead. */
	readonly ledger?: Ledger;
	readonly credential: Promise<Credential | InputError>;
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
	getExecutionCancelSignal(): AbortSignal | undefined;
};

interface Beginning extends Pick<NodeExecution, 'ledger' | 'continuesOnFail'> {
	readonly maxConcurrency: unknown;
	readonly onIdle?: () => void;
}

export const startExecution = (
	context: ExecutionContext,
	{ ledger, continuesOnFail, maxConcurrency, onIdle }: Beginning,
): NodeExecution => ({
	node: context.getNode(),
	gate: new Gate(Number(maxConcurrency) >= 1 ? Math.floor(Number(maxConcurrency)) : 1, onIdle),
	rejectedCampaigns: new RejectedCampaigns(rejectionsInARow),
	claims: new Claims(),
	ledger,
	credential: credentialOf(context),
	readerFor: parameterReader(context.getNode().parameters),
	zone: context.getTimezone(),
	continuesOnFail,
	signal: context.getExecutionCancelSignal(),
});

/** One lead alone may be rejected by mistake; so many mean that the campaign's code is wrong. */
const rejectionsInARow = 10;

/** Requests in flight where the options say nothing else. */
export const defaultConcurrency = 10;
