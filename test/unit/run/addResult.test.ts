import * as fc from 'fast-check';
import { matchAddResult } from '../../../nodes/VoicenterDialer/run/addResult';
import { loadNatively } from '../../harness/n8n';

interface Sent {
	readonly Target: string;
	readonly id: string;
}

const leadOf = ({ Target, id }: Sent, itemIndex: number) => ({
	itemIndex,
	request: {
		method: 'AddCallsBulk' as const,
		parameters: { Campaign: 'c1', Target },
		variables: { var_id: id },
	},
});

/** An entry as the service writes it, with the custom variables of its lead. */
const resultOf = ({ Target, id }: Sent, ErrorCode: unknown) => ({
	Target,
	ErrorCode,
	Description: 'Said',
	CustomData: { var_id: id },
});

const statuses = (sent: readonly Sent[], list: readonly unknown[]) =>
	matchAddResult(sent.map(leadOf), list).map(({ status }) => status);

const a = { Target: '0501111111', id: 'a' };
const b = { Target: '0502222222', id: 'b' };
const c = { Target: '0503333333', id: 'c' };
const again = { Target: '972501111111', id: 'again' };

it.each([
	['nothing', [a, b], [], ['unknown', 'unknown']],
	['one for both', [a, again], [{ Target: a.Target, ErrorCode: 0 }], ['unknown', 'unknown']],
	['which lead the only entry belongs to', [a, again], [resultOf(again, 0)], ['unknown', 'added']],
	[
		'both the same for one number, in any order',
		[a, b, again],
		[resultOf(again, 0), resultOf(a, 0), resultOf(b, 2)],
		['added', 'rejected', 'added'],
	],
	[
		'one target for all',
		[a, b],
		[resultOf({ ...a, id: 'b' }, 0), resultOf(a, 0)],
		['unknown', 'unknown'],
	],
	['an internal error for one', [a, b], [resultOf(a, 3), resultOf(b, 0)], ['unknown', 'added']],
	[
		'a code that is not a number',
		[a, b],
		[resultOf(a, 'no'), resultOf(b, '0')],
		['rejected', 'added'],
	],
	['an empty code', [a, b], [resultOf(a, ''), resultOf(b, null)], ['unknown', 'unknown']],
	['no targets', [a, b], [{ ErrorCode: 0 }, { ErrorCode: 2 }], ['added', 'rejected']],
	[
		'no target for one, in its place',
		[a, b],
		[{ ...resultOf(a, 2), Target: null }, resultOf(b, 0)],
		['rejected', 'added'],
	],
	[
		'an empty and a missing target, in their places',
		[a, b, c],
		[{ Target: ' ', ErrorCode: 0 }, resultOf(b, 2), { ErrorCode: 4 }],
		['added', 'rejected', 'rejected'],
	],
	[
		'no target for one, and the others elsewhere',
		[a, b, c],
		[resultOf(b, 0), resultOf(a, 2), { Target: null, ErrorCode: 0 }],
		['rejected', 'added', 'unknown'],
	],
	[
		'no targets, but the variables of other leads',
		[a, b],
		[
			{ ...resultOf(b, 2), Target: null },
			{ ...resultOf(a, 0), Target: null },
		],
		['unknown', 'unknown'],
	],
	['no target, and nothing else for two', [a, b], [{ Target: null }], ['unknown', 'unknown']],
	[
		'unreadable entries at some positions',
		[a, b, c],
		[null, resultOf(b, 2), undefined],
		['unknown', 'rejected', 'unknown'],
	],
	[
		'only unreadable entries',
		[a, b, c],
		[{ Target: {}, ErrorCode: {} }, [], { Target: 7, ErrorCode: true, CustomData: 'x' }],
		['unknown', 'unknown', 'unknown'],
	],
	[
		'two spellings of one number, in another order',
		[a, again],
		[
			{ Target: again.Target, ErrorCode: 2 },
			{ Target: a.Target, ErrorCode: 0 },
		],
		['added', 'rejected'],
	],
	[
		'two spellings of one number among others, in another order',
		[a, b, again],
		[
			{ Target: b.Target, ErrorCode: 4 },
			{ Target: again.Target, ErrorCode: 0 },
			{ Target: a.Target, ErrorCode: 2 },
		],
		['rejected', 'rejected', 'added'],
	],
	[
		'one of two spellings twice',
		[a, again],
		[
			{ Target: again.Target, ErrorCode: 0 },
			{ Target: again.Target, ErrorCode: 2 },
		],
		['unknown', 'unknown'],
	],
	[
		'one of two spellings at the other’s position, next to an entry without a target',
		[a, again],
		[
			{ Target: null, ErrorCode: 2 },
			{ Target: a.Target, ErrorCode: 0 },
		],
		['unknown', 'unknown'],
	],
	[
		'one spelling for all numbers, in the order of the leads',
		[a, again, b],
		[
			{ Target: again.Target, ErrorCode: 2 },
			{ Target: again.Target, ErrorCode: 0 },
			{ Target: '972502222222', ErrorCode: 0 },
		],
		['rejected', 'added', 'added'],
	],
	['no targets, and one too few', [a, b], [{ ErrorCode: 0 }], ['unknown', 'unknown']],
])('reads a list that says %s', (_what, sent, list, expected) => {
	expect(statuses(sent, list)).toEqual(expected);
});

