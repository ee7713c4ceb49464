import { rejectedByAdd, runAddMany, sentByAdd } from '../../harness/addCalls';
import { ok, okWith, Wire } from '../../harness/wire';

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

it('accepts a number that is not text', async () => {
	expect(
		(await sentByAdd(wire, { target: '={{ $json.phone }}' }, { phone: 972501234567 })).Target,
	).toBe('972501234567');
});

it('leaves it unchanged with Clean Phone Numbers off', async () => {
	const options = { cleanPhoneNumbers: false };
	expect((await sentByAdd(wire, { target: '+972 50-123', options })).Target).toBe('+972 50-123');
});

describe('decimals', () => {
	const decimals: Array<[string, string]> = [
		['972501234567.0', '972501234567'],
		['972501234567.00', '972501234567'],
		['={{ "0501234567.0" }}', '0501234567'],
		['+972501234567.0', '972501234567'],
		[' 972501234567.0\u200f', '972501234567'],
		['050-1234567.0', '0501234567'],
		['2404.0', '2404'],
		['={{ 972501234567.0 }}', '972501234567'],
	];

	it.each(decimals)('are removed if they are zero: %j to %j', async (target, cleaned) => {
		expect((await sentByAdd(wire, { target })).Target).toBe(cleaned);
		const additionalFields = { callerId: target };
		expect((await sentByAdd(wire, { additionalFields })).Callerid).toBe(cleaned);
	});

	it('are also removed with Clean Phone Numbers off, which leaves the rest unchanged', async () => {
		const options = { cleanPhoneNumbers: false };
		const sent = async (target: string) => (await sentByAdd(wire, { target, options })).Target;
		expect(await sent('972501234567.0')).toBe('972501234567');
		expect(await sent('+972501234567.0')).toBe('+972501234567');
		expect(await sent('050.123.4567')).toBe('050.123.4567');
		expect((await rejectedByAdd({ target: '972501234567.5', options })).message).toMatch(/Target/);
	});

	it.each([
		['03.123.4567', '031234567'],
		['050.123.4567', '0501234567'],
		['050.1234567', '0501234567'],
		['050-123-45.67', '0501234567'],
		['050-123.45.00', '0501234500'],
		['(050) 123.4500', '0501234500'],
		['030.12345.678', '03012345678'],
		['01.23.45.67.89', '0123456789'],
		['+972.501234567', '972501234567'],
		['+1.212.555.0100', '12125550100'],
		['972501234567.', '972501234567'],
		['(050). 1234567', '0501234567'],
	])('are not confused with groups of digits: %s is %s', async (target, cleaned) => {
		expect((await sentByAdd(wire, { target })).Target).toBe(cleaned);
	});

	const notPhones = [
		'972501234567.5',
		'={{ 972501234567.5 }}',
		'97250123456.7',
		'050-1234567.5',
		'0501234567.000',
		'9.72501',
		'12.5',
		'12.50',
		'972501234567.12.5',
	];
	const rounded = ['9.72501E+11', '9,72501E+11', '9.73e11', '1E+12', '={{ 9.725e21 }}'];

	it.each([
		...notPhones.map((text) => [text, 'decimal point']),
		...rounded.map((text) => [text, 'scientific notation']),
	])('are an error in any other number: %s (%s)', async (text, says) => {
		for (const [label, parameters] of [
			['Target', { target: text }],
			['Caller ID', { additionalFields: { callerId: text } }],
		] as const) {
			const { message, description } = await rejectedByAdd(parameters);
			expect(message).toContain(label);
			expect(message).toContain(says);
			expect(description).toContain('Format the column as text');
		}
	});

	it('are an error only of their own lead in Add Many', async () => {
		wire.answer(ok);
		const { items } = await runAddMany([
			{ phone: '972501111111.0' },
			{ phone: '972502222222.5' },
			{ phone: '9.72501E+11' },
		]);
		expect(items.map(({ json }) => json.status)).toEqual(['added', 'rejected', 'rejected']);
		expect(wire.requests[0].body).toMatchObject([{ Target: '972501111111' }]);
	});
});

