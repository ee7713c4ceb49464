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
