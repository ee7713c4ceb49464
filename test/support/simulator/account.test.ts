import { methodOf, methods, type MethodName } from '../../../nodes/VoicenterDialer/api/methods';
import { Code, smallSeed, useSimulator } from './client';

const world = useSimulator();

const missingCode = { ErrorCode: 2, Description: 'Missing required field: Code' };
const wrongCode = { ErrorCode: 1, Description: 'Invalid account code' };

const send = async (method: MethodName, request: object) =>
	(await world.client.json(method, method === 'AddCallsBulk' ? [request] : request)).body;

const ofGuide = (Object.keys(methods) as MethodName[]).filter((name) => methodOf(name).section);

it.each(ofGuide)('%s requires the account code', async (method) => {
	expect(await send(method, { Campaign: 'agents' })).toEqual(missingCode);
	expect(await send(method, { Campaign: 'agents', Code: 'other' })).toEqual(wrongCode);
});

it('only GetCampaignList requires it with the guide’s literal reading', async () => {
	world.simulator.options.requireCode = 'campaignListOnly';
	expect(await send('GetCampaignList', {})).toEqual(missingCode);
	expect(await send('StopCampaign', { Campaign: 'agents' })).toMatchObject({ ErrorCode: 0 });
	expect(await send('StopCampaign', { Campaign: 'agents', Code: 'x' })).toEqual(wrongCode);
});

it('one wrong code rejects a whole bulk request', async () => {
	const lead = { Code, Campaign: 'agents', Target: '0501234567' };
	const { body } = await world.client.json('AddCallsBulk', [lead, { ...lead, Code: 'other' }]);
	expect(body).toEqual(wrongCode);
	expect(world.simulator.stats().leadsAccepted).toBe(0);
});

it('answers 403 to an address that is not allow-listed', async () => {
	world.simulator.options.forbidden = true;
	const reply = await world.client.json('GetCampaignList', { Code });
	expect(reply.status).toBe(403);
	expect(world.simulator.requests[0].answer?.status).toBe(403);
});

it('an unknown path returns a web page', async () => {
	const reply = await world.client.get('/ForwardDialer/Dialer/addcall');
	expect(reply.status).toBe(404);
	expect(reply.text).toContain('<!DOCTYPE html>');
	expect(world.simulator.requests[0]).toMatchObject({ answer: { status: 404 } });
	expect(world.simulator.requests[0].method).toBeUndefined();
});

it('the monitor lists the extensions, and returns no error for a wrong code', async () => {
	const path = '/Comet/api/GetExtensions';
	const ask = async (code: string) =>
		(await world.client.post(path, 'application/json', JSON.stringify({ code, showAll: 1 }))).body;
	expect(await ask(Code)).toEqual({ ERR: 0, DESC: 'OK', EXTENSIONS: smallSeed.extensions });
	expect(await ask('other')).toEqual({ ERR: 0, DESC: 'OK', EXTENSIONS: [] });
	expect(world.simulator.stats().requestsByMethod).toEqual({ GetExtensions: 2 });
});
