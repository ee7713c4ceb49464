import type { INodeParameters } from 'n8n-workflow';
import { phones, runAddMany } from '../../harness/addCalls';
import { withoutPauses } from '../../harness/n8n';
import { byId, runNode, type NodeRun } from '../../harness/runNode';
import { encodings, ok, okWith, verbOf, Wire, type HttpReply } from '../../harness/wire';

const wire = new Wire();
withoutPauses();
const queue = 'GetCampaignPendingCalls';
const continues = { node: { onError: 'continueRegularOutput' } } as const;

const waiting = (call: object): HttpReply =>
	okWith({ Calls: [call], Campaign: { TotalPendingCalls: 1 } });

/** The lead of the tests, as a call in the queue. */
const ownCall = (more: object = {}) => waiting({ Phone: '972501111111', ...more });

/** HTTP 503 without Retry-After, and then this answer from the queue. */
async function addAfter503(
	queueAnswer: HttpReply,
	name?: string,
	options: INodeParameters = {},
): Promise<NodeRun> {
	const verb = options.requestFormat === 'query' ? 'GET' : 'POST';
	wire.answer({ status: 503 }, { method: 'AddCall', verb });
	wire.answer(queueAnswer, { method: queue, times: 4, isOptional: true });
	wire.answer(ok, { method: 'AddCall', verb, isOptional: true });
	return await runNode({
		parameters: {
			resource: 'call',
			operation: 'add',
			campaign: byId('c1'),
			target: '0501111111',
			additionalFields: { customerName: '={{ $json.name }}' },
			options: { maxRetries: 1, ...options },
		},
		items: [{ name }],
		...continues,
	});
}

const parts = {
	'fewer calls than TotalPendingCalls': {
		Calls: [{ Phone: '972509999999' }],
		Campaign: { TotalPendingCalls: 5000 },
	},
	'TotalAwaitingCalls without calls': {
		Calls: [],
		Campaign: { TotalPendingCalls: 0, TotalAwaitingCalls: 5 },
	},
	'a call without a phone number': {
		Calls: [{ CustomerName: 'Dana' }],
		Campaign: { TotalPendingCalls: 1 },
	},
};

describe('after HTTP 503, a lead is not sent again if the queue has', () => {
	it.each<[string, HttpReply]>([
		...Object.entries(parts).map(([what, data]): [string, HttpReply] => [what, okWith(data)]),
		[
			'a count with a thousands separator',
			okWith({ Calls: [], Campaign: { TotalPendingCalls: '1,234' } }),
		],
		['a call whose phone number is null', waiting({ Phone: null, CustomerName: '' })],
		['a phone number that is an object', waiting({ Phone: { Number: '0501111111' } })],
		['masked phone numbers', waiting({ Phone: '97250***1111' })],
		['the phone number with its device', waiting({ Phone: '972501111111@sip' })],
		['Phone in another letter case', waiting({ phone: '972501111111' })],
		['the lead with a caller ID of the dialer’s choice', ownCall({ CallerID: '0722776772' })],
		['the lead with a default priority', ownCall({ Priority: 1 })],
		['the lead with a time of its own', ownCall({ OriginateTime: 1795000000 })],
		['the lead with its data as a JSON text', ownCall({ CustomData: '{}' })],
		['the lead with an empty text as its data', ownCall({ CustomData: '' })],
		['the lead with a list as its data', ownCall({ CustomData: [] })],
		['the lead with another variable', ownCall({ CustomData: { var_source: 'api' } })],
	])('%s', async (_what, answer) => {
		const { items } = await addAfter503(answer);
		expect(items[0].json.status).toBe('unknown');
		expect(wire.of('AddCall')).toHaveLength(1);
	});

	it.each(encodings)('its name, cut inside an emoji (%s)', async (requestFormat) => {
		const stored = ownCall({ CustomerName: 'Dana \uFFFD' });
		await addAfter503(stored, 'Dana 😀'.slice(0, 6), { requestFormat });
		const [{ verb }, ...others] = wire.of('AddCall');
		expect(verb).toBe(verbOf(requestFormat));
		expect(others).toEqual([]);
	});

	it.each([
		['trimmed', 'Dana ', 'Dana'],
		['without its second space', 'Dana  Levi', 'Dana Levi'],
		['cut', 'D'.repeat(300), 'D'.repeat(255)],
		['with other line ends', 'Dana\r\nLevi', 'Dana\nLevi'],
		['with precomposed letters', 'Rene\u0301e', 'Ren\u00e9e'],
	])('its name, %s', async (_how, name, stored) => {
		await addAfter503(ownCall({ CustomerName: stored }), name);
		expect(wire.of('AddCall')).toHaveLength(1);
	});
});

describe('Skip Pending', () => {
	it.each(Object.entries(parts))('sends nothing if the queue has %s', async (_what, data) => {
		wire.answer(okWith(data), { method: queue });
		wire.answer(ok, { method: 'AddCallsBulk', isOptional: true });
		const { items } = await runAddMany(phones(1), { skipPending: true }, continues);
		expect(items[0].json.status).toBe('skipped');
		expect(wire.of('AddCallsBulk')).toEqual([]);
	});

	it('returns a verdict for each lead if a phone number cannot be converted to text', async () => {
		const oddCall = { Phone: { toString: 1, valueOf: 1 } };
		wire.answer(okWith({ Calls: [oddCall] }), { method: queue });
		wire.answer(ok, { method: 'AddCallsBulk', isOptional: true });
		const { items, error } = await runAddMany(phones(2), { skipPending: true }, continues);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		for (const { json } of items) expect(json.description).not.toMatch(/primitive/);
	});
});
