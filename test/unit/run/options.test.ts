import { readOptions } from '../../../nodes/VoicenterDialer/run/options';

const read = (options: Readonly<Record<string, unknown>>) =>
	readOptions((path) => options[path.replace('options.', '')], false);

it.each([
	[undefined, 'json'],
	['', 'json'],
	[' ', 'json'],
	['JSON', 'json'],
	['Form', 'form'],
	[' query ', 'query'],
])('reads Request Format %j as %s', (requestFormat, encoding) => {
	expect(read({ requestFormat }).encoding).toBe(encoding);
});

it.each(['xml', 'get', '0', {}])('rejects Request Format %j', (requestFormat) => {
	expect(() => read({ requestFormat })).toThrow(/Request Format/);
});
