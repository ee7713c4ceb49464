import type { INodeParameters } from 'n8n-workflow';
import { PolledTrigger } from '../../harness/campaignTrigger';
import { byId } from '../../harness/runNode';
import { no, okWith, Wire } from '../../harness/wire';

const wire = new Wire();

/** What a poll finds: a number of waiting calls, a status, or a failure. */
type Meets = number | 'Enabled' | 'Disabled' | 'Deleted' | 'fails';

function answer(meets: Meets): void {
	if (meets === 'fails') return wire.answer(no(3, 'Busy'));
	const StatusName = typeof meets === 'string' ? meets : 'Enabled';
	const TotalPendingCalls = typeof meets === 'number' ? meets : 50;
	wire.answer(okWith([{ Name: 'Fiber', StatusName, Code: 'c1', TotalPendingCalls }]));
}

const settings = (event: string): INodeParameters => ({
	event,
	campaign: byId('c1'),
	threshold: 100,
});

/** Polls once for each. @returns which of the polls fired */
async function firesAt(trigger: PolledTrigger, sequence: readonly Meets[]): Promise<number[]> {
	const fired: number[] = [];
	for (const [index, meets] of sequence.entries()) {
		answer(meets);
		const poll = trigger.poll();
		if (meets === 'fails') await expect(poll).rejects.toThrow('internal error');
		else if ((await poll) !== null) fired.push(index);
	}
	return fired;
}

describe.each([
	['queueLow', 'falls to the threshold', [150, 101, 100], [2]],
	['queueLow', 'falls below the threshold', [150, 99, 80, 0], [1]],
	['queueLow', 'is refilled and falls again', [150, 90, 120, 90, 101, 100], [1, 3, 5]],
	['queueLow', 'gets some calls, not enough', [150, 50, 90, 100, 40], [1]],
	['queueLow', 'is low from the beginning', [90, 80], [0]],
	['queueLow', 'is full from the beginning', [500, 400], []],
	['queueLow', 'falls while the service is down', [150, 'fails', 'fails', 90, 80], [3]],
	['queueLow', 'is low before and after the service was down', [150, 90, 'fails', 80], [1]],
	['queueLow', 'is first polled while the service is down', ['fails', 150, 90], [2]],
	['queueEmpty', 'empties', [150, 1, 0, 0], [2]],
	['queueEmpty', 'is empty from the beginning', [0, 0], [0]],
	['queueEmpty', 'empties again', [1, 0, 1, 0], [1, 3]],
	['queueEmpty', 'empties while the service is down', [1, 'fails', 0], [2]],
	['statusChanged', 'keeps its status', ['Enabled', 'Enabled'], []],
	['statusChanged', 'has a status from the beginning', ['Disabled'], []],
	[
		'statusChanged',
		'is stopped and started',
		['Enabled', 'Disabled', 'Disabled', 'Enabled'],
		[1, 3],
	],
	['statusChanged', 'is deleted', ['Enabled', 'Deleted', 'Deleted'], [1]],
	['statusChanged', 'is stopped while the service is down', ['Enabled', 'fails', 'Disabled'], [2]],
	['statusChanged', 'has other calls', [150, 0, 7], []],
] as ReadonlyArray<readonly [string, string, readonly Meets[], readonly number[]]>)(
	'%s: a campaign that %s',
	(event, _name, sequence, expected) => {
		it(`${sequence.join(', ')} fires at ${expected.join(', ') || 'none'}`, async () => {
			expect(await firesAt(new PolledTrigger(settings(event)), sequence)).toEqual(expected);
		});
	},
);

describe('the item', () => {
	it('contains the number at the last successful poll', async () => {
		const trigger = new PolledTrigger(settings('queueLow'));
		await firesAt(trigger, [300, 150, 'fails']);
		answer(90);
		expect(await trigger.poll()).toEqual([
			{
				event: 'queueLow',
				campaign: 'c1',
				name: 'Fiber',
				status: 'Enabled',
				pendingCalls: 90,
				previous: { status: 'Enabled', pendingCalls: 150 },
			},
		]);
	});

	it('of a change contains both statuses', async () => {
		const trigger = new PolledTrigger(settings('statusChanged'));
		await firesAt(trigger, ['Enabled']);
		answer('Deleted');
		expect(await trigger.poll()).toMatchObject([
			{ event: 'statusChanged', status: 'Deleted', previous: { status: 'Enabled' } },
		]);
	});
});

