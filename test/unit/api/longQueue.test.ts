import { parseLongQueue } from '../../../nodes/VoicenterDialer/api/longQueue';

const callOf = (index: number) => ({
	Phone: String(972500000000 + index),
	CustomerName: ['Dana', 'a},{"b":1', '],[', '\\"Calls":[', '\\'][index % 5],
	CallStatus: { Status: 1, Description: 'Waiting' },
	CustomData: { var_list: 'x,{y},{', Calls: '"Calls":[' },
});
const callsUpTo = (count: number) => Array.from({ length: count }, (_, index) => callOf(index));
const answerWith = (calls: readonly unknown[], more = {}) => ({
	ErrorCode: 0,
	Data: { Calls: calls, Campaign: { Name: '"Calls":[{', TotalPendingCalls: calls.length } },
	...more,
});

it.each([
	['plain', answerWith(callsUpTo(20_000))],
	['with the campaign first', { Data: { Campaign: {}, Calls: callsUpTo(20_000) }, ErrorCode: 0 }],
	['with numbers and lists', answerWith(Array<unknown>(120_000).fill([{}, {}, 1]))],
	['with a long name', answerWith([{ Phone: '1', CustomerName: ',{'.repeat(700_000) }])],
])('a long answer is parsed as by JSON.parse, %s', async (_what, answer) => {
	const text = JSON.stringify(answer);
	expect(JSON.stringify((await parseLongQueue(text)) ?? JSON.parse(text)) === text).toBe(true);
});

it('parses in pieces', async () => {
	const text = JSON.stringify(answerWith(callsUpTo(20_000)));
	const parse = jest.spyOn(JSON, 'parse');
	await parseLongQueue(text);
	const lengths = parse.mock.calls.map(([piece]) => piece.length);
	parse.mockRestore();
	expect(lengths.length).toBeGreaterThan(2);
	expect(Math.max(...lengths)).toBeLessThan(1_300_000);
});

it.each([
	['short', JSON.stringify(answerWith(callsUpTo(3)))],
	['cut', JSON.stringify(answerWith(callsUpTo(20_000))).slice(0, -10)],
	['damaged', JSON.stringify(answerWith(callsUpTo(20_000))).replace('"Phone"', 'Phone')],
	['another list', JSON.stringify({ Calls: callsUpTo(20_000), Data: { Calls: [] } })],
	['two lists', `{"Data":{"Calls":[${'{"a":1},'.repeat(300_000)}{}],"Calls":[]}}`],
])('leaves an answer to the usual parser: %s', async (_what, text) => {
	expect(await parseLongQueue(text)).toBeUndefined();
});
