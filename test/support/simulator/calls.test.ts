import { canonicalPhone } from '../../../simulator';
import { Code, useSimulator } from './client';

const world = useSimulator();

const add = async (fields: object) =>
	(
		await world.client.json('AddCall', {
			Code,
			Campaign: 'agents',
			Target: '0501234567',
			...fields,
		})
	).body;

const pending = async (campaign = 'agents') => {
	const { body } = await world.client.json('GetCampaignPendingCalls', { Code, Campaign: campaign });
	return (body?.Data as { Calls: Array<Record<string, unknown>> }).Calls;
};

it.each([
	['0501234567', '972501234567'],
	['972501234567', '972501234567'],
	['+972501234567', '972501234567'],
	['00972501234567', '972501234567'],
	['14155550123', '14155550123'],
])('%s is canonically %s', (target, phone) => expect(canonicalPhone(target)).toBe(phone));

it.each([
	[{ Campaign: 'unknown' }, 1, 'Invalid campaign code'],
	[{ Campaign: 'gone' }, 1, 'Invalid campaign code'],
	[{ Campaign: undefined }, 2, 'Missing required field: Campaign'],
	[{ Campaign: '' }, 2, 'Missing required field: Campaign'],
	[{ Target: '' }, 2, 'Missing required field: Target'],
	[{ Target: '12' }, 2, 'The target is invalid'],
	[{ Target: '050-1234567' }, 2, 'The target is invalid'],
	[{ Target: '1234567890123456' }, 2, 'The target is invalid'],
	[{ Callerid: 'Dana' }, 4, 'Invalid caller id'],
	[{ Callerid: '12' }, 4, 'Invalid caller id'],
])('AddCall %j is ErrorCode %i', async (fields, ErrorCode, Description) => {
	expect(await add(fields)).toEqual({ ErrorCode, Description });
	expect(world.simulator.stats().leadsAccepted).toBe(0);
});

it.each([
	{ Callerid: 'Anonymous' },
	{ Target: '+972501234567' },
	{ Target: '123' },
	{ Campaign: 'stopped' },
	{ IsDateLocal: 'true', OriginateTime: 1700000000 },
])('AddCall %j is accepted', async (fields) =>
	expect(await add(fields)).toMatchObject({ ErrorCode: 0 }),
);

describe('OriginateTime', () => {
	const winter = Date.UTC(2026, 11, 24, 9, 30) / 1000;
	const summer = Date.UTC(2027, 6, 1, 9, 30) / 1000;

	it.each([
		['"false" is epoch seconds', { OriginateTime: winter, IsDateLocal: 'false' }, winter, 0],
		[
			'"true" is the account’s clock',
			{ OriginateTime: winter, IsDateLocal: 'true' },
			winter - 7200,
			0,
		],
		['so it is in summer', { OriginateTime: summer, IsDateLocal: 'true' }, summer - 10800, 0],
		['nothing is ambiguous', { OriginateTime: winter }, winter, 1],
		['0 is as soon as possible', { OriginateTime: 0 }, 0, 0],
	])('with IsDateLocal, %s', async (_what, fields, expected, notes) => {
		expect(await add(fields)).toMatchObject({ ErrorCode: 0 });
		expect((await pending())[0].OriginateTime).toBe(expected);
		expect(world.simulator.requests[0]).toMatchObject({ violations: [] });
		expect(world.simulator.requests[0].notes).toHaveLength(notes);
	});

	it('is read so in form, in query, in each element of a list, and in an update', async () => {
		const fields = { OriginateTime: String(winter), IsDateLocal: 'true' };
		const lead = { Code, Campaign: 'agents' };
		await world.client.form('AddCall', { ...lead, Target: '0500000001', ...fields });
		await world.client.query('AddCall', { ...lead, Target: '0500000002', ...fields });
		await world.client.json('AddCallsBulk', [
			{ ...lead, Target: '0500000003', OriginateTime: winter, IsDateLocal: 'true' },
			{ ...lead, Target: '0500000004', OriginateTime: winter },
		]);
		await world.client.query('UpdateCall', { ...lead, Target: '0500000004', ...fields });
		const times = (await pending()).map(({ OriginateTime }) => OriginateTime);
		expect(times).toEqual([winter - 7200, winter - 7200, winter - 7200, winter - 7200]);
		expect(world.simulator.requests[2].notes).toEqual([
			expect.stringMatching(/^Element 1: OriginateTime is ambiguous/),
		]);
	});
});

