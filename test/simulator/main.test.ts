import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { repositoryRoot } from '../../e2e/machine/folders';

it('npm run simulator says what to enter, answers there, and ends with Ctrl-C', async () => {
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
