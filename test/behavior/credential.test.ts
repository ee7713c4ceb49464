import { NodeHelpers } from 'n8n-workflow';
import { VoicenterDialerApi } from '../../credentials/VoicenterDialerApi.credentials';
import { phones, runAddMany, sentByAdd } from '../harness/addCalls';
import { core } from '../harness/n8n';
import { testCredential } from '../harness/panel';
import { jsonRequest, no, ok, okWith, Wire, type HttpReply } from '../harness/wire';
import { accountCode, type Credential } from '../harness/workflow';

const wire = new Wire();

describe('the credential test', () => {
	async function resultOf(reply: HttpReply, credential: Credential = {}) {
		wire.answer(reply);
		const result = await testCredential(credential);
		expect(JSON.stringify(result)).not.toContain(accountCode.slice(0, 6));
		return result;
	}

	it.each(['everyRequest', 'campaignListOnly'])('asks for the campaigns (%s)', async (where) => {
		expect(await resultOf(okWith([]), { sendAccountCode: where })).toMatchObject({ status: 'OK' });
		expect(wire.requests).toEqual([jsonRequest('GetCampaignList', { Code: accountCode })]);
	});

	it.each(['https://api.voicenter.co.il/', ' https://api.voicenter.co.il// '])(
		'takes the base URL %j',
		async (baseUrl) => {
			expect((await resultOf(okWith([]), { baseUrl })).status).toBe('OK');
			expect(wire.requests[0].url).toBe(
				'https://api.voicenter.co.il/ForwardDialer/Dialer/GetCampaignList',
			);
		},
	);

	it('distinguishes the errors, and says what to do', async () => {
		const wrongCode = await resultOf(no(1, `Invalid code ${accountCode}`));
		const notAllowed = await resultOf({ status: 403, body: 'Forbidden' });
		const foreign = await resultOf({ body: '<html><body>Welcome</body></html>' });
		wire.fail('ENOTFOUND', 'getaddrinfo ENOTFOUND api.voicenter.co.il');
		const unreachable = await testCredential({});
		expect(wrongCode.message).toMatch(/account code/i);
		expect(notAllowed.message).toMatch(/IP address/);
		expect(foreign.message).toMatch(/not a Voicenter address/i);
		expect(unreachable.message).toMatch(/could not (find|reach)/i);
		const results = [wrongCode, notAllowed, foreign, unreachable];
		expect(results.map(({ status }) => status)).toEqual(results.map(() => 'Error'));
		expect(new Set(results.map(({ message }) => message)).size).toBe(4);
	});

	it.each([
		['an HTTP 404', { status: 404, body: 'Not found' }],
		['a redirect', { status: 302, headers: { Location: 'https://elsewhere.example/' }, body: '' }],
		['JSON of another kind', { body: { hello: 'world' } }],
		['an empty answer', { body: '' }],
	])('treats %s as another server’s response', async (_what, reply) => {
		const { status, message } = await resultOf(reply);
		expect(status).toBe('Error');
		expect(message).toMatch(/not a Voicenter address/i);
	});

	it.each([{ accountCode: '' }, { accountCode: ' ' }, { baseUrl: '' }, { baseUrl: 'voicenter' }])(
		'sends nothing with %j',
		async (credential) => {
			expect((await testCredential(credential)).status).toBe('Error');
		},
	);
});

it('is read once in an execution, however many requests it has', async () => {
	const reads = jest.spyOn(core.ExecuteContext.prototype, 'getCredentials');
	const readsFor = async (leads: number) => {
		reads.mockClear();
		wire.answer(ok, { times: leads });
		await runAddMany(phones(leads), { batchSize: 1 });
		return reads.mock.calls.length;
	};
	expect(await readsFor(10)).toBe(await readsFor(1));
	expect(await readsFor(1)).toBe(1);
	reads.mockRestore();
});

describe('Base URL', () => {
	it.each([
		'https://api.voicenter.co.il',
		'https://api.voicenter.co.il/',
		' https://api.voicenter.co.il// ',
	])('sends to %j', async (baseUrl) => {
		await sentByAdd(wire, {}, {}, { credential: { baseUrl } });
		expect(wire.requests[0].url).toBe('https://api.voicenter.co.il/ForwardDialer/Dialer/AddCall');
	});
});

it('a saved credential keeps its own addresses', () => {
	const saved = {
		accountCode,
		baseUrl: 'https://dialer.example',
		monitorUrl: 'https://monitor.example',
		sendAccountCode: 'campaignListOnly',
	};
	// What n8n does before each use: it drops the values of fields that the editor hides.
	const { properties } = new VoicenterDialerApi();
	const used = NodeHelpers.getNodeParameters(properties, saved, true, false, null, null);
	expect(used).toMatchObject(saved);
});
