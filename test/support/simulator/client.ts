import { pathOf, type MethodName } from '../../../nodes/VoicenterDialer/api/methods';
import { startSimulator, type AccountSeed, type Simulator } from '../../../simulator';

export interface Reply {
	readonly status: number;
	readonly text: string;
	/** The parsed body, or undefined if it is not JSON. */
	readonly body: Record<string, unknown> | undefined;
}

async function replyOf(response: Response): Promise<Reply> {
	const text = await response.text();
	try {
		return { status: response.status, text, body: JSON.parse(text) as Reply['body'] };
	} catch {
		return { status: response.status, text, body: undefined };
	}
}

/** Sends requests in each encoding without any code of the package. */
export function clientOf(simulator: Pick<Simulator, 'url'>) {
	const post = async (path: string, contentType: string, body: string) =>
		await replyOf(
			await fetch(simulator.url + path, {
				method: 'POST',
				headers: { 'content-type': contentType },
				body,
			}),
		);
	return {
		post,
		json: async (method: MethodName, body: unknown) =>
			await post(pathOf(method), 'application/json', JSON.stringify(body)),
		form: async (method: MethodName, parameters: Record<string, string>) =>
			await post(
				pathOf(method),
				'application/x-www-form-urlencoded',
				new URLSearchParams(parameters).toString(),
			),
		query: async (method: MethodName, parameters: Record<string, string>) =>
			await replyOf(
				await fetch(
					`${simulator.url}${pathOf(method)}?${new URLSearchParams(parameters).toString()}`,
				),
			),
		get: async (path: string) => await replyOf(await fetch(simulator.url + path)),
	};
}

export type Client = ReturnType<typeof clientOf>;

/** A small account for tests. */
export const smallSeed: AccountSeed = {
	code: 'account-code',
	campaigns: [
		{ code: 'agents', name: 'Agents', members: { sip1: 'Dana' } },
		{ code: 'ivr', name: 'Reminders', kind: 'ivr' },
		{ code: 'predictive', name: 'Predictive', kind: 'predictive' },
		{ code: 'stopped', name: 'Stopped', status: 'Disabled' },
		{ code: 'gone', name: 'Gone', status: 'Deleted' },
	],
	extensions: [
		{
			SIP: 'sip2',
			Name: 'Yossi',
			SpeedDial: 101,
			AccountID: 1,
			AccountName: 'Test',
			UserName: 'Yossi',
			UserEmail: 'yossi@example.com',
		},
	],
	blacklist: ['0509999999'],
};

export const Code = smallSeed.code;

interface SimulatorWorld {
	simulator: Simulator;
	client: Client;
}

/** A simulator with the small account for the tests of a file, reset before each. */
export function useSimulator(): Readonly<SimulatorWorld> {
	const world = {} as SimulatorWorld;
	beforeAll(async () => {
		world.simulator = await startSimulator({ seed: smallSeed });
		world.client = clientOf(world.simulator);
	});
	beforeEach(() => world.simulator.reset());
	afterAll(async () => await world.simulator.close());
	return world;
}
