import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { sendRequest } from '../api/client';
import { encode, type DialerRequest } from '../api/encode';
import { faultOf, InputError } from '../api/failure';
import type { Outcome } from '../api/outcome';
import type { Redactor } from '../api/redaction';
import { parameterReader, type ItemSource, type ReadParameter } from '../input/parameterReader';
import { redactorOf, type Credential } from '../n8n/credential';
import { failedItem, redactObstacle, toNodeError, type Obstacle } from '../n8n/nodeErrors';
import type { Operation } from '../operations/operation';
import { shownValue, subjectPaths, toRequest } from '../operations/toRequest';
import { CircuitBreaker } from './circuitBreaker';
import type { Item } from './lead';
import { yieldToEventLoop } from './limiter';
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

	private readonly redactor: Redactor;

	private readonly nextTurn = yieldToEventLoop();

	constructor(private readonly parts: RequestRunParts) {
		this.redactor = redactorOf(parts.credential);
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
		const items: INodeExecutionData[] = [];
		for (const record of records) {
			const turn = this.nextTurn();
			if (turn !== undefined) await turn;
			const json = this.redact(record, request);
			items.push({ json, pairedItem: { item: item.itemIndex } });
		}
		return items;
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

	/** The campaign and the member of the request have to stay usable for the next node. */
	private redact(record: IDataObject, { parameters }: DialerRequest): IDataObject {
		const redacted = this.redactor.value(record);
		if (redacted === record) return record;
		const wireNames = wireNamesOf(this.parts.operation);
		const own = subjectPaths(this.parts.operation).filter(
			(path) => path in record && record[path] === parameters[String(wireNames.get(path))],
		);
		return {
			...redacted,
			...Object.fromEntries(own.map((name) => [name, this.redactor.ownValue(record[name])])),
		};
	}

	/** @param sent the request, if one was sent */
	private fail(
		{ itemIndex }: Item,
		read: ReadParameter,
		raw: Obstacle,
		sent?: DialerRequest,
	): INodeExecutionData[] {
		const { operation, node, zone, continuesOnFail } = this.parts;
		const obstacle = redactObstacle(raw, this.redactor);
		if (!continuesOnFail) throw toNodeError(node, obstacle, itemIndex);
		const subject: IDataObject = {};
		const wireNames = wireNamesOf(operation);
		for (const path of subjectPaths(operation)) {
			const value =
				sent?.parameters[String(wireNames.get(path))] ?? shownValue(operation, read, path, zone);
			subject[path] = this.redactor.ownValue(value);
		}
		return [failedItem(node, obstacle, itemIndex, subject)];
	}
}

/** By the parameter in the node. */
const wireNamesOf = ({ request }: Operation): ReadonlyMap<string, string> =>
	new Map(Object.entries<string>(request).map(([wireName, path]) => [path, wireName]));
