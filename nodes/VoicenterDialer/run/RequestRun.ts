import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { sendRequest } from '../api/client';
import { encode, type DialerRequest } from '../api/encode';
import { faultOf, InputError } from '../api/failure';
import type { Outcome } from '../api/outcome';
import { parameterReader, type ItemSource, type ReadParameter } from '../input/parameterReader';
import type { Credential } from '../n8n/credential';
import { failedItem, toNodeError, type Obstacle } from '../n8n/nodeErrors';
import type { Operation } from '../operations/operation';
import { shownValue, subjectPaths, toRequest } from '../operations/toRequest';
import { CircuitBreaker } from './circuitBreaker';
import type { Item } from './lead';
import { readOptions, type Options } from './options';

export interface RequestRunParts {
	readonly operation: Operation;
	readonly node: INode;
	/** The IANA time zone for times without one. */
	readonly zone: string;
	readonly credential: Credential | InputError;
	readonly signal?: AbortSignal;
	readonly continuesOnFail: boolean;
}

interface Prepared {
	readonly request: DialerRequest;
	readonly options: Options;
}

/** Runs an operation that is not about leads: one request per item, one output item per record. */
export class RequestRun {
	private readonly breaker = new CircuitBreaker(Infinity);

	private readonly readerFor: (source: ItemSource) => ReadParameter;

	constructor(private readonly parts: RequestRunParts) {
		this.readerFor = parameterReader(parts.node.parameters);
	}

	/** @throws NodeApiError or NodeOperationError unless the node continues on errors */
	async run(item: Item): Promise<INodeExecutionData[]> {
		const { operation, credential } = this.parts;
		const read = this.readerFor(item.source);
		const prepared = this.prepare(read);
		if (prepared instanceof InputError) return this.fail(item, read, prepared);
		if (credential instanceof InputError) return this.fail(item, read, credential);
		const { request } = prepared;
		const outcome = await this.send(item, prepared, credential);
		if (!outcome.ok) return this.fail(item, read, outcome.failure, request);
		const { description, answer } = outcome;
		const records = operation.output?.({ request, description, answer, read }) ?? [];
		return records.map((json) => ({ json, pairedItem: { item: item.itemIndex } }));
	}

	private prepare(read: ReadParameter): Prepared | InputError {
		const { operation, zone } = this.parts;
		try {
			return { options: readOptions(read, false), request: toRequest(operation, read, zone) };
		} catch (error) {
			return InputError.from(error);
		}
	}

	private async send(
		{ send }: Item,
		{ request, options }: Prepared,
		{ baseUrl, accountCode }: Credential,
	): Promise<Outcome> {
		const { operation, signal } = this.parts;
		const campaign = String(request.parameters.Campaign);
		if (signal?.aborted) return { ok: false, failure: faultOf('stopped') };
		const openedBy = this.breaker.openedBy(campaign);
		if (openedBy !== undefined) return openedBy;
		const outcome = await sendRequest(
			{ send, baseUrl, secret: accountCode, signal },
			operation.method,
			encode(request, options.encoding),
			options,
		);
		this.breaker.note(campaign, outcome);
		return outcome;
	}

	/** @param sent the request, if one was sent */
	private fail(
		{ itemIndex }: Item,
		read: ReadParameter,
		obstacle: Obstacle,
		sent?: DialerRequest,
	): INodeExecutionData[] {
		const { operation, node, zone, continuesOnFail } = this.parts;
		if (!continuesOnFail) throw toNodeError(node, obstacle, itemIndex);
		const subject: IDataObject = {};
		const wireNames = new Map(
			Object.entries<string>(operation.request).map(([wireName, path]) => [path, wireName]),
		);
		for (const path of subjectPaths(operation)) {
			subject[path] =
				sent?.parameters[String(wireNames.get(path))] ?? shownValue(operation, read, path, zone);
		}
		return [failedItem(node, obstacle, itemIndex, subject)];
	}
}
