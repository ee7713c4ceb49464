import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { pathOf } from '../../../nodes/VoicenterDialer/api/methods';
import { startSimulator, type Simulator } from '../../../simulator';
import { Code, smallSeed, type Reply } from './client';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ seed: smallSeed });
});
afterAll(async () => await simulator.close());

const addCall = `${pathOf('AddCall')}?Code=${Code}&Campaign=agents&Target=0501234567`;

/** As a browser sends it, which sets these headers itself. `fetch` would not let a test set them. */
const send = async (
	headers: Record<string, string>,
	path = addCall,
	method = 'GET',
): Promise<Pick<Reply, 'status' | 'text'>> =>
	await new Promise((resolve, reject) => {
		const { port } = simulator;
		const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (part: string) => (text += part));
			response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
		});
		sent.on('error', reject).end();
	});

const leadsAfter = async (headers: Record<string, string>) => {
	simulator.reset();
	const { status } = await send(headers);
	return { status, leads: simulator.leads().length, requests: simulator.requests.length };
};

const own = () => `127.0.0.1:${simulator.port}`;

it.each<[string, () => Record<string, string>]>([
	['n8n', () => ({ host: own() })],
	['n8n, which calls this computer by name', () => ({ host: `localhost:${simulator.port}` })],
	['n8n in Docker', () => ({ host: `host.docker.internal:${simulator.port}` })],
	['IPv6', () => ({ host: `[::1]:${simulator.port}` })],
	['a proxy on this computer', () => ({ host: 'localhost' })],
	['the user, in a browser', () => ({ host: own(), 'sec-fetch-site': 'none' })],
	[
		'its own page',
		() => ({ host: own(), origin: `http://${own()}`, 'sec-fetch-site': 'same-origin' }),
	],
])('answers %s', async (_who, headers) => {
	expect(await leadsAfter(headers())).toEqual({ status: 200, leads: 1, requests: 1 });
});

it.each<[string, () => Record<string, string>]>([
	['a page’s script', () => ({ host: own(), origin: 'https://evil.example' })],
	['a page without an origin', () => ({ host: own(), origin: 'null' })],
	[
		'a page of another server on this computer',
		() => ({ host: own(), origin: 'http://127.0.0.1' }),
	],
	['an image in a page', () => ({ host: own(), 'sec-fetch-site': 'cross-site' })],
	['a link in a page of this computer', () => ({ host: own(), 'sec-fetch-site': 'same-site' })],
	...[
		'evil.example',
		'127.0.0.1.evil.example',
		'localhost.evil.example',
		'evil.example#localhost',
		'localhost@evil.example',
		'192.168.1.5',
		'0.0.0.0',
		' ',
	].map((host): [string, () => Record<string, string>] => [
		`a page under the name “${host}” that leads here`,
		() => ({ host }),
	]),
])('refuses %s', async (_who, headers) => {
	expect(await leadsAfter(headers())).toEqual({ status: 403, leads: 0, requests: 0 });
});

it.each(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'])(
	'refuses %s in every place, and says why',
	async (method) => {
		for (const path of ['/_simulator/state', '/_simulator/dialing', '/_simulator/x', '/']) {
			const otherPage = await send({ origin: 'https://evil.example' }, path, method);
			expect(otherPage).toEqual({
				status: 403,
				text: 'The simulator answers no other web page. Enter the address in your browser yourself.\n',
			});
			const otherName = await send({ host: 'evil.example:7070' }, path, method);
			expect(otherName).toEqual({
				status: 403,
				text: 'The simulator answers only under a name of this computer, such as localhost or 127.0.0.1, not "evil.example:7070".\n',
			});
		}
	},
);

it('cannot be reached from another computer', async () => {
	const others = Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.filter(({ internal, family }) => !internal && family === 'IPv4');
	for (const { address } of others) {
		await expect(fetch(`http://${address}:${simulator.port}/`)).rejects.toThrow('fetch failed');
	}
});
