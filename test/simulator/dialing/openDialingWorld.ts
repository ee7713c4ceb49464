import { startSimulator, type DialingOptions } from '../../../simulator';
import { clientOf } from '../clientOf';
import { Code, smallSeed } from '../smallSeed';
import { openReceiver } from './openReceiver';

const dayMs = Date.UTC(2026, 0, 15, 8);

/** 15 January 2026, 10:00 in Israel. */
export const startsAtSeconds = dayMs / 1000;

/** A simulator whose queues a test fills, and a receiver of what it tells. */
export async function openDialingWorld() {
	const simulator = await startSimulator({ seed: smallSeed });
	const receiver = await openReceiver();
	const client = clientOf(simulator);
	return {
		simulator,
		receiver,
		client,
		add: async (Target: string, fields: object = {}) => {
			const lead = { Code, Campaign: 'agents', Target, ...fields };
			const { body } = await client.json('AddCall', lead);
			expect(body).toMatchObject({ ErrorCode: 0 });
		},
		/** As fast as possible, until nothing is left to do. */
		dial: async (options: Partial<DialingOptions> = {}) => {
			simulator.dial({ speed: 'max', startsAtSeconds, ...options });
			await simulator.dialing.settled();
		},
		cdrUrl: `${receiver.url}/cdr`,
		popUpUrl: `${receiver.url}/popup`,
		phones: () => simulator.dialing.calls.map(({ lead }) => lead.phone),
		statuses: () => simulator.dialing.calls.map(({ outcome }) => outcome?.status),
		reset: () => {
			simulator.reset();
			receiver.clear();
		},
		close: async () => {
			await simulator.close();
			await receiver.close();
		},
	};
}

export type DialingWorld = Awaited<ReturnType<typeof openDialingWorld>>;
