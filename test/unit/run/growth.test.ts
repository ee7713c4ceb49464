import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { EventDeduplication } from '../../../nodes/VoicenterDialer/callTrigger/deduplication';
import { callLogResource } from '../../../nodes/VoicenterDialer/operations/callLog';
import { callResource } from '../../../nodes/VoicenterDialer/operations/call';
import { customOperations } from '../../../nodes/VoicenterDialer/run/customOperation';
import { WorkflowRow } from '../../harness/processedData';
import { StepCounter } from '../../harness/steps';

const counter = new StepCounter();
afterAll(() => counter.close());

const operations = customOperations([callResource, callLogResource]);
const batchSize = 20;

interface Work {
	readonly resource: 'call' | 'callLog';
	readonly operation: string;
	readonly parameters: IDataObject;
	/** The number of input items for `size` records. */
	readonly itemCount?: (size: number) => number;
	/** The keys that were sent before. */
	readonly knownKeys?: boolean;
	readonly answer: (size: number) => (body: unknown) => object;
}

/** How often the node calls n8n and the service, by what it calls. */
type Calls = Record<string, number>;

interface Count {
	readonly steps: number;
	readonly calls: Calls;
	readonly items: number;
}

const leadAt = (index: number) => ({
	phone: String(972500000000 + index),
	name: `Customer ${index}`,
	id: `lead ${index}`,
});

/** n8n's own context, with plain values: the calls to it count, and n8n's own steps do not. */
class CountingContext {
	readonly calls: Calls = {};

	private readonly remembered = new Set<string>();

	private readonly row = new WorkflowRow();

	private readonly staticData = this.counting('static data', {});

	private readonly nodeData = this.counting('execution data', {});

	private readonly input: INodeExecutionData[];

	private readonly answer: (body: unknown) => object;

	constructor(
		private readonly work: Work,
		size: number,
	) {
		const { itemCount = (count) => count, answer } = work;
		const leads = Array.from({ length: itemCount(size) }, (_, index) => leadAt(index));
		this.input = leads.map((json) => ({
			get json() {
				calls['reads of an item'] = (calls['reads of an item'] ?? 0) + 1;
				return json;
			},
		}));
		const { calls } = this;
		this.answer = answer(size);
	}

	async run(): Promise<INodeExecutionData[]> {
		const { resource, operation } = this.work;
		const [items] = await operations[resource][operation].call(this.context());
		return items;
	}

	private context(): IExecuteFunctions {
		const { parameters, resource, operation } = this.work;
		const node = {
			id: 'dialer',
			name: 'Dialer',
			type: 'n8n-nodes-voicenter-dialer.voicenterDialer',
			typeVersion: 1,
			position: [0, 0],
			parameters: { resource, operation, ...parameters },
		};
		const evaluate = (expression: string, item: number) => {
			const field = /\$json\.(\w+)/.exec(expression)?.[1];
			return field === undefined ? 0 : this.input[item].json[field];
		};
		const own = {
			getInputData: () => this.input,
			getNode: () => node,
			getTimezone: () => 'Asia/Jerusalem',
			getWorkflow: () => ({ id: `workflow of ${this.input.length}` }),
			getContext: () => this.nodeData,
			getWorkflowStaticData: () => this.staticData,
			getExecutionCancelSignal: () => undefined,
			getParentNodes: () => [],
			getChildNodes: () => [],
			continueOnFail: () => false,
			addExecutionHints: () => {},
			getCredentials: async () =>
				await Promise.resolve({
					accountCode: 'account-code',
					baseUrl: 'http://localhost',
					sendAccountCode: 'everyRequest',
				}),
			getNodeParameter: (path: string, item: number, fallback: unknown) => {
				this.add('parameters');
				const value = path
					.split('.')
					.reduce<unknown>((part, name) => (part as IDataObject | undefined)?.[name], parameters);
				return typeof value === 'string' && value.startsWith('=')
					? evaluate(value, item)
					: (value ?? fallback);
			},
			evaluateExpression: (expression: string, item: number) => {
				this.add('expressions');
				return evaluate(expression, item);
			},
			helpers: this.helpers(),
		};
		return own as unknown as IExecuteFunctions;
	}