it('does not swap the verdicts of two leads with the same number', () => {
	const list = [resultOf(again, 2), resultOf(a, 0)];
	const [first, second] = statuses([a, again], list);
	expect(['added', 'unknown']).toContain(first);
	expect(['rejected', 'unknown']).toContain(second);
});

const few = fc.constantFrom('0501111111', '972501111111', '0502222222', '0503333333');
const change = fc.record({
	what: fc.constantFrom('drop', 'repeat', 'insert', 'move', 'reverse'),
	at: fc.nat(9),
	to: fc.nat(9),
});

it('never gives a lead another’s verdict, with repeated numbers', () => {
	const leads = fc.array(fc.tuple(few, fc.constantFrom(0, 2)), { minLength: 1, maxLength: 6 });
	fc.assert(
		fc.property(leads, fc.array(change, { maxLength: 3 }), (given, changes) => {
			const sent = given.map(([Target], index) => ({ Target, id: String(index) }));
			const list = sent.map((lead, index) => resultOf(lead, given[index][1]));
			for (const { what, at, to } of changes) {
				const entry = list[at % Math.max(1, list.length)];
				if (what === 'insert') list.splice(to, 0, resultOf({ Target: '1', id: '' }, 0));
				if (entry === undefined) continue;
				if (what === 'drop' || what === 'move') list.splice(list.indexOf(entry), 1);
				if (what === 'move' || what === 'repeat') list.splice(to, 0, entry);
				if (what === 'reverse') list.reverse();
			}
			statuses(sent, list).forEach((status, index) => {
				const own = given[index][1] === 0 ? 'added' : 'rejected';
				expect([own, 'unknown']).toContain(status);
			});
		}),
		{ numRuns: 1000 },
	);
});

it('never gives a lead another’s verdict if targets are missing, identical or moved', () => {
	const leads = fc.uniqueArray(fc.tuple(few, fc.constantFrom(0, 2)), {
		minLength: 1,
		maxLength: 4,
		selector: ([number]) => number,
	});
	const lack = fc.constantFrom(undefined, null, '', ' ');
	const changes = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.option(lack, { nil: 'kept' })), {
		maxLength: 3,
	});
	const isData = fc.boolean();
	fc.assert(
		fc.property(leads, changes, isData, (given, moves, hasData) => {
			const sent = given.map(([Target], index) => ({ Target, id: String(index) }));
			const list = sent.map((lead, index) => ({
				...resultOf(lead, given[index][1]),
				Target: lead.Target as unknown,
				...(!hasData && { CustomData: undefined }),
			}));
			const isMoved = moves.some(([at, to]) => at % list.length !== to % list.length);
			for (const [at, to, target] of moves) {
				const [entry] = list.splice(at % list.length, 1);
				list.splice(to % (list.length + 1), 0, entry);
				// An entry that does not identify its lead can only be matched by position.
				if (target !== 'kept' && (hasData || !isMoved)) entry.Target = target;
			}
			statuses(sent, list).forEach((status, index) => {
				const own = given[index][1] === 0 ? 'added' : 'rejected';
				expect(isMoved ? [own, 'unknown'] : [own]).toContain(status);
			});
		}),
		{ numRuns: 2000 },
	);
});

it('matches 100,000 leads with their results, in reverse order too', () => {
	const sent = Array.from({ length: 100_000 }, (_, index) => ({
		Target: String(972500000000 + index),
		id: String(index),
	}));
	const list = sent.map((lead, index) => resultOf(lead, index % 2 === 0 ? 0 : 2));
	const own = sent.map((_, index) => (index % 2 === 0 ? 'added' : 'rejected'));
	expect(statuses(sent, list)).toEqual(own);
	expect(statuses(sent, list.reverse())).toEqual(own);
});

it('reads a long list about one number quickly', () => {
	const sent = Array.from({ length: 3000 }, (_, index) => ({
		Target: a.Target,
		id: String(index),
	}));
	const list = sent.map((lead, index) => resultOf(lead, index % 2 === 0 ? 0 : 2)).reverse();
	expect(statuses(sent, list)).toEqual(
		sent.map((_, index) => (index % 2 === 0 ? 'added' : 'rejected')),
	);
});

describe('a list that belongs to the leads', () => {
	const { matchAddResult } = loadNatively<
		typeof import('../../../nodes/VoicenterDialer/run/addResult')
	>('nodes/VoicenterDialer/run/addResult.ts');

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

	it('returns one verdict for each lead, whatever the list is', () => {
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

	/** A list with missing, repeated and foreign entries, in another order. */
	const manipulation = fc.array(
		fc.record({
			what: fc.constantFrom('drop', 'repeat', 'insert', 'move'),
			at: fc.nat(20),
			to: fc.nat(20),
		}),
		{ maxLength: 4 },
	);

	it('never gives a lead another’s verdict', () => {
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
});
