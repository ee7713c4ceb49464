import { PolledTrigger } from '../../harness/campaignTrigger';
import { everythingIn } from '../../harness/execution';
import { byId, fromList } from '../../harness/runNode';
import { jsonRequest, no, okWith, Wire } from '../../harness/wire';
import { accountCode } from '../../harness/workflow';
import { faults } from '../errors/faults';

const wire = new Wire();
const low = { event: 'queueLow', campaign: byId('c1'), threshold: 10 };
const other = { Name: 'Other', StatusName: 'Enabled', Code: 'c2', TotalPendingCalls: 0 };
const listed = (counts: object, StatusName = 'Enabled') =>
	okWith([other, { Name: 'Fiber', StatusName, Code: 'c1', ...counts }]);
const listRequest = jsonRequest('GetCampaignList', { Code: accountCode });

describe('the waiting calls', () => {
	it.each([
		['of an agent campaign', { TotalPendingCalls: 7 }, 7],
		['of an IVR or predictive campaign', { TotalAwaitingCalls: 7 }, 7],
		['with the other kind’s count present too', { TotalPendingCalls: 0, TotalAwaitingCalls: 7 }, 7],
		['with the other kind’s count null', { TotalPendingCalls: 7, TotalAwaitingCalls: null }, 7],
		['as text', { TotalPendingCalls: '7' }, 7],
		['none', { TotalAwaitingCalls: 0 }, 0],
	])('come with one request %s', async (_name, counts, pendingCalls) => {
		wire.answer(listed(counts));
		expect(await new PolledTrigger(low).poll()).toEqual([
			{
				event: 'queueLow',
				campaign: 'c1',
				name: 'Fiber',
				status: 'Enabled',
				pendingCalls,
				previous: null,
			},
		]);
		expect(wire.requests).toEqual([listRequest]);
	});

	it.each(['queueLow', 'queueEmpty'])('never count as zero (%s)', async (event) => {
		for (const count of [undefined, null, '', 'many', -1, {}, false]) {
			wire.answer(listed({ TotalPendingCalls: count }));
			wire.answer(okWith({ Name: 'Fiber', StatusName: 'Enabled', TotalPendingCalls: count }));
			const trigger = new PolledTrigger({ ...low, event });
			await expect(trigger.poll()).rejects.toMatchObject({
				name: 'NodeApiError',
				message: expect.stringMatching(/how many calls (wait|are waiting)/) as string,
				description: expect.stringMatching(/does not treat the queue as empty/) as string,
			});
		}
	});

	it('come from the campaign’s details if the list has only the guide’s three fields', async () => {
		wire.answer(listed({}));
		wire.answer(okWith({ Name: 'Fiber', StatusName: 'Enabled', TotalPendingCalls: 3, Code: 'c1' }));
		const items = await new PolledTrigger(low).poll();
		expect(items).toMatchObject([{ name: 'Fiber', status: 'Enabled', pendingCalls: 3 }]);
		expect(wire.requests).toEqual([
			listRequest,
			jsonRequest('GetCampaignDetails', { Campaign: 'c1', Code: accountCode }),
		]);
	});
});

it('finds the campaign beside entries that it cannot read', async () => {
	wire.answer(okWith([null, 'Fiber', { ...other, Code: 'c1' }]));
	expect(await new PolledTrigger(low).poll()).toMatchObject([{ campaign: 'c1', pendingCalls: 0 }]);
});

it('sends the account code only with the campaign list if the credential says so', async () => {
	wire.answer(listed({}));
	wire.answer(okWith({ Name: 'Fiber', StatusName: 'Enabled', TotalPendingCalls: 3, Code: 'c1' }));
	await new PolledTrigger(low, { sendAccountCode: 'campaignListOnly' }).poll();
	expect(wire.requests).toEqual([
		listRequest,
		jsonRequest('GetCampaignDetails', { Campaign: 'c1' }),
	]);
});

it('watches a campaign from the list, and a code with surrounding spaces', async () => {
	for (const campaign of [fromList('c1', 'Fiber (Enabled)'), byId(' c1 ')]) {
		wire.answer(listed({ TotalPendingCalls: 3 }));
		expect(await new PolledTrigger({ ...low, campaign }).poll()).toMatchObject([
			{ campaign: 'c1', name: 'Fiber' },
		]);
	}
});

it.each([
	['Campaign', { campaign: byId('') }],
	['Threshold', { threshold: 'a few' }],
])('names the unreadable field “%s”, and sends nothing', async (field, parameters) => {
	const trigger = new PolledTrigger({ ...low, ...parameters });
	await expect(trigger.poll()).rejects.toMatchObject({
		message: expect.stringContaining(`“${field}”`) as string,
		description: expect.stringMatching(/\w+/) as string,
	});
	expect(wire.requests).toEqual([]);
});

describe('a campaign that cannot be watched', () => {
	it('is reported as deleted, not as empty', async () => {
		for (const event of ['queueLow', 'queueEmpty']) {
			wire.answer(listed({ TotalPendingCalls: 0 }, 'Deleted'));
			await expect(new PolledTrigger({ ...low, event }).poll()).rejects.toMatchObject({
				message: 'The campaign has been deleted',
				description: expect.stringMatching(/another campaign/) as string,
			});
		}
	});

	it.each(['queueLow', 'queueEmpty', 'statusChanged'])('is not there (%s)', async (event) => {
		wire.answer(okWith([other]));
		wire.answer(no(1, 'Invalid campaign code'));
		await expect(new PolledTrigger({ ...low, event }).poll()).rejects.toMatchObject({
			message: 'The campaign code was not accepted',
			description: expect.stringMatching(/Invalid campaign code/) as string,
		});
	});

	it('has no status', async () => {
		wire.answer(okWith([{ Name: 'Fiber', Code: 'c1', TotalPendingCalls: 3 }]));
		const trigger = new PolledTrigger({ ...low, event: 'statusChanged' });
		await expect(trigger.poll()).rejects.toThrow('does not return the campaign’s status');
	});
});

describe.each(Object.entries(faults))('%s', (_name, { reply }) => {
	it('is an error that says what happened and what to do, without the account code', async () => {
		const said = typeof reply.body === 'object' ? { ...reply.body } : reply.body;
		wire.answer({ ...reply, body: said ?? '' });
		const error = await new PolledTrigger(low).poll().catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/\w+ \w+/) as string,
			description: expect.stringMatching(/\w+ \w+/) as string,
		});
		expect(everythingIn(error)).not.toContain(accountCode.slice(0, 6));
		expect(wire.requests).toHaveLength(1);
	});
});

it('masks the account code if the service repeats it', async () => {
	wire.answer(no(1, `No such account: ${accountCode}`));
	const error = await new PolledTrigger(low).poll().catch((thrown: unknown) => thrown);
	expect(error).toMatchObject({ description: expect.stringContaining('***') as string });
	expect(everythingIn(error)).not.toContain(accountCode.slice(0, 6));
});
