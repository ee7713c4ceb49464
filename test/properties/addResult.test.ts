import * as fc from 'fast-check';
import { loadNatively } from '../harness/native';

const { matchAddResult } = loadNatively<typeof import('../../nodes/VoicenterDialer/run/addResult')>(
	'nodes/VoicenterDialer/run/addResult.ts',
);

const target = fc.integer({ min: 0, max: 30 }).map((number) => String(972500000000 + number));
const errorCode = fc.constantFrom<number | string>(0, '0', 2, 4, -2, '-2');
const leadOf = (Target: string, itemIndex: number) => ({
	itemIndex,
	request: {
		method: 'AddCallsBulk' as const,
		parameters: { Campaign: 'c1', Target },
		variables: {},
	},
});
const statusOf = (code: number | string) => (Number(code) === 0 ? 'added' : 'rejected');
const oddValue = fc.oneof(
	fc.double(),
	fc.string(),
	fc.boolean(),
	fc.constantFrom(null, undefined, [], {}, [[0]], 0, '0'),
);
const statuses = ['added', 'rejected', 'unknown'];

it('gives one verdict for each lead, whatever the list is', () => {
	fc.assert(
		fc.property(
			fc.array(target, { minLength: 1, maxLength: 12 }),
			fc.array(fc.oneof(oddValue, fc.record({ Target: target, ErrorCode: oddValue })), {
				maxLength: 15,
			}),
			(targets, list) => {
				const verdicts = matchAddResult(targets.map(leadOf), list);
				expect(verdicts).toHaveLength(targets.length);
				for (const { status } of verdicts) expect(statuses).toContain(status);
			},
		),
		{ numRuns: 1000 },
	);
});

/** A list as the service may hand it out: entries missing, repeated, foreign, in another order. */
const manipulation = fc.array(
	fc.record({
		what: fc.constantFrom('drop', 'repeat', 'insert', 'move'),
		at: fc.nat(20),
		to: fc.nat(20),
	}),
	{ maxLength: 4 },
);

it('never gives a lead a verdict that is another’s', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.tuple(target, errorCode), {
				minLength: 1,
				maxLength: 10,
				selector: ([number]) => number,
			}),
			manipulation,
			(leads, steps) => {
				const list = leads.map(([Target, ErrorCode]) => ({ Target, ErrorCode }));
				for (const { what, at, to } of steps) {
					const from = at % Math.max(1, list.length);
					const entry = list[from] ?? { Target: 'nobody', ErrorCode: 0 };
					if (what === 'drop' || what === 'move') list.splice(from, 1);
					if (what === 'move' || what === 'repeat') list.splice(to, 0, entry);
					if (what === 'insert') list.splice(to, 0, { Target: '1', ErrorCode: 2 });
				}
				const verdicts = matchAddResult(
					leads.map(([number], index) => leadOf(number, index)),
					list,
				);
				leads.forEach(([, code], index) => {
					expect([statusOf(code), 'unknown']).toContain(verdicts[index].status);
				});
				const isAllThere = steps.every(({ what }) => what === 'move');
				if (isAllThere) {
					expect(verdicts.map(({ status }) => status)).toEqual(
						leads.map(([, code]) => statusOf(code)),
					);
				}
			},
		),
		{ numRuns: 1000 },
	);
});
