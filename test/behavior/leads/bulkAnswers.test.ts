import { phones, runAddMany } from '../../harness/addCalls';
import { failuresOf, onErrorModes, successesOf } from '../../harness/execution';
import { withoutPauses } from '../../harness/n8n';
import { no, ok, okWith, Wire, type HttpReply } from '../../harness/wire';

const wire = new Wire();
withoutPauses();

describe('AddResult', () => {
	const rejected = { Target: '972500000000', ErrorCode: -2, Description: 'Format invalid' };

	it.each([
		['an object instead of a list', { AddResult: rejected }],
		['an object with indexes', { AddResult: { 0: rejected } }],
		['a JSON text', { AddResult: JSON.stringify([rejected]) }],
		['below Data', { Data: { AddResult: [rejected] } }],
		['in another letter case', { addResult: [rejected] }],
	])('still counts as %s', async (_what, list) => {
		wire.answer({ body: { ErrorCode: 0, Description: 'OK', ...list } }, { method: 'AddCallsBulk' });
		wire.answer(okWith({ Calls: [] }), { method: 'GetCampaignPendingCalls', isOptional: true });
		const node = { onError: 'continueRegularOutput' } as const;
		const { items } = await runAddMany(phones(1), {}, { node });
		expect(items[0].json.status).not.toBe('added');
	});

	const [a, b, c] = phones(3).map(({ phone }) => phone);
	const result = (Target: string, ErrorCode: number | string, Description = 'Said') => ({
		Target,
		ErrorCode,
		Description,
		CustomData: {},
	});

	async function statusesFor(results: unknown[], targets = [a, b, c]): Promise<unknown[]> {
		wire.answer(
			{ body: { ErrorCode: 0, Description: 'OK', AddResult: results } },
			{ method: 'AddCallsBulk' },
		);
		wire.answer(okWith({ Calls: [] }), { method: 'GetCampaignPendingCalls', isOptional: true });
		const { items, error } = await runAddMany(targets.map((phone) => ({ phone })));
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.target)).toEqual(targets);
		return items.map(({ json }) => json.status);
	}

	it('gives each lead its own verdict', async () => {
		const results = [result(a, 0), result(b, -2, 'Bad format'), result(c, '0')];
		wire.answer({ body: { ErrorCode: 0, Description: 'OK', AddResult: results } });
		const { items, error } = await runAddMany(phones(3));
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ target: a, status: 'added', errorCode: 0 });
		expect(items[1].json).toMatchObject({ target: b, status: 'rejected', errorCode: -2 });
		expect(items[1].json.description).toMatch(/Bad format/);
		expect(items[2].json).toMatchObject({ target: c, status: 'added', errorCode: 0 });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('trusts the list more than the answer’s own code', async () => {
		const results = [result(a, 0), result(b, 2), result(c, 0)];
		wire.answer({ body: { ErrorCode: 2, Description: 'Some failed', AddResult: results } });
		const { items, error } = await runAddMany(phones(3));
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.status)).toEqual(['added', 'rejected', 'added']);
	});

	it('does not read a list that is about far more leads than were sent', async () => {
		const own = [result(a, 0), result(b, 2), result(c, 0)];
		const others = Array.from({ length: 1004 }, (_, index) => result(String(index), 4));
		expect(await statusesFor([...own, ...others])).toEqual(['unknown', 'unknown', 'unknown']);
		expect(await statusesFor([...own, ...others.slice(1)])).toEqual(['added', 'rejected', 'added']);
	});

	it.each([
		['reordered', [result(c, 4), result(a, 0), result(b, 2)], ['added', 'rejected', 'rejected']],
		['short', [result(a, 0), result(c, 2)], ['added', 'unknown', 'rejected']],
		[
			'long',
			[result(a, 0), result('1', 0), result(b, 2), result(c, 0)],
			['added', 'rejected', 'added'],
		],
		[
			'about other numbers',
			[result('1', 0), result('2', 0), result('3', 0)],
			['unknown', 'unknown', 'unknown'],
		],
		[
			'spelled otherwise',
			[result('0500000000', 0), result(`+${b}`, 2), result(c, 0)],
			['added', 'rejected', 'added'],
		],
		['not made of objects', [null, 'x', 3], ['unknown', 'unknown', 'unknown']],
		[
			'without its codes',
			[{ Target: a }, result(b, 0), { Target: c }],
			['unknown', 'added', 'unknown'],
		],
	])('matches a list that is %s', async (_how, results, expected) => {
		expect(await statusesFor(results)).toEqual(expected);
	});

	it('matches leads with the same number by position', async () => {
		const results = [result(a, 0), result(a, 2), result(b, 0)];
		expect(await statusesFor(results, [a, a, b])).toEqual(['added', 'rejected', 'added']);
	});

	it('does not guess which of two leads with the same number was rejected', async () => {
		const results = [result(b, 0), result(a, 0), result(a, 2)];
		expect(await statusesFor(results, [a, a, b])).toEqual(['unknown', 'unknown', 'added']);
	});
});

