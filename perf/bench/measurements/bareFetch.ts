import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathOf } from '../../../nodes/VoicenterDialer/api/methods';
import type { Testbed } from '../../testbed';

/** Runs bareFetch.cjs, under the Node that n8n runs under; it stays up, so that it is as warm as n8n. */
export class BareFetch {
	private readonly child: ChildProcess;

	constructor(private readonly bench: Testbed) {
		this.child = fork(join(__dirname, 'bareFetch.cjs'), {
			execPath: bench.installation.node.binary,
			execArgv: [],
		});
	}

	/** Seconds for building and sending all leads of the file. */
	async send(file: string): Promise<number> {
		const { simulator } = this.bench;
		const answer = once(this.child, 'message');
		this.child.send({
			file,
			url: simulator.url + pathOf('AddCallsBulk'),
			code: simulator.accountCode,
			campaign: simulator.campaign,
		});
		const [milliseconds] = (await answer) as [number];
		return milliseconds / 1000;
	}

	stop(): void {
		this.child.kill();
	}
}
