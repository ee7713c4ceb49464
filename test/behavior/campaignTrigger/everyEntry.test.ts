import fc from 'fast-check';
import { PolledTrigger } from '../../harness/campaignTrigger';
import { byId } from '../../harness/runNode';
import { no, okWith, Wire } from '../../harness/wire';

const wire = new Wire();
const countNames = ['TotalPendingCalls', 'TotalAwaitingCalls'] as const;

/** What happens to an active workflow. */
type Step =
	| { readonly kind: 'poll'; readonly count: number; readonly countName: string }
	| { readonly kind: 'failed poll' | 'restart' | 'test run' };

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('poll' as const),
			count: fc.nat({ max: 6 }),
			countName: fc.constantFrom(...countNames),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constantFrom('failed poll' as const, 'restart' as const, 'test run' as const),
		}),
	},
);

const campaign = (count: number, countName: string) =>
	okWith([{ StatusName: 'Enabled', Code: 'c1', [countName]: count }]);

/** Performs the step. @returns whether the trigger fired */
async function take(trigger: PolledTrigger, next: Step): Promise<boolean> {
	if (next.kind === 'restart') {
		trigger.restart();
		return false;
	}
	if (next.kind === 'test run') {
		wire.answer(campaign(0, countNames[0]));
		await trigger.fetchTestEvent();
		return false;
	}
	wire.answer(next.kind === 'poll' ? campaign(next.count, next.countName) : no(3));
	const items = await trigger.poll().catch(() => null);
	return items !== null;
}

/** When it has to fire, determined without the trigger's code. */
class Expected {
	private isLow = false;

	private isStoredLow = false;

	/** The next poll belongs to an activation, which fails with it unless n8n itself is starting. */
	private isFirst = true;

	private isStart = false;

	constructor(private readonly threshold: number) {}

	fires(next: Step): boolean {
		if (next.kind === 'restart') {
			this.isLow = this.isStoredLow;
			this.isFirst = true;
			this.isStart = true;
		}
		if (next.kind === 'failed poll' && this.isStart) this.isFirst = false;
		if (next.kind !== 'poll') return false;
		const wasLow = this.isLow;
		this.isLow = next.count <= this.threshold;
		const fires = this.isLow && !wasLow;
		// n8n stores the trigger's data on activation, and when it fires.
		if (fires || this.isFirst) this.isStoredLow = this.isLow;
		this.isFirst = false;
		return fires;
	}
}

it('fires each time the state is entered and at no other time, whatever happens in between', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { maxLength: 15 }),
			fc.nat({ max: 4 }),
			async (steps, threshold) => {
				const trigger = new PolledTrigger({ event: 'queueLow', campaign: byId('c1'), threshold });
				const expected = new Expected(threshold);
				for (const next of steps) {
					expect(await take(trigger, next)).toBe(expected.fires(next));
				}
			},
		),
		{ numRuns: 200 },
	);
});
