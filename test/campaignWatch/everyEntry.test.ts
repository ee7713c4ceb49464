import fc from 'fast-check';
import { no, okWith } from '../harness/answers';
import { byId } from '../harness/locator';
import { Wire } from '../harness/wire';
import { PolledTrigger } from './PolledTrigger';

const wire = new Wire();

type Step =
	| { readonly kind: 'seen'; readonly count: number; readonly isIvr: boolean }
	| { readonly kind: 'failed' | 'restarted' | 'looked at'; readonly count: number };

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('seen' as const),
			count: fc.nat({ max: 6 }),
			isIvr: fc.boolean(),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constantFrom('failed' as const, 'restarted' as const, 'looked at' as const),
			count: fc.nat({ max: 6 }),
		}),
	},
);

const record = (count: number, isIvr = false) =>
	okWith([
		{
			StatusName: 'Enabled',
			Code: 'c1',
			[isIvr ? 'TotalAwaitingCalls' : 'TotalPendingCalls']: count,
		},
	]);

/** Takes the step; whether the trigger fired. */
async function take(trigger: PolledTrigger, { kind, ...rest }: Step): Promise<boolean> {
	const isIvr = 'isIvr' in rest && rest.isIvr;
	if (kind === 'restarted') {
		trigger.restart();
		return false;
	}
	wire.answer(kind === 'failed' ? no(3) : record(rest.count, isIvr));
	if (kind === 'failed') {
		await expect(trigger.poll()).rejects.toThrow();
		return false;
	}
	if (kind === 'looked at') {
		await trigger.fetchTestEvent();
		return false;
	}
	return (await trigger.poll()) !== null;
}

it('fires at every entry into the state, and never else, whatever happens in between', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { maxLength: 15 }),
			fc.nat({ max: 4 }),
			async (steps, threshold) => {
				const trigger = new PolledTrigger({ event: 'queueLow', campaign: byId('c1'), threshold });
				let wasLow = false;
				let isStoredLow = false;
				let isActivation = true;
				for (const next of steps) {
					const fired = await take(trigger, next);
					if (next.kind === 'restarted') {
						wasLow = isStoredLow;
						isActivation = true;
					}
					const isLow: boolean = next.kind === 'seen' ? next.count <= threshold : wasLow;
					expect(fired).toBe(isLow && !wasLow);
					wasLow = isLow;
					if (fired || (isActivation && next.kind === 'seen')) {
						isStoredLow = isLow;
						isActivation = false;
					}
				}
			},
		),
		{ numRuns: 60 },
	);
});