	private helpers(): object {
		const isOfNode = (scope: unknown) => scope === 'node';
		return {
			httpRequestWithAuthentication: async (_type: string, { body }: { body: unknown }) => {
				this.add('requests');
				const answer = JSON.stringify(this.answer(body));
				return await Promise.resolve({ statusCode: 200, headers: {}, body: answer });
			},
			checkProcessedAndRecord: async (
				keys: string[],
				scope: unknown,
				options: Parameters<WorkflowRow['checkProcessedAndRecord']>[2],
			) => {
				this.add(isOfNode(scope) ? 'reads and writes of keys' : 'steps of the lock');
				if (!isOfNode(scope)) return await this.row.checkProcessedAndRecord(keys, scope, options);
				this.add('keys', keys.length);
				const isKnown = (key: string) => this.work.knownKeys === true || this.remembered.has(key);
				const processed = keys.filter(isKnown);
				const fresh = keys.filter((key) => !isKnown(key));
				for (const key of fresh) this.remembered.add(key);
				return { new: fresh, processed };
			},
			removeProcessed: async (keys: string[]) => {
				this.add('keys', keys.length);
				for (const key of keys) this.remembered.delete(key);
				await Promise.resolve();
			},
			getProcessedDataCount: async () => await Promise.resolve(this.remembered.size),
			clearAllProcessedItems: async () => await this.row.clearAllProcessedItems(),
		};
	}

	private add(what: string, count = 1): void {
		this.calls[what] = (this.calls[what] ?? 0) + count;
	}

	/** Counts the reads and writes of properties, also of objects within. */
	private counting<Data extends object>(what: string, data: Data): Data {
		const add = () => this.add(what);
		const wrapped = new Map<object, object>();
		const wrap = (target: object): object => {
			const known = wrapped.get(target);
			if (known !== undefined) return known;
			const proxy = new Proxy(target, {
				get: (from, name) => {
					add();
					const value: unknown = Reflect.get(from, name);
					return typeof value === 'object' && value !== null ? wrap(value) : value;
				},
				set: (to, name, value) => {
					add();
					return Reflect.set(to, name, value);
				},
			});
			wrapped.set(target, proxy);
			return proxy;
		};
		return wrap(data) as Data;
	}
}

async function count(work: Work, size: number): Promise<Count> {
	const context = new CountingContext(work, size);
	let items: INodeExecutionData[] = [];
	const steps = await counter.count(async () => {
		items = await context.run();
	});
	return { steps, calls: context.calls, items: items.length };
}

const ok = { ErrorCode: 0, Description: 'OK' };
const code = (value: string) => ({ __rl: true, mode: 'id', value });

const lead = {
	campaign: code('c1'),
	target: '={{ $json.phone }}',
	additionalFields: { customerName: '={{ $json.name }}' },
	customVariables: { variable: [{ name: 'id', value: '={{ $json.id }}' }] },
	specifyCustomVariables: 'keyValue',
};
const addMany = (options: IDataObject = {}, more: IDataObject = {}): Work => ({
	resource: 'call',
	operation: 'addMany',
	parameters: { ...lead, options: { batchSize, ...options }, ...more },
	answer: () => () => ok,
});
const withKeys = { idempotencyKey: '={{ $json.id }}' };
const rules = {
	callingHours: 'daily8to21',
	timeZone: 'Asia/Jerusalem',
	closedDates: '2026-12-24..2026-12-26',
	closedOnShabbatAndHolidays: true,
	maxAttempts: 3,
	attemptsSoFar: 1,
};
const listed = (length: number) =>
	Array.from({ length }, (_, index) => leadAt(2 * index).phone).join(',');
