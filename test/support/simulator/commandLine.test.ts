import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { repositoryRoot } from '../../../e2e/machine/folders';
import { readArguments } from '../../../simulator/commandLine';

describe('arguments', () => {
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
	])('%s is rejected', (line, message) => {
		expect(() => readArguments(line.split(' '))).toThrow(message);
	});
});

describe('the command', () => {
	it('npm run simulator shows its address, answers there, and ends with Ctrl-C', async () => {
		const args = ['--import', 'tsx', 'simulator/main.ts', '--port', '0'];
		const simulator = spawn(process.execPath, args, { cwd: repositoryRoot });
		const ended = once(simulator, 'exit');
		try {
			let said = '';
			await new Promise<void>((resolve) => {
				simulator.stdout.setEncoding('utf8').on('data', (text: string) => {
					said += text;
					if (said.includes('/_simulator/state')) resolve();
				});
			});
			const [, Code] = /Account Code\s+(\S+)/.exec(said) ?? [];
			const [, url] = /Base URL\s+(\S+)/.exec(said) ?? [];
			const response = await fetch(`${url}/ForwardDialer/Dialer/GetCampaignList`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ Code }),
			});
			expect(await response.json()).toMatchObject({ ErrorCode: 0 });
		} finally {
			simulator.kill('SIGINT');
		}
		expect(await ended).toEqual([0, null]);
	});
});