describe('a request that failed', () => {
	/** Two batches of two leads. The fault affects the first. */
	async function addFour(reply: HttpReply, onError = onErrorModes[0], times = 1) {
		const leads = phones(4).map((lead, index) => ({ ...lead, campaign: index < 2 ? 'c1' : 'c2' }));
		wire.answer(reply, { method: 'AddCallsBulk', times });
		wire.answer(ok, { method: 'AddCallsBulk' });
		const method = 'GetCampaignPendingCalls';
		wire.answer(okWith({ Calls: [] }), { method, times: 2, isOptional: true });
		return await runAddMany(
			leads,
			{ maxConcurrency: 1, maxRetries: times - 1 },
			{ node: { onError } },
		);
	}

	it.each([
		['a wrong campaign', no(1, 'Invalid campaign code'), 'rejected', 1],
		[
			'a rejection with an empty AddResult',
			{ body: { ErrorCode: 2, AddResult: [] } },
			'rejected',
			1,
		],
		['an internal error', no(3), 'unknown', 1],
		['HTTP 500', { status: 500 }, 'unknown', 1],
		['cut JSON', { body: '{"ErrorCode"' }, 'unknown', 1],
		['HTTP 413', { status: 413 }, 'skipped', 1],
		['HTTP 503', { status: 503 }, undefined, 2],
	] as const)('%s is an error of all leads of the request', async (_what, reply, status, times) => {
		const stopped = await addFour(reply, 'stopWorkflow', times);
		expect(stopped.error?.name).toBe('NodeApiError');
		expect(stopped.error?.description).toMatch(/\w+/);
		expect(wire.of('AddCallsBulk')).toHaveLength(times + 1);

		const run = await addFour(reply, 'continueRegularOutput', times);
		expect(run.error).toBeUndefined();
		expect(failuresOf(run, 'continueRegularOutput').map(({ item }) => item)).toEqual([0, 1]);
		expect(successesOf(run).map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual([
			['added', { item: 2 }],
			['added', { item: 3 }],
		]);
		if (status === undefined) return;
		expect(run.items.map(({ json }) => json.status)).toEqual([status, status, 'added', 'added']);
	});

	it('advises smaller batches if the request is too large', async () => {
		const { error } = await addFour({ status: 413, body: '<html>Too Large</html>' });
		expect(`${error?.message} ${error?.description}`).toMatch(
			/(?=.*413)(?=.*Nothing was done)(?=.*Lower “Batch Size”)/,
		);
		expect(error?.description).not.toMatch(/Base URL/);
	});

	it('goes to the error output', async () => {
		const run = await addFour(no(1), 'continueErrorOutput');
		expect(failuresOf(run, 'continueErrorOutput').map(({ item }) => item)).toEqual([0, 1]);
		expect(run.items.map(({ json }) => json.status)).toEqual(['added', 'added']);
	});

	it('sends nothing more after two HTTP 403 responses in a row', async () => {
		wire.answer({ status: 403 }, { times: 2 });
		const { error } = await runAddMany(phones(8), { batchSize: 2, maxConcurrency: 1 });
		expect(error?.message).toMatch(/403/);
		expect(wire.requests).toHaveLength(2);
	});

	it('finds leads in the queue after a lost answer', async () => {
		const [first, second] = phones(2).map(({ phone }) => phone);
		wire.answer({ status: 502 }, { method: 'AddCallsBulk' });
		wire.answer(
			okWith({
				Calls: [
					{
						Phone: first,
						CallerID: '',
						CallerName: '',
						OriginateTime: 0,
						Priority: 0,
						CustomerName: '',
						CallStatus: { Status: 1, Description: 'Pending' },
						CustomData: {},
					},
				],
			}),
			{ method: 'GetCampaignPendingCalls' },
		);
		const { items } = await runAddMany(
			phones(2),
			{},
			{ node: { onError: 'continueRegularOutput' } },
		);
		expect(items.map(({ json }) => [json.target, json.status])).toEqual([
			[first, 'added'],
			[second, 'unknown'],
		]);
		expect(wire.of('AddCallsBulk')).toHaveLength(1);
	});
});
