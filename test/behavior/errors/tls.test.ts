import { startSimulator, type Simulator } from '../../../simulator';
import { createCertificates, type Certificate } from '../../../simulator/tls/certificates';
import { startTlsProxy, type TlsFault } from '../../../simulator/tls/tlsProxy';
import { loadNatively } from '../../harness/n8n';
import { byId, runNode } from '../../harness/runNode';
import { accountCode } from '../../harness/workflow';

/** Node reads its environment for each connection, from the process itself and not from Jest's copy. */
const nodeProcess = loadNatively<typeof import('node:process')>('node:process');
const { env, emitWarning } = nodeProcess;
const trustVariable = 'NODE_TLS_REJECT_UNAUTHORIZED';
const before = env[trustVariable];

const phone = '0501234567';

/** Long enough to read the queue on a busy computer. */
const shortTimeoutMs = 1000;

let simulator: Simulator;
let certificate: Certificate;

beforeAll(async () => {
	// These tests need certificates to be unchecked.
	nodeProcess.emitWarning = () => {};
	certificate = (await createCertificates()).good;
	const seed = { code: accountCode, campaigns: [{ code: 'c1', name: 'c1' }] };
	simulator = await startSimulator({ seed });
});
beforeEach(() => simulator.reset());
afterEach(() => {
	if (before === undefined) delete env[trustVariable];
	else env[trustVariable] = before;
});
afterAll(async () => {
	nodeProcess.emitWarning = emitWarning;
	await simulator.close();
});

interface Way {
	readonly operation?: 'add' | 'addMany';
	readonly fault?: TlsFault;
	readonly times?: number;
	readonly isTrusted?: boolean;
}

/** A lead's verdict, its text, and how often the lead was sent to the service. */
async function send(way: Way) {
	const { operation = 'add', fault, times, isTrusted = true } = way;
	if (isTrusted) env[trustVariable] = '0';
	const front = await startTlsProxy({
		upstream: simulator.url,
		certificate,
		fault,
		times,
		lateMs: 3 * shortTimeoutMs,
	});
	const timeout = fault === 'lateAnswer' ? shortTimeoutMs : 10_000;
	const options = { maxRetries: 1, timeout };
	const { items } = await runNode({
		parameters: { resource: 'call', operation, campaign: byId('c1'), target: phone, options },
		node: { onError: 'continueRegularOutput' },
		credential: { baseUrl: front.url },
	});
	const hits = front.hits();
	await front.close();
	const { status, description } = items[0].json;
	const sent = simulator.requests.filter(({ method }) => /^AddCall/.test(method ?? '')).length;
	return { status, description: String(description), sent, hits };
}

const operations = ['add', 'addMany'] as const;

describe.each(operations)('over TLS (call: %s)', (operation) => {
	it('a lead arrives', async () => {
		expect(await send({ operation })).toMatchObject({ status: 'added', sent: 1 });
	});

	it.each([
		'damagedAnswer',
		'halfAnswer',
		'resetAfterRequest',
		'halfClosed',
		'plainAnswer',
		'forgedAlert',
		'lateAnswer',
	] as const)('is sent once, and found in the queue (%s)', async (fault) => {
		const result = await send({ operation, fault });
		expect(result).toMatchObject({ status: 'added', sent: 1, hits: 1 });
	});

	it.each(['cutHandshake', 'plainHandshake'] as const)(
		'is sent again after a failed handshake (%s)',
		async (fault) => {
			const result = await send({ operation, fault, times: 1 });
			expect(result).toMatchObject({ status: 'added', sent: 1, hits: 1 });
		},
	);

	it.each(['refused', 'cutHandshake', 'plainHandshake'] as const)(
		'is skipped if no connection is established (%s)',
		async (fault) => {
			const { status, description, sent } = await send({ operation, fault });
			expect({ status, sent }).toEqual({ status: 'skipped', sent: 0 });
			expect(description).toMatch(/Nothing was sent/);
		},
	);

	it.each(['resetHandshake', 'damagedHandshake'] as const)(
		'is unknown if the failure may have happened before or after the request (%s)',
		async (fault) => {
			const result = await send({ operation, fault, times: 1 });
			expect(result).toMatchObject({ status: 'unknown', sent: 0, hits: 1 });
		},
	);

	it('is skipped when the certificate is not accepted', async () => {
		const { status, description, sent } = await send({ operation, isTrusted: false });
		expect({ status, sent }).toEqual({ status: 'skipped', sent: 0 });
		expect(description).toMatch(/Nothing was sent/);
	});
});
