import { okWith } from '../harness/answers';
import { phones, runAddMany } from '../harness/runAddMany';
import { Wire } from '../harness/wire';

const wire = new Wire();
const [a, b, c] = phones(3).map(({ phone }) => phone);
const result = (Target: string, ErrorCode: number | string, Description = 'Said') => ({
	Target,
	ErrorCode,
	Description,
	CustomData: {},
});

async function statusesFor(results: unknown[], targets = [a, b, c]): Promise<unknown[]> {
	wire.answer(
		{ body: { ErrorCode: 0, Description: 'OK', AddResult: results } },
		{ method: 'AddCallsBulk' },
	);
	wire.answer(okWith({ Calls: [] }), { method: 'GetCampaignPendingCalls', isOptional: true });
	const { items, error } = await runAddMany(targets.map((phone) => ({ phone })));
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.target)).toEqual(targets);
	return items.map(({ json }) => json.status);
}

it('gives each lead its own verdict', async () => {
	const results = [result(a, 0), result(b, -2, 'Bad format'), result(c, '0')];
	wire.answer({ body: { ErrorCode: 0, Description: 'OK', AddResult: results } });
	const { items, error } = await runAddMany(phones(3));
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ target: a, status: 'added', errorCode: 0 });
	expect(items[1].json).toMatchObject({ target: b, status: 'rejected', errorCode: -2 });
	expect(items[1].json.description).toMatch(/Bad format/);
	expect(items[2].json).toMatchObject({ target: c, status: 'added', errorCode: 0 });
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
});

it('believes the list rather than the answer’s own code', async () => {
	const results = [result(a, 0), result(b, 2), result(c, 0)];
	wire.answer({ body: { ErrorCode: 2, Description: 'Some failed', AddResult: results } });
	const { items, error } = await runAddMany(phones(3));
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.status)).toEqual(['added', 'rejected', 'added']);
});

it.each([
	['reordered', [result(c, 4), result(a, 0), result(b, 2)], ['added', 'rejected', 'rejected']],
	['short', [result(a, 0), result(c, 2)], ['added', 'unknown', 'rejected']],
	[
		'long',
		[result(a, 0), result('1', 0), result(b, 2), result(c, 0)],
		['added', 'rejected', 'added'],
	],
	[
		'about other numbers',
		[result('1', 0), result('2', 0), result('3', 0)],
		['unknown', 'unknown', 'unknown'],
	],
	[
		'spelled otherwise',
		[result('0500000000', 0), result(`+${b}`, 2), result(c, 0)],
		['added', 'rejected', 'added'],
	],
	['not made of objects', [null, 'x', 3], ['unknown', 'unknown', 'unknown']],
	[
		'without its codes',
		[{ Target: a }, result(b, 0), { Target: c }],
		['unknown', 'added', 'unknown'],
	],
])('matches a list that is %s', async (_how, results, expected) => {
	expect(await statusesFor(results)).toEqual(expected);
});

it('matches leads with the same number by position', async () => {
	const results = [result(a, 0), result(a, 2), result(b, 0)];
	expect(await statusesFor(results, [a, a, b])).toEqual(['added', 'rejected', 'added']);
});

it('does not guess which of two leads with the same number was rejected', async () => {
	const results = [result(b, 0), result(a, 0), result(a, 2)];
	expect(await statusesFor(results, [a, a, b])).toEqual(['unknown', 'unknown', 'added']);
});