const waitingCalls = (size: number) => ({
	...ok,
	Data: { Calls: Array.from({ length: size }, (_, index) => ({ Phone: leadAt(index).phone })) },
});
const endedCalls = (size: number) =>
	Array.from({ length: size }, (_, id) => ({
		CallID: `call-${id}`,
		Date: new Date(Date.UTC(2026, 11, 24, 8, 0, id)).toISOString(),
		CdrType: 15,
		DialStatus: 'ANSWER',
		TargetNumber: '0501234567',
	}));

/** One input item asks for all records. */
const one = () => 1;

const works: Readonly<Record<string, Work>> = {
	Add: {
		resource: 'call',
		operation: 'add',
		parameters: lead,
		answer: () => () => ok,
	},
	'Add Many': addMany(),
	'Add Many, each lead answered by itself': {
		...addMany(),
		answer: () => (body) => ({
			...ok,
			AddResult: (body as IDataObject[]).map(({ Target, CustomData }) => ({
				Target,
				ErrorCode: 0,
				Description: 'OK',
				CustomData,
			})),
		}),
	},
	'Add Many with new keys': addMany(withKeys),
	'Add Many with known keys': { ...addMany(withKeys), knownKeys: true },
	'Add Many without duplicates and waiting calls': {
		...addMany({ skipDuplicates: true, skipPending: true }),
		answer: (size) => (body) => (Array.isArray(body) ? ok : waitingCalls(size / 2)),
	},
	'Add Many with calling rules': addMany({}, { callingRules: rules }),
	'Add Many with custom variables': addMany(
		{},
		{
			customVariables: {
				variable: Array.from({ length: 20 }, (_, index) => ({
					name: `v${index}`,
					value: '={{ $json.name }}',
				})),
			},
		},
	),
	'Get Many, waiting calls': {
		resource: 'call',
		operation: 'getAll',
		parameters: { campaign: code('c1'), returnAll: true },
		itemCount: one,
		answer: (size) => () => waitingCalls(size),
	},
	'Call Log': {
		resource: 'callLog',
		operation: 'getAll',
		parameters: {
			from: '2026-12-24T08:00:00Z',
			to: '2026-12-24T20:00:00Z',
			returnAll: true,
			simplify: true,
		},
		itemCount: one,
		answer: (size) => () => ({
			ERROR_NUMBER: 0,
			ERROR_DESCRIPTION: 'OK',
			STATUS_CODE: 200,
			TOTAL_HITS: size,
			RETURN_HITS: size,
			CDR_LIST: endedCalls(size),
		}),
	},
};

const size = 400;
const tenfold = 10 * size;
/** Ten times the records, and a little for steps that depend on the clock. */
const most = 10.5;

it.each(Object.entries(works))(
	'%s: ten times the records take ten times the steps',
	async (_name, work) => {
		const few = await count(work, size);
		const many = await count(work, tenfold);
		expect([few.items, many.items]).toEqual([size, tenfold]);
		expect(many.steps / few.steps).toBeLessThan(most);
		for (const [what, calls] of Object.entries(many.calls)) {
			expect([what, calls / few.calls[what]]).toEqual([what, expect.any(Number)]);
			expect(calls).toBeLessThanOrEqual(most * few.calls[what]);
		}
	},
);

it('Suppressed Numbers: ten times the list and the leads take ten times the steps', async () => {
	const withList = (length: number) =>
		addMany({}, { callingRules: { suppressedNumbers: listed(length) } });
	const few = await count(withList(size), size);
	const many = await count(withList(tenfold), tenfold);
	expect(many.steps / few.steps).toBeLessThan(most);
});

it('an event takes as many steps among many known ones as among few', async () => {
	const stepsAmong = async (known: number) => {
		const seen = new EventDeduplication();
		const send = async (event: number) =>
			(await seen.reserve(`event ${event}`, `call ${event}`))?.settle(true);
		for (let event = 0; event < known; event++) await send(event);
		return await counter.count(async () => {
			for (let event = known - 100; event < known + 100; event++) await send(event);
		});
	};
	const few = await stepsAmong(size);
	expect((await stepsAmong(tenfold)) / few).toBeLessThan(1.05);
});
