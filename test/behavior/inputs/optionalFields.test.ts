import type { INodeParameters } from 'n8n-workflow';
import { rejectedByAdd, runAddMany, sentByAdd } from '../../harness/addCalls';
import { byId, fromList } from '../../harness/runNode';
import { ok, Wire } from '../../harness/wire';
import { accountCode } from '../../harness/workflow';

const wire = new Wire();
const bare = { Campaign: 'c1', Target: '0501234567', Code: accountCode };
const names = ['callerId', 'customerName', 'priority', 'originateTime'];
const all = (value: string) => Object.fromEntries(names.map((name) => [name, value]));

it.each(['', '={{ "" }}', '={{ null }}', '={{ $json.missing }}'])(
	'sends no optional field that is empty (%j)',
	async (value) => {
		const additionalFields = { ...all(value), ignoreDncStatus: false };
		expect(await sentByAdd(wire, { additionalFields })).toEqual(bare);
	},
);

it('sends 0', async () => {
	expect(await sentByAdd(wire, { additionalFields: { priority: 0 } })).toEqual({
		...bare,
		Priority: 0,
	});
});

it.each([
	['42', 42],
	[' 42 ', 42],
	['-1', -1],
	['0', 0],
])('sends the text %j as a number', async (text, number) => {
	const additionalFields = { priority: '={{ $json.priority }}' };
	expect(await sentByAdd(wire, { additionalFields }, { priority: text })).toEqual({
		...bare,
		Priority: number,
	});
});

it.each(['high', '4x', '1,5', true, {}, [1]])('rejects %j as a number', async (priority) => {
	const additionalFields = { priority: '={{ $json.priority }}' };
	expect((await rejectedByAdd({ additionalFields }, { priority })).message).toMatch(/Priority/);
});

it.each([
	['={{ true }}', { ...bare, IgnoreDncStatus: 'true' }],
	['={{ "true" }}', { ...bare, IgnoreDncStatus: 'true' }],
	['={{ false }}', bare],
	['={{ "false" }}', bare],
	['={{ 1 }}', { ...bare, IgnoreDncStatus: 'true' }],
	['={{ 0 }}', bare],
])('sends “true” or nothing for %s', async (ignoreDncStatus, expected) => {
	expect(await sentByAdd(wire, { additionalFields: { ignoreDncStatus } })).toEqual(expected);
});

it.each(['={{ 2 }}', '={{ -1 }}', '={{ "yes" }}', '={{ NaN }}'])(
	'rejects %s as true or false',
	async (ignoreDncStatus) => {
		const { message } = await rejectedByAdd({ additionalFields: { ignoreDncStatus } });
		expect(message).toMatch(/Ignore Do-Not-Call Status.*neither true nor false/);
	},
);

it('rejects an object in a text field, and names the field', async () => {
	const additionalFields = { customerName: '={{ $json.customer }}' };
	const { message } = await rejectedByAdd({ additionalFields }, { customer: { name: 'Dana' } });
	expect(message).toMatch(/Customer Name/);
});

describe('the campaign', () => {
	it.each([
		['picked from the list', fromList('c1', 'Leads (Enabled)')],
		['entered as its code', byId('c1')],
		['an expression', byId('={{ $json.campaign }}')],
		['a plain expression', '={{ $json.campaign }}'],
		['entered with surrounding spaces', byId(' c1\n')],
		[
			'an expression that returns surrounding spaces',
			byId('={{ "\\t" + $json.campaign + "\u00a0" }}'),
		],
		['entered without the mark of a resource locator', { mode: 'id', value: 'c1' }],
		['an expression for a whole resource locator', '={{ { mode: "id", value: "c1" } }}'],
		['a path to a whole resource locator', '={{ $json.locator }}'],
		['an expression within a resource locator for another', byId('={{ $json.locator }}')],
	])('may be %s', async (_how, campaign) => {
		const item = { campaign: 'c1', locator: { mode: 'id', value: 'c1' } };
		expect(await sentByAdd(wire, { campaign }, item)).toEqual(bare);
	});

	it('may be a resource locator without its mark in Add Many too', async () => {
		wire.answer(ok);
		const campaign = { mode: 'id', value: 'c1' };
		const { items } = await runAddMany([{ phone: '0501234567' }], {}, { parameters: { campaign } });
		expect(items[0].json).toMatchObject({ campaign: 'c1', status: 'added' });
	});

	it.each<[string, INodeParameters]>([
		['an object', { campaign: '={{ { code: "c1" } }}' }],
		['a resource locator with an object in it', { campaign: byId('={{ { code: "c1" } }}') }],
	])('is rejected as %s', async (_how, parameters) => {
		expect((await rejectedByAdd(parameters)).message).toMatch(/Campaign/);
	});

	it('is named if it is empty', async () => {
		const campaign = byId('={{ $json.missing }}');
		expect((await rejectedByAdd({ campaign })).message).toMatch(/Campaign/);
	});
});
