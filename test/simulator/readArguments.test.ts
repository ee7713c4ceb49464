import { readArguments } from '../../simulator/commandLine';

it.each([
	['', {}],
	['--help', { isHelp: true }],
	['--port 0', { port: 0 }],
	['--dial', { dialing: {} }],
	['--speed max --lines 3', { dialing: { speed: 'max', linesPerCampaign: 3 } }],
	[
		'--port 7071 --cdr-url http://n8n/a --popup-url http://n8n/b --speed 60 --seed 5 --cdr-encoding form --popup-encoding get',
		{
			port: 7071,
			dialing: {
				cdrUrl: 'http://n8n/a',
				popUpUrl: 'http://n8n/b',
				speed: 60,
				seed: 5,
				cdrEncoding: 'form',
				popUpEncoding: 'get',
			},
		},
	],
])('%s', (line, expected) => {
	expect(readArguments(line ? line.split(' ') : [])).toEqual({ isHelp: false, ...expected });
});

it.each([
	['--port x', '--port takes a number from 0 to 65535, not x'],
	['--speed quick', '--speed cannot be quick'],
	['--cdr-url n8n', '--cdr-url cannot be n8n'],
	['--popup-encoding form', '--popup-encoding cannot be form'],
])('%s is refused', (line, message) => {
	expect(() => readArguments(line.split(' '))).toThrow(message);
});
