import { methodOf, methods, type MethodName } from '../../../nodes/VoicenterDialer/api/methods';
import { startSimulator, type Simulator } from '../../../simulator';
import { clientOf, Code, smallSeed, type Client } from './client';

let simulator: Simulator;
let client: Client;

beforeAll(async () => {
	simulator = await startSimulator({ seed: smallSeed });
	client = clientOf(simulator);
});
beforeEach(() => simulator.reset());
afterAll(async () => await simulator.close());

const missingCode = { ErrorCode: 2, Description: 'Missing required field: Code' };
const wrongCode = { ErrorCode: 1, Description: 'Invalid account code' };

const send = async (method: MethodName, request: object) =>
	(await client.json(method, method === 'AddCallsBulk' ? [request] : request)).body;

const ofGuide = (Object.keys(methods) as MethodName[]).filter((name) => methodOf(name).section);

it.each(ofGuide)('%s wants the account’s code', async (method) => {
	expect(await send(method, { Campaign: 'agents' })).toEqual(missingCode);
	expect(await send(method, { Campaign: 'agents', Code: 'other' })).toEqual(wrongCode);
});

it('only GetCampaignList wants it when the specification is taken by its letter', async () => {
	simulator.options.requireCode = 'campaignListOnly';
	expect(await send('GetCampaignList', {})).toEqual(missingCode);
	expect(await send('StopCampaign', { Campaign: 'agents' })).toMatchObject({ ErrorCode: 0 });
	expect(await send('StopCampaign', { Campaign: 'agents', Code: 'x' })).toEqual(wrongCode);
});

it('one wrong code in a bulk request refuses all of it', async () => {
	const lead = { Code, Campaign: 'agents', Target: '0501234567' };
	const { body } = await client.json('AddCallsBulk', [lead, { ...lead, Code: 'other' }]);
	expect(body).toEqual(wrongCode);
	expect(simulator.stats().leadsAccepted).toBe(0);
});

it('answers 403 to an address that is not allow-listed', async () => {
	simulator.options.forbidden = true;
	const reply = await client.json('GetCampaignList', { Code });
	expect(reply.status).toBe(403);
	expect(simulator.requests[0].answer?.status).toBe(403);
});

it('an address that is no method’s is a web page', async () => {
	const reply = await client.get('/ForwardDialer/Dialer/addcall');
	expect(reply.status).toBe(404);
	expect(reply.text).toContain('<!DOCTYPE html>');
	expect(simulator.requests[0]).toMatchObject({ answer: { status: 404 } });
	expect(simulator.requests[0].method).toBeUndefined();
});

it('the monitor lists the extensions, and has no error for a wrong code', async () => {
	const path = '/Comet/api/GetExtensions';
	const ask = async (code: string) =>
		(await client.post(path, 'application/json', JSON.stringify({ code, showAll: 1 }))).body;
	expect(await ask(Code)).toEqual({ ERR: 0, DESC: 'OK', EXTENSIONS: smallSeed.extensions });
	expect(await ask('other')).toEqual({ ERR: 0, DESC: 'OK', EXTENSIONS: [] });
	expect(simulator.stats().requestsByMethod).toEqual({ GetExtensions: 2 });
});
