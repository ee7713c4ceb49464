import { no, ok, okWith } from '../harness/answers';
import { failuresOf, onErrorModes, successesOf } from '../harness/onError';
import { phones, runAddMany } from '../harness/runAddMany';
import { Wire, type HttpReply } from '../harness/wire';

const wire = new Wire();

/** Two batches of two leads: the first meets the fault, the second does not. */
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
	['a no with an empty AddResult', { body: { ErrorCode: 2, AddResult: [] } }, 'rejected', 1],
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

it('advises smaller batches where the request is too large', async () => {
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

it('sends nothing more once the service refuses this computer twice in a row', async () => {
	wire.answer({ status: 403 }, { times: 2 });
	const { error } = await runAddMany(phones(8), { batchSize: 2, maxConcurrency: 1 });
	expect(error?.message).toMatch(/403/);
	expect(wire.requests).toHaveLength(2);
});

it('finds leads in the queue that arrived without an answer', async () => {
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
	const { items } = await runAddMany(phones(2), {}, { node: { onError: 'continueRegularOutput' } });
	expect(items.map(({ json }) => [json.target, json.status])).toEqual([
		[first, 'added'],
		[second, 'unknown'],
	]);
	expect(wire.of('AddCallsBulk')).toHaveLength(1);
});
