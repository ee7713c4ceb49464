import * as fc from 'fast-check';
import { matchAddResult } from '../../nodes/VoicenterDialer/run/matchAddResult';

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
const again = { Target: '972501111111', id: 'again' };

it.each([
	['nothing', [a, b], [], ['unknown', 'unknown']],
	['one for both', [a, again], [{ Target: a.Target, ErrorCode: 0 }], ['unknown', 'unknown']],
	['whose the only one is', [a, again], [resultOf(again, 0)], ['unknown', 'added']],
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
		'a code that is no number',
		[a, b],
		[resultOf(a, 'no'), resultOf(b, '0')],
		['rejected', 'added'],
	],
	['an empty code', [a, b], [resultOf(a, ''), resultOf(b, null)], ['unknown', 'unknown']],
	['no targets', [a, b], [{ ErrorCode: 0 }, { ErrorCode: 2 }], ['added', 'rejected']],
	['no targets, and one too few', [a, b], [{ ErrorCode: 0 }], ['unknown', 'unknown']],
])('reads a list that says %s', (_what, sent, list, expected) => {
	expect(statuses(sent, list)).toEqual(expected);
});

it('does not swap the verdicts of two leads with one number', () => {
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

it('never gives a lead another’s verdict, with numbers that come again', () => {
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
