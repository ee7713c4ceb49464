import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { everythingIn, failuresOf, onErrorModes } from '../../harness/execution';
import { withoutPauses } from '../../harness/n8n';
import { runNode } from '../../harness/runNode';
import { agentBefore3, callTool, fromAi, mcpServerTrigger, runAgent } from '../../harness/tool';
import { Wire, type HttpReply, type SentRequest } from '../../harness/wire';
import { accountCode } from '../../harness/workflow';

const wire = new Wire();
const pauses = withoutPauses();

const parameters = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'callLog',
	operation: 'getAll',
	from: '2026-12-24T08:00:00Z',
	to: '2026-12-24T20:00:00Z',
	...more,
});

const record = (id: number, more: IDataObject = {}): IDataObject => ({
	CallID: `call-${id}`,
	Date: new Date(Date.UTC(2026, 11, 24, 8, 0, id)).toISOString().replace('.000', ''),
	Type: 'ProductiveCall Leg2',
	CdrType: 15,
	DialStatus: 'NOANSWER',
	CallerNumber: '0722776772',
	TargetNumber: '0501234567',
	Duration: 20,
	...more,
});

const records = (count: number) => Array.from({ length: count }, (_, id) => record(id));

const log = (list: readonly IDataObject[], total = list.length): HttpReply => ({
	body: {
		ERROR_NUMBER: 0,
		ERROR_DESCRIPTION: 'OK',
		STATUS_CODE: 200,
		TOTAL_HITS: total,
		RETURN_HITS: list.length,
		CDR_LIST: list,
	},
});

const refusal = (number: unknown, status: number, description = 'No'): HttpReply => ({
	status,
	body: { ERROR_NUMBER: number, ERROR_DESCRIPTION: description, STATUS_CODE: status },
});

const searchIn = ({ body }: SentRequest) => (body as { search: IDataObject }).search;

const idsOf = (items: ReadonlyArray<{ json: IDataObject }>) =>
	items.map(({ json }) => json.callId ?? json.CallID);