it('lists calls by priority, then by arrival, with phones as they were sent', async () => {
	await add({ Target: '0500000001' });
	await add({ Target: '972500000002', Priority: 5 });
	await add({ Target: '0500000003', Priority: -1 });
	await add({ Target: '0500000004', Priority: 5 });
	expect((await pending()).map(({ Phone }) => Phone)).toEqual([
		'972500000002',
		'0500000004',
		'0500000001',
		'0500000003',
	]);
});

it('RemoveCall removes every call of the number, in any spelling', async () => {
	await add({ Target: '0501234567' });
	await add({ Target: '972501234567' });
	await add({ Target: '0501234568' });
	const remove = { Code, Campaign: 'agents', Target: '+972501234567' };

	expect((await world.client.json('RemoveCall', remove)).body).toEqual({
		ErrorCode: 0,
		Description: 'OK',
	});
	expect(await pending()).toHaveLength(1);
	expect((await world.client.json('RemoveCall', remove)).body).toMatchObject({ ErrorCode: 2 });
	expect(world.simulator.leads().map(({ times }) => times)).toEqual([2, 1]);
});

it('UpdateCall changes only the given fields, in every call of the number', async () => {
	await add({ CustomerName: 'Dana', Priority: 1 });
	await add({ Target: '0500000009', Priority: 1 });
	await add({ Target: '972501234567', CustomerName: 'Dana L.' });
	const update = { Code, Campaign: 'agents', Target: '0501234567' };
	const { body } = await world.client.json('UpdateCall', { ...update, CustomData: { var_a: 1 } });

	expect(body).toMatchObject({ ErrorCode: 0 });
	expect(await pending()).toMatchObject([
		{ CustomerName: 'Dana', Priority: 1, CustomData: { var_a: 1 } },
		{ Phone: '0500000009', CustomData: {} },
		{ CustomerName: 'Dana L.', Priority: 0, CustomData: { var_a: 1 } },
	]);
	await world.client.json('UpdateCall', { ...update, Priority: 9 });
	expect((await pending()).map(({ Priority }) => Priority)).toEqual([9, 9, 1]);
	expect(world.simulator.leads()[0].calls[0].priority).toBe(1);

	const none = await world.client.json('UpdateCall', { ...update, Target: '0501111111' });
	expect(none.body).toEqual({ ErrorCode: 2, Description: 'The target is invalid' });
});

it('ClearCampaignCalls empties the queue of one campaign', async () => {
	await add({});
	await add({ Campaign: 'ivr' });
	await world.client.json('ClearCampaignCalls', { Code, Campaign: 'agents' });
	expect(await pending()).toEqual([]);
	expect(await pending('ivr')).toHaveLength(1);
});

it('a number on the Do-Not-Call list returns OK and is skipped, unless the request ignores the list', async () => {
	expect(await add({ Target: '972509999999' })).toMatchObject({ ErrorCode: 0 });
	expect(await add({ Target: '0509999999', IgnoreDncStatus: 'false' })).toMatchObject({
		ErrorCode: 0,
	});
	expect(await pending()).toEqual([]);
	expect(world.simulator.stats()).toMatchObject({ leadsAccepted: 0, leadsSkipped: 2 });
	expect(world.simulator.state.skipped[0].target).toBe('972509999999');

	await add({ Target: '0509999999', IgnoreDncStatus: 'true' });
	expect(await pending()).toHaveLength(1);
});

it('AddCallsBulk gives each element its own verdict', async () => {
	const lead = { Code, Campaign: 'agents', Target: '0501234567' };
	const { body } = await world.client.json('AddCallsBulk', [
		{ ...lead, CallerID: '072776772', CallerName: 'Dialer', CustomData: { var_lead_id: '1' } },
		{ ...lead, Target: 'abc', CustomData: { var_lead_id: '2' } },
		{ ...lead, Campaign: 'gone' },
		{ ...lead, CallerID: 'x' },
		{ Code, Campaign: 'agents' },
	]);
	expect(body).toEqual({
		ErrorCode: 0,
		Description: 'OK',
		AddResult: [
			{ Target: '0501234567', ErrorCode: 0, Description: 'OK', CustomData: { var_lead_id: '1' } },
			{
				Target: 'abc',
				ErrorCode: 2,
				Description: 'The target is invalid',
				CustomData: { var_lead_id: '2' },
			},
			{ Target: '0501234567', ErrorCode: 1, Description: 'Invalid campaign code' },
			{ Target: '0501234567', ErrorCode: 4, Description: 'Invalid caller id' },
			{ Target: '', ErrorCode: 2, Description: 'Missing required field: Target' },
		],
	});
	expect(await pending()).toMatchObject([{ CallerID: '072776772', CallerName: 'Dialer' }]);
});
