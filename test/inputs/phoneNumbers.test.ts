import { ok } from '../harness/answers';
import { runAddMany } from '../harness/runAddMany';
import { Wire } from '../harness/wire';
import { refusedByAdd, sentByAdd } from '../harness/sendAdd';

const wire = new Wire();

it.each([
	['0501234567', '0501234567'],
	['050-123-4567', '0501234567'],
	['050‐123‑45–67', '0501234567'],
	['050\u2212123\u22124567', '0501234567'],
	['050־1234567', '0501234567'],
	['(050) 123.45.67', '0501234567'],
	['+972 50 123 4567', '972501234567'],
	['00972-50-1234567', '972501234567'],
	[' 050 123 4567 ', '0501234567'],
	['0501234567#5', '0501234567#5'],
	['050/1234567', '050/1234567'],
	['*2404', '*2404'],
	['sip:dana', 'sip:dana'],
	['+00972501234567', '972501234567'],
])('cleans %j to %j', async (target, cleaned) => {
	expect((await sentByAdd(wire, { target })).Target).toBe(cleaned);
});

it('takes a number that is no text', async () => {
	expect(
		(await sentByAdd(wire, { target: '={{ $json.phone }}' }, { phone: 972501234567 })).Target,
	).toBe('972501234567');
});

it('leaves it as it is where it is told to', async () => {
	const options = { cleanPhoneNumbers: false };
	expect((await sentByAdd(wire, { target: '+972 50-123', options })).Target).toBe('+972 50-123');
});

it.each([
	'={{ "" }}',
	'={{ "  " }}',
	'={{ $json.missing }}',
	'={{ " - " }}',
	'={{ {} }}',
	'={{ [] }}',
])('refuses %s', async (target) => {
	expect((await refusedByAdd({ target })).message).toMatch(/Target/);
});

describe('the caller ID', () => {
	const callerIds: Array<[string, string]> = [
		['072-277-6772', '0722776772'],
		['+972 (72) 277.6772', '972722776772'],
		['00972722776772', '972722776772'],
		['*2404', '*2404'],
		['Anonymous', 'Anonymous'],
		['My Shop (Haifa)', 'My Shop (Haifa)'],
		['קול-סנטר 2', 'קול-סנטר 2'],
	];

	it.each(callerIds)('is cleaned as a number is: %j to %j', async (callerId, cleaned) => {
		expect((await sentByAdd(wire, { additionalFields: { callerId } })).Callerid).toBe(cleaned);
		expect(
			await sentByAdd(wire, { operation: 'update', updateFields: { callerId } }),
		).toHaveProperty('Callerid', cleaned);
	});

	it.each(callerIds)('is cleaned in Add Many too: %j to %j', async (callerId, cleaned) => {
		wire.answer(ok);
		const additionalFields = { callerId: '={{ $json.from }}' };
		const lead = { phone: '0501234567', from: callerId };
		await runAddMany([lead], {}, { parameters: { additionalFields } });
		expect(wire.requests[0].body).toMatchObject([{ CallerID: cleaned }]);
	});

	it('stays as it is where it is told to', async () => {
		const additionalFields = { callerId: '+972 72-277' };
		const options = { cleanPhoneNumbers: false };
		expect((await sentByAdd(wire, { additionalFields, options })).Callerid).toBe('+972 72-277');
	});
});
