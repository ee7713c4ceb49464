import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { readCallLog } from '../api/callLog';
import { sendRequest } from '../api/client';
import { encode, type DialerRequest } from '../api/encode';
import { faultOf, InputError } from '../api/failure';
import { callLogRequestsPerMinute, methodOf } from '../api/methods';
import type { Outcome } from '../api/outcome';
import type { Redactor } from '../api/redaction';
import { parameterReader, type ItemSource, type ReadParameter } from '../input/parameterReader';
import { redactorOf, type Credential } from '../n8n/credential';
import { failedItem, redactObstacle, toNodeError, type Obstacle } from '../n8n/nodeErrors';
import { limitOf, type Operation } from '../operations/operation';
import { shownValue, subjectPaths, toRequest, toUtc } from '../operations/toRequest';
import { callLogReader } from './callLogRecord';
import { CircuitBreaker } from './circuitBreaker';
import type { Item } from './lead';
import { yieldToEventLoop } from './limiter';
import { readOptions, type Options } from './options';
import { RateLimiter } from './rateLimiter';

export interface RequestRunParts {
	readonly operation: Operation;
	readonly node: INode;
	/** The IANA time zone for times without one. */
	readonly zone: string;
	readonly credential: Credential | InputError;
	readonly signal?: AbortSignal;
	readonly continuesOnFail: boolean;
	/** Send only one request for an item, also where more are needed. */
	readonly isSingleRequest?: boolean;
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
		if (operation.method === 'CallLog') {
			return await this.readCallLog(item, read, prepared, credential);
		}
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

	/** Reads the records of all requests into items at once, so that each answer can be released. */
	private async readCallLog(
		item: Item,
		read: ReadParameter,
		{ request, options }: Prepared,
		credential: Credential,
	): Promise<INodeExecutionData[]> {
		const { zone, signal, isSingleRequest } = this.parts;
		const pairedItem = { item: item.itemIndex };
		const items: INodeExecutionData[] = [];
		const limit = limitOf(read);
		const { isWanted, toOutput } = callLogReader(read, zone);
		const { baseUrl, accountCode } = credential;
		const turn = async () => await rateLimiterFor(baseUrl, accountCode).enter(signal);
		const failure = await readCallLog({
			range: {
				from: secondsOf(request.parameters.fromdate),
				to: secondsOf(request.parameters.todate),
			},
			isSingleRequest,
			ask: async ({ from, to }) => {
				const parameters = { ...request.parameters, fromdate: toUtc(from), todate: toUtc(to) };
				const part = { options, request: { ...request, parameters } };
				return await this.send(item, part, credential, turn);
			},
			take: async (records, isComplete) => {
				const wanted = records.filter(isWanted);
				const left = limit - items.length;
				const hasEnough = wanted.length >= left;
				if (!isComplete && !hasEnough) return false;
				for (const record of wanted.slice(0, left)) {
					await this.nextTurn();
					items.push({ json: this.redact(toOutput(record), request), pairedItem });
				}
				return hasEnough;
			},
		});
		return failure === undefined ? items : this.fail(item, read, failure, request);
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
		turn?: () => Promise<void>,
	): Promise<Outcome> {
		const { operation, signal } = this.parts;
		const campaign = String(request.parameters.Campaign ?? '');
		if (signal?.aborted) return { ok: false, failure: faultOf('stopped') };
		const openedBy = this.breaker.openedBy(campaign);
		if (openedBy !== undefined) return openedBy;
		await turn?.();
		const { method, isRepeatable } = operation;
		const takesEncoding = methodOf(method).encodings.includes(options.encoding);
		const encoded = encode(request, takesEncoding ? options.encoding : 'json');
		const outcome = await sendRequest(
			{ send, baseUrl, secret: accountCode, signal },
			method,
			encoded,
			{
				...options,
				isRepeatable,
				beforeRepeat: async () => {
					await turn?.();
					return encoded;
				},
			},
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

const secondsOf = (time: unknown): number => Date.parse(String(time)) / 1000;

const minuteMs = 60_000;
const rateLimiters = new Map<string, RateLimiter>();

/** All executions of this process share the requests that the call log takes of an account. */
function rateLimiterFor(baseUrl: string, accountCode: string): RateLimiter {
	const account = `${baseUrl} ${accountCode}`;
	const known = rateLimiters.get(account);
	if (known !== undefined) return known;
	const limiter = new RateLimiter(callLogRequestsPerMinute, minuteMs);
	rateLimiters.set(account, limiter);
	return limiter;
}

/** By the parameter in the node. */
const wireNamesOf = ({ request }: Operation): ReadonlyMap<string, string> =>
	new Map(Object.entries<string>(request).map(([wireName, path]) => [path, wireName]));
