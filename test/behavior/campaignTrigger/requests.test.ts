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
		[
			'where the other kind’s count is there too',
			{ TotalPendingCalls: 0, TotalAwaitingCalls: 7 },
			7,
		],
		['where the other kind’s count is null', { TotalPendingCalls: 7, TotalAwaitingCalls: null }, 7],
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

	it.each(['queueLow', 'queueEmpty'])('are never taken for none (%s)', async (event) => {
		for (const count of [undefined, null, '', 'many', -1, {}, false]) {
			wire.answer(listed({ TotalPendingCalls: count }));
			wire.answer(okWith({ Name: 'Fiber', StatusName: 'Enabled', TotalPendingCalls: count }));
			const trigger = new PolledTrigger({ ...low, event });
			await expect(trigger.poll()).rejects.toMatchObject({
				name: 'NodeApiError',
				message: expect.stringMatching(/how many calls are waiting/) as string,
				description: expect.stringMatching(/not treat the queue as empty/) as string,
			});
		}
	});

	it('come from the campaign’s details where the list has the guide’s three fields', async () => {
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

it('sends the account code with the list alone where the credential says so', async () => {
	wire.answer(listed({}));
	wire.answer(okWith({ Name: 'Fiber', StatusName: 'Enabled', TotalPendingCalls: 3, Code: 'c1' }));
	await new PolledTrigger(low, { sendAccountCode: 'campaignListOnly' }).poll();
	expect(wire.requests).toEqual([
		listRequest,
		jsonRequest('GetCampaignDetails', { Campaign: 'c1' }),
	]);
});

it('watches a campaign that was chosen from the list, or whose code has blanks around it', async () => {
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
])('names the field “%s” when it cannot be read, and sends nothing', async (field, parameters) => {
	const trigger = new PolledTrigger({ ...low, ...parameters });
	await expect(trigger.poll()).rejects.toMatchObject({
		message: expect.stringContaining(`“${field}”`) as string,
		description: expect.stringMatching(/\w+/) as string,
	});
	expect(wire.requests).toEqual([]);
});

describe('a campaign that cannot be watched', () => {
	it('is told apart from an empty one when it is deleted', async () => {
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
	it('is an error with what happened and what to do, without the account code', async () => {
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

it('masks the account code where the service repeats it', async () => {
	wire.answer(no(1, `No such account: ${accountCode}`));
	const error = await new PolledTrigger(low).poll().catch((thrown: unknown) => thrown);
	expect(error).toMatchObject({ description: expect.stringContaining('***') as string });
	expect(everythingIn(error)).not.toContain(accountCode.slice(0, 6));
});
<<<<<<< ours

describe('polls at the same time', () => {
	const server = new LocalServer();

	/** Requests that came and have no answer yet. */
	let waiting: Array<(pendingCalls: number | 'breaks') => void>;

	beforeEach(() => {
		waiting = [];
		server.handler = ({ socket }, response) => {
			waiting.push((pendingCalls) => {
				if (pendingCalls === 'breaks') {
					socket.destroy();
					return;
				}
				const Data = [{ StatusName: 'Enabled', Code: 'c1', TotalPendingCalls: pendingCalls }];
				response.end(JSON.stringify({ ErrorCode: 0, Description: 'OK', Data }));
			});
		};
	});

	async function nextRequest(): Promise<(pendingCalls: number | 'breaks') => void> {
		for (;;) {
			const answer = waiting.shift();
			if (answer) return answer;
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	const triggerOf = () =>
		new PolledTrigger(
			{ event: 'queueLow', campaign: byId('c1'), threshold: 100 },
			{ baseUrl: server.url },
		);

	async function pollMeeting(trigger: PolledTrigger, pendingCalls: number) {
		const poll = trigger.poll();
		(await nextRequest())(pendingCalls);
		return await poll;
	}

	describe.each(['poll', 'pollAnew'] as const)('polls that overlap (%s)', (way) => {
		it('fire once', async () => {
			const trigger = triggerOf();
			const first = trigger[way]();
			const answer = await nextRequest();
			expect(await Promise.all([trigger[way](), trigger[way]()])).toEqual([null, null]);
			answer(90);
			expect(await first).toMatchObject([{ pendingCalls: 90 }]);
			expect(server.bodies).toHaveLength(1);
		});
	});

	it('lose nothing: the next poll sees what the slow one could not', async () => {
		const trigger = triggerOf();
		const slow = trigger.poll();
		const answer = await nextRequest();
		expect(await trigger.poll()).toBeNull();
		answer(150);
		expect(await slow).toBeNull();
		expect(await pollMeeting(trigger, 90)).toMatchObject([{ previous: { pendingCalls: 150 } }]);
		expect(await pollMeeting(trigger, 90)).toBeNull();
	});

	it('do not hold up the polls after one that failed', async () => {
		const trigger = triggerOf();
		const slow = trigger.poll();
		const answer = await nextRequest();
		expect(await trigger.poll()).toBeNull();
		answer('breaks');
		await expect(slow).rejects.toThrow(/connection was lost/);
		expect(await pollMeeting(trigger, 90)).toHaveLength(1);
	});

	it('of two workflows do not hinder each other, nor does a poll hinder a test run', async () => {
		const [one, two] = [triggerOf(), triggerOf()];
		const polls = [one.poll(), two.poll(), one.fetchTestEvent()];
		for (let index = 0; index < polls.length; index++) (await nextRequest())(90);
		for (const items of await Promise.all(polls)) expect(items).toHaveLength(1);
	});
});
=======
>>>>>>> theirs