describe('the request', () => {
	it.each(['everyRequest', 'campaignListOnly'])('carries the account code (%s)', async (where) => {
		wire.answer(log([]));
		const { items, error } = await runNode({
			parameters: parameters(),
			credential: { sendAccountCode: where },
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
		expect(wire.requests).toHaveLength(1);
		expect(wire.requests[0]).toMatchObject({
			verb: 'POST',
			url: 'https://api.voicenter.co.il/hub/cdr/',
			contentType: 'application/json',
			query: {},
			body: {
				code: accountCode,
				search: { fromdate: '2026-12-24T08:00:00Z', todate: '2026-12-24T20:00:00Z' },
				sort: [{ field: 'date', order: 'asc' }],
			},
		});
	});

	it.each<[string, INodeParameters, IDataObject]>([
		['no filter', {}, { cdrTypes: [14, 15, 17, 18] }],
		['a filter left empty', { callTypes: [] }, { cdrTypes: [14, 15, 17, 18] }],
		['one type', { callTypes: ['ivrDialer'] }, { cdrTypes: [17, 18] }],
		['all types', { callTypes: ['agentDialer', 'ivrDialer', 'other'] }, {}],
		['the other types', { callTypes: '={{ "other" }}' }, {}],
		[
			'phone numbers',
			{ phones: '+972 50-123-4567, 0521234567,' },
			{ phones: ['972501234567', '0521234567'] },
		],
		[
			'phone numbers as an array',
			{ phones: '={{ [972501234567] }}' },
			{ phones: ['972501234567'] },
		],
		['extensions', { extensions: ' SIP1, SIP2' }, { extensions: ['SIP1', 'SIP2'] }],
		['a call ID', { callId: 'x1' }, { callID: 'x1' }],
		['empty filters', { phones: '', extensions: ' , ', callId: '' }, {}],
	])('has %s', async (_what, filters, expected) => {
		wire.answer(log([]));
		const { error } = await runNode({ parameters: parameters({ filters }) });
		expect(error).toBeUndefined();
		const { fromdate, todate, cdrTypes, ...search } = searchIn(wire.requests[0]);
		expect([fromdate, todate]).toEqual(['2026-12-24T08:00:00Z', '2026-12-24T20:00:00Z']);
		const isAboutTypes = 'callTypes' in filters || Object.keys(filters).length === 0;
		if (isAboutTypes) expect(cdrTypes).toEqual(expected.cdrTypes);
		else expect(search).toEqual(expected);
	});

	it('goes until now where To is empty, and reads times in the workflow’s time zone', async () => {
		wire.answer(log([]));
		const before = Math.floor(Date.now() / 1000) * 1000;
		const { error } = await runNode({
			parameters: parameters({ from: '2026-01-15T10:00:00', to: '' }),
		});
		expect(error).toBeUndefined();
		const { fromdate, todate } = searchIn(wire.requests[0]);
		expect(fromdate).toBe('2026-01-15T15:00:00Z');
		expect(Date.parse(String(todate))).toBeGreaterThanOrEqual(before);
		expect(Date.parse(String(todate))).toBeLessThanOrEqual(Date.now());
	});

	it.each<[string, INodeParameters, RegExp]>([
		['From is after To', { from: '2026-12-25T08:00:00Z' }, /“From” is after “To”/],
		['From is empty', { from: '={{ "" }}' }, /“From” is empty/],
		['From is no time', { from: 'yesterday' }, /“From” is not a date/],
		['a type is unknown', { filters: { callTypes: '={{ "fax" }}' } }, /“Call Types”.*fax/],
		['a phone number is rounded', { filters: { phones: '9.725E+11' } }, /“Phone Numbers”/],
		['Simplify is no boolean', { simplify: '={{ "maybe" }}' }, /Simplify/],
	])('is not sent where %s', async (_what, more, expected) => {
		const { error } = await runNode({ parameters: parameters(more) });
		expect(error?.message).toMatch(expected);
		expect(error?.description).not.toMatch(/call as soon as possible/);
		expect(wire.requests).toEqual([]);
	});
});

describe('the output', () => {
	it('has the trigger’s fields', async () => {
		const answered = record(5, {
			DialStatus: 'ANSWER',
			Callerextension: 'SIP1',
			RepresentativeName: 'Dana',
			RepresentativeCode: 100,
			QueueName: 'Sales',
			RecordURL: 'https://recordings.example.com/5.mp3',
			CustomData: { var_lead_id: 17, plain: 'x' },
		});
		wire.answer(log([answered]));
		const { items } = await runNode({ parameters: parameters() });
		expect(items).toEqual([
			{
				json: {
					callId: 'call-5',
					leg: 'customer',
					phone: '972501234567',
					status: 'ANSWER',
					answered: true,
					durationSeconds: 20,
					startedAt: '2026-12-24T03:00:05-05:00',
					agent: { name: 'Dana', code: '100' },
					queue: { id: null, name: 'Sales' },
					extension: 'SIP1',
					recordingUrl: 'https://recordings.example.com/5.mp3',
					keysPressed: [],
					customVariables: { lead_id: 17, plain: 'x' },
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each<[string, IDataObject, IDataObject]>([
		[
			'an agent’s leg',
			{
				Type: 'ProductiveCall Leg1',
				CdrType: 14,
				CallerNumber: '0501234567',
				TargetNumber: 'sip1',
				Targetextension: 'sip1',
			},
			{ leg: 'agent', phone: '972501234567', extension: 'sip1' },
		],
		[
			'a type that is only a number',
			{ Type: 14, CdrType: undefined, CallerNumber: '0501234567', TargetNumber: '102' },
			{ leg: 'agent', phone: '972501234567', extension: '102' },
		],
		[
			'the person in an IVR',
			{
				Type: 'Click 2 IVR Incoming',
				CdrType: 18,
				CallerNumber: '0501234567',
				TargetNumber: '0722776772',
				DID: '0722776772',
				DTMFData: [
					{ LayerName: 'Main', DTMF: '9', LayerNumber: 0 },
					{ LayerName: 'Bye', DTMF: '', LayerNumber: 9 },
				],
			},
			{
				leg: 'customer',
				phone: '972501234567',
				keysPressed: [{ layerId: null, layerName: 'Main', digit: '9' }],
			},
		],
		['no status', { DialStatus: '' }, { status: null, answered: null }],
		['no date', { Date: '' }, { startedAt: null }],
		[
			'a date without a zone',
			{ Date: '2026-12-24T08:00:05' },
			{ startedAt: '2026-12-24T03:00:05-05:00' },
		],
		['variables as text', { CustomData: '{"var_a":"1"}' }, { customVariables: { a: '1' } }],
		['no call ID', { CallID: '' }, { callId: null }],
	])('reads %s', async (_what, more, expected) => {
		wire.answer(log([record(5, more)]));
		const { items, error } = await runNode({ parameters: parameters() });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject(expected);
	});

	it('has the service’s own records without Simplify', async () => {
		wire.answer(log(records(2)));
		const { items } = await runNode({ parameters: parameters({ simplify: false }) });
		expect(items.map(({ json }) => json)).toEqual(records(2));
	});

	it('has 50 records unless told otherwise', async () => {
		wire.answer(log(records(60)), { times: 3 });
		expect((await runNode({ parameters: parameters() })).items).toHaveLength(50);
		expect((await runNode({ parameters: parameters({ limit: 7 }) })).items).toHaveLength(7);
		const all = await runNode({ parameters: parameters({ returnAll: true }) });
		expect(idsOf(all.items)).toEqual(records(60).map(({ CallID }) => CallID));
	});

	it('has only the other types where these are wanted', async () => {
		const mixed = [
			record(1),
			record(2, { Type: 'Incoming', CdrType: 1 }),
			record(3, { Type: 'Click 2 IVR', CdrType: 17 }),
			record(4, { Type: 'Queue', CdrType: 8 }),
		];
		wire.answer(log(mixed), { times: 2 });
		const idsFor = async (callTypes: string[]) =>
			idsOf((await runNode({ parameters: parameters({ filters: { callTypes } }) })).items);
		expect(await idsFor(['other'])).toEqual(['call-2', 'call-4']);
		expect(await idsFor(['ivrDialer', 'other'])).toEqual(['call-2', 'call-3', 'call-4']);
	});

	it('belongs to the item that asked', async () => {
		wire.answer((request) => log([record(Number(String(searchIn(request).callID).slice(1)))]), {
			times: 2,
		});
		const { items } = await runNode({
			parameters: parameters({ filters: { callId: '={{ $json.id }}' } }),
			items: [{ id: 'x1' }, { id: 'x2' }],
		});
		expect(items.map(({ json, pairedItem }) => [json.callId, pairedItem])).toEqual([
			['call-1', { item: 0 }],
			['call-2', { item: 1 }],
		]);
	});
});

describe('a range with more calls than one answer has', () => {
	const all = records(250);

	/** Answers with at most 100 records. */
	const answer = (request: SentRequest): HttpReply => {
		const { fromdate, todate } = searchIn(request);
		const found = all.filter(
			({ Date: at }) => String(at) >= String(fromdate) && String(at) <= String(todate),
		);
		return log(found.slice(0, 100), found.length);
	};
	const range = { from: '2026-12-24T08:00:00Z', to: '2026-12-24T08:05:00Z' };

	it('is read in several requests, and each call comes out once, in order', async () => {
		wire.answer(answer, { times: 3 });
		const { items, error } = await runNode({
			parameters: parameters({ ...range, returnAll: true }),
		});
		expect(error).toBeUndefined();
		expect(idsOf(items)).toEqual(all.map(({ CallID }) => CallID));
	});

	it('is read in one request for a limit', async () => {
		wire.answer(answer);
		const { items } = await runNode({ parameters: parameters({ ...range, limit: 100 }) });
		expect(idsOf(items)).toEqual(all.slice(0, 100).map(({ CallID }) => CallID));
	});

	it('is an error as a tool, which says what to do', async () => {
		wire.answer(answer);
		const { error } = await runNode({
			parameters: parameters({ ...range, returnAll: true }),
			isTool: true,
			node: { onError: 'stopWorkflow' },
		});
		expect(error?.message).toMatch(/more calls in the range/);
		expect(error?.description).toMatch(/shorter range/);
	});

	it('is an error where too many calls started at one moment', async () => {
		wire.answer(() => log(records(1), 20_000), { times: 20, isOptional: true });
		const { error } = await runNode({ parameters: parameters({ ...range, returnAll: true }) });
		expect(error?.message).toMatch(/within two seconds/);
		expect(error?.description).toMatch(/filter/);
	});
});

describe('an answer that is an error', () => {
	const node = { onError: 'continueRegularOutput' } as const;

	it.each<[unknown, number, RegExp]>([
		[2, 403, /account code was not accepted/],
		['2', 200, /account code was not accepted/],
		[3, 500, /undocumented/],
		[4, 403, /rejects requests from this computer/],
		[5, 404, /did not accept the range of dates/],
		[99, 200, /undocumented/],
	])('says what ERROR_NUMBER %s means (HTTP %d)', async (number, status, expected) => {
		wire.answer(refusal(number, status, 'Said by the service'));
		const { error } = await runNode({ parameters: parameters() });
		expect(error?.message).toMatch(expected);
		expect(error?.description).toMatch(/Said by the service/);
	});

	it('repeats a request after five seconds where there were too many', async () => {
		wire.answer(refusal(1, 403), { times: 2 });
		wire.answer(log(records(1)));
		const { items, error } = await runNode({ parameters: parameters() });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(pauses.filter((pause) => pause === 5000)).toHaveLength(2);
	});

	it('says what too many requests mean after the last retry', async () => {
		wire.answer(refusal(1, 403), { times: 2 });
		const { error } = await runNode({ parameters: parameters({ options: { maxRetries: 1 } }) });
		expect(error?.message).toMatch(/too many requests/);
		expect(error?.description).toMatch(/30 requests a minute/);
	});

	it.each<[string, HttpReply]>([
		['403 of a firewall', { status: 403, body: 'Forbidden' }],
		['404 of another server', { status: 404, body: '<html></html>' }],
		['a web page', { body: '<html><body>Hello</body></html>' }],
		['no error number', { body: { CDR_LIST: [] } }],
		['no list', { body: { ERROR_NUMBER: 0, TOTAL_HITS: 5 } }],
	])('%s is an error of the item', async (_what, reply) => {
		wire.answer(reply);
		const run = await runNode({ parameters: parameters(), node });
		expect(run.items).toHaveLength(1);
		expect(String(run.items[0].json.error)).toMatch(/\w+/);
	});

	it.each([500, 502, 503])('HTTP %d is repeated, because reading does no harm', async (status) => {
		wire.answer({ status });
		wire.answer(log(records(1)));
		const { items } = await runNode({ parameters: parameters() });
		expect(items).toHaveLength(1);
	});

	it.each(onErrorModes)('is an error of its own item alone (%s)', async (onError) => {
		wire.answer(
			(request) => (searchIn(request).callID === 'x1' ? refusal(5, 404) : log([record(0)])),
			{
				times: 3,
			},
		);
		const run = await runNode({
			parameters: parameters({ filters: { callId: '={{ $json.id }}' } }),
			items: [{ id: 'x0' }, { id: 'x1' }, { id: 'x2' }],
			node: { onError },
		});
		if (onError === 'stopWorkflow') expect(run.error?.message).toMatch(/range of dates.*item 1/);
		else expect(failuresOf(run, onError)).toMatchObject([{ item: 1 }]);
	});

	it('shows the account code nowhere', async () => {
		for (const reply of [
			refusal(2, 403, `No ${accountCode}`),
			{ status: 500, body: accountCode },
		]) {
			wire.answer(reply);
			const run = await runNode({ parameters: parameters({ options: { maxRetries: 0 } }) });
			expect(everythingIn(run)).not.toContain(accountCode.slice(0, 6));
		}
	});
});

it('sends thirty requests a minute', async () => {
	wire.answer(log([]), { times: 65 });
	await runNode({
		parameters: parameters(),
		items: Array.from({ length: 65 }, () => ({})),
		credential: { accountCode: 'another account' },
	});
	// The clock of the test stands nearly still.
	const minutes = pauses.map((pause) => Math.round(pause / 60_000)).filter((pause) => pause > 0);
	expect(minutes.sort()).toEqual([...Array<number>(30).fill(1), ...Array<number>(5).fill(2)]);
});

it('does not wait for its turn once the host cannot be reached', async () => {
	wire.fail('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:443');
	const { items } = await runNode({
		parameters: parameters({ options: { maxRetries: 0, maxConcurrency: 1 } }),
		items: Array.from({ length: 70 }, () => ({})),
		node: { onError: 'continueRegularOutput' },
		credential: { accountCode: 'a third account' },
	});
	expect(items).toHaveLength(70);
	expect(pauses.filter((pause) => pause > 10_000)).toEqual([]);
});

describe('as an AI tool', () => {
	const fields = {
		...parameters({ from: fromAi('From'), to: fromAi('To') }),
		filters: { phones: fromAi('Phone_Numbers'), callTypes: ['agentDialer'] },
	};
	const args = {
		From: '2026-12-24T08:00:00Z',
		To: '2026-12-24T20:00:00Z',
		Phone_Numbers: '0501234567',
	};
	const search = {
		fromdate: args.From,
		todate: args.To,
		phones: ['0501234567'],
		cdrTypes: [14, 15],
	};

	it.each([mcpServerTrigger, agentBefore3])('sends one request (%s)', async (caller) => {
		wire.answer(log(records(60), 50_000));
		const { text } = await callTool(caller, { parameters: fields, args });
		expect(wire.requests.map(searchIn)).toEqual([search]);
		expect(JSON.parse(text ?? '')).toHaveLength(50);
	});

	it('sends one request (AI Agent)', async () => {
		wire.answer(log(records(3)));
		const { items } = await runAgent({ parameters: fields, args });
		expect(wire.requests.map(searchIn)).toEqual([search]);
		expect(items.map(({ callId }) => callId)).toEqual(['call-0', 'call-1', 'call-2']);
	});
});