it.each([
	'={{ "" }}',
	'={{ "  " }}',
	'={{ $json.missing }}',
	'={{ " - " }}',
	'={{ {} }}',
	'={{ [] }}',
])('refuses %s', async (target) => {
	expect((await rejectedByAdd({ target })).message).toMatch(/Target/);
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

	it.each(callerIds)('is cleaned like a phone number: %j to %j', async (callerId, cleaned) => {
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

	it('stays unchanged with Clean Phone Numbers off', async () => {
		const additionalFields = { callerId: '+972 72-277' };
		const options = { cleanPhoneNumbers: false };
		expect((await sentByAdd(wire, { additionalFields, options })).Callerid).toBe('+972 72-277');
	});
});

describe('Complete Israeli Numbers', () => {
	const completeIsraeliNumbers = true;

	it.each<[unknown, string, string]>([
		['0501234567', '972501234567', '972501234567'],
		['050-123-4567', '972501234567', '972501234567'],
		['+972 (0)50-1234567', '972501234567', '972501234567'],
		[501234567, '972501234567', '972501234567'],
		['501234567.0', '972501234567', '972501234567'],
		[31234567, '97231234567', '97231234567'],
		[972501234567, '972501234567', '972501234567'],
		['+1 (212) 555-0100', '12125550100', '+1 (212) 555-0100'],
		['+597 47-1234', '597471234', '+597 47-1234'],
		['050-123-456', '050123456', '050-123-456'],
		[5012345678, '5012345678', '5012345678'],
	])('%j goes out as %s; without cleaning, as %s', async (phone, cleaned, asWritten) => {
		const target = '={{ $json.phone }}';
		const sent = async (options: object) =>
			(
				await sentByAdd(
					wire,
					{ target, options: { completeIsraeliNumbers, ...options } },
					{ phone },
				)
			).Target;
		expect(await sent({})).toBe(cleaned);
		expect(await sent({ cleanPhoneNumbers: false })).toBe(asWritten);
	});

	it('is off by default, and leaves the caller ID alone', async () => {
		expect((await sentByAdd(wire, { target: '501234567' })).Target).toBe('501234567');
		const additionalFields = { callerId: '0722776772' };
		const sent = await sentByAdd(wire, { additionalFields, options: { completeIsraeliNumbers } });
		expect(sent).toMatchObject({ Target: '972501234567', Callerid: '0722776772' });
	});

	it.each(['update', 'remove'])('works in call: %s', async (operation) => {
		const options = { completeIsraeliNumbers };
		const sent = await sentByAdd(wire, { operation, target: '501234567', options });
		expect(sent.Target).toBe('972501234567');
	});

	it('makes all spellings of a number one, for Skip Duplicates and Skip Pending', async () => {
		wire.answer(okWith({ Calls: [{ Phone: '0500000001' }] }), {
			method: 'GetCampaignPendingCalls',
		});
		wire.answer(ok, { method: 'AddCallsBulk' });
		const leads = [500000000, '0500000000', '972500000000', 500000001].map((phone) => ({ phone }));
		const { items } = await runAddMany(leads, {
			completeIsraeliNumbers,
			skipDuplicates: true,
			skipPending: true,
		});
		expect(items.map(({ json }) => json.reason)).toEqual([
			undefined,
			'duplicate',
			'duplicate',
			'pending',
		]);
		expect(wire.of('AddCallsBulk')[0].body).toMatchObject([{ Target: '972500000000' }]);
	});

	it('is an error that names it where it is neither true nor false', async () => {
		const options = { completeIsraeliNumbers: '={{ "maybe" }}' };
		expect((await rejectedByAdd({ options })).message).toMatch(/Complete Israeli Numbers/);
	});
});