describe('what it remembers', () => {
	it('is stored as a few plain values', async () => {
		const trigger = new PolledTrigger(settings('queueLow'));
		await firesAt(trigger, [150, 90]);
		expect(trigger.stored).toEqual({
			'node:Campaign Trigger': {
				watch: 'queueLow 100 c1',
				isReached: true,
				status: 'Enabled',
				pendingCalls: 90,
			},
		});
	});

	it('survives a restart', async () => {
		const trigger = new PolledTrigger(settings('queueLow'));
		expect(await firesAt(trigger, [150, 90])).toEqual([1]);
		trigger.restart();
		expect(await firesAt(trigger, [80])).toEqual([]);
		trigger.restart();
		expect(await firesAt(trigger, [150])).toEqual([]);
		trigger.restart();
		expect(await firesAt(trigger, [80])).toEqual([0]);
	});

	it.each([
		['the threshold', { threshold: 95 }],
		['the event', { event: 'queueEmpty' }],
		['the campaign', { campaign: byId('c2') }],
	])('is not carried over to other settings: %s', async (_name, change) => {
		const trigger = new PolledTrigger(settings('queueLow'));
		await firesAt(trigger, [0]);
		trigger.change(change);
		wire.answer(
			okWith(['c1', 'c2'].map((Code) => ({ StatusName: 'Enabled', Code, TotalPendingCalls: 0 }))),
		);
		expect(await trigger.poll()).toMatchObject([{ previous: null }]);
	});

	it('ignores the threshold if the panel does not show it', async () => {
		const trigger = new PolledTrigger(settings('queueEmpty'));
		await firesAt(trigger, [0]);
		trigger.change({ threshold: 5 });
		expect(await firesAt(trigger, [0])).toEqual([]);
	});

	it('does not change after a failed poll', async () => {
		const trigger = new PolledTrigger(settings('queueLow'));
		await firesAt(trigger, [90]);
		const before = trigger.stored;
		await firesAt(trigger, ['fails']);
		trigger.restart();
		expect(trigger.stored).toEqual(before);
	});
});

describe('when n8n starts while the service is down', () => {
	it.each(['init', 'leadershipChange'] as const)(
		'the first poll is silent, the next one fails, and nothing is forgotten (%s)',
		async (activation) => {
			const trigger = new PolledTrigger(settings('queueLow'));
			await firesAt(trigger, [90]);
			trigger.restart(activation);
			wire.answer(no(3, 'Busy'));
			expect(await trigger.poll()).toBeNull();
			expect(trigger.warnings).toEqual([
				'The first poll of “Campaign Trigger” failed. It tries again at its next poll: The Dialer service had an internal error',
			]);
			expect(await firesAt(trigger, ['fails', 80, 150, 80])).toEqual([3]);
		},
	);

	it.each(['activate', 'update', 'create'] as const)(
		'but the user who activates the workflow sees the error at once (%s)',
		async (activation) => {
			const trigger = new PolledTrigger(settings('queueLow'));
			trigger.restart(activation);
			expect(await firesAt(trigger, ['fails', 90])).toEqual([1]);
		},
	);
});

describe('a test run from the editor', () => {
	it.each(['queueLow', 'queueEmpty', 'statusChanged'])(
		'returns the current state each time (%s)',
		async (event) => {
			const trigger = new PolledTrigger(settings(event));
			for (const pendingCalls of [500, 500, 0]) {
				answer(pendingCalls);
				expect(await trigger.fetchTestEvent()).toEqual([
					{
						event,
						campaign: 'c1',
						name: 'Fiber',
						status: 'Enabled',
						pendingCalls,
						previous: null,
					},
				]);
			}
		},
	);

	it('changes nothing', async () => {
		const trigger = new PolledTrigger(settings('queueLow'));
		answer(90);
		await trigger.fetchTestEvent();
		expect(await firesAt(trigger, [150])).toEqual([]);
		answer(90);
		expect(await trigger.fetchTestEvent()).toMatchObject([{ previous: { pendingCalls: 150 } }]);
		expect(await firesAt(trigger, [90])).toEqual([0]);
	});
});
