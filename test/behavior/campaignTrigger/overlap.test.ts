import { PolledTrigger } from '../../harness/campaignTrigger';
import { byId } from '../../harness/runNode';
import { LocalServer } from '../../harness/server';

const server = new LocalServer();

/** Received requests that have no answer yet. */
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

it('lose nothing: the next poll detects what the slow one missed', async () => {
	const trigger = triggerOf();
	const slow = trigger.poll();
	const answer = await nextRequest();
	expect(await trigger.poll()).toBeNull();
	answer(150);
	expect(await slow).toBeNull();
	expect(await pollMeeting(trigger, 90)).toMatchObject([{ previous: { pendingCalls: 150 } }]);
	expect(await pollMeeting(trigger, 90)).toBeNull();
});

it('do not block later polls if one of them fails', async () => {
	const trigger = triggerOf();
	const slow = trigger.poll();
	const answer = await nextRequest();
	expect(await trigger.poll()).toBeNull();
	answer('breaks');
	await expect(slow).rejects.toThrow(/connection was lost/);
	expect(await pollMeeting(trigger, 90)).toHaveLength(1);
});

it('of two workflows do not block each other, and a poll does not block a test run', async () => {
	const [one, two] = [triggerOf(), triggerOf()];
	const polls = [one.poll(), two.poll(), one.fetchTestEvent()];
	for (let index = 0; index < polls.length; index++) (await nextRequest())(90);
	for (const items of await Promise.all(polls)) expect(items).toHaveLength(1);
});
