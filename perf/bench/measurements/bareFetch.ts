import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathOf } from '../../../nodes/VoicenterDialer/api/methods';
import type { Testbed } from '../../testbed';

/** Runs bareFetch.cjs with n8n's Node. The process stays up, so that it is as warm as n8n. */
export class BareFetch {
	private readonly child: ChildProcess;

	constructor(private readonly testbed: Testbed) {
		this.child = fork(join(__dirname, 'bareFetch.cjs'), {
			execPath: testbed.installation.node.binary,
			execArgv: [],
		});
	}

	/** Returns the seconds to build and send all leads of the file. */
	async send(file: string): Promise<number> {
		const { simulator } = this.testbed;
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
