import fc from 'fast-check';
import { methods, pathOf, type MethodName } from '../../../nodes/VoicenterDialer/api/methods';
import { Code, useSimulator } from './client';

const world = useSimulator();

const names = Object.keys(methods) as MethodName[];
const jsonOnly = ['AddCallsBulk', 'GetCampaignPendingCalls', 'ConfigureIvrCampaign'];
const lead = { Code, Campaign: 'agents', Target: '0501234567' };

const sent = {
	json: async () =>
		await world.client.json('AddCall', {
			...lead,
			Callerid: '0721234567',
			CustomerName: 'דנה לוי',
			Priority: 42,
			OriginateTime: 1700000000,
			CustomData: { var_lead_id: '17', var_score: '0.5' },
		}),
	form: async () => await world.client.form('AddCall', flat),
	query: async () => await world.client.query('AddCall', flat),
};
const flat = {
	...lead,
	Callerid: '0721234567',
	CustomerName: 'דנה לוי',
	Priority: '42',
	OriginateTime: '1700000000',
	var_lead_id: '17',
	var_score: '0.5',
};

it.each(['json', 'form', 'query'] as const)(
	'%s has the same result in each encoding',
	async (encoding) => {
		expect((await sent[encoding]()).body).toEqual({ ErrorCode: 0, Description: 'OK' });

		expect(world.simulator.requests[0]).toMatchObject({
			encoding,
			violations: [],
			method: 'AddCall',
		});
		expect(world.simulator.leads('agents')).toMatchObject([
			{
				phone: '972501234567',
				leadId: '17',
				calls: [
					{
						target: '0501234567',
						callerId: '0721234567',
						customerName: 'דנה לוי',
						priority: 42,
						originateTime: 1700000000,
						customData: { var_lead_id: '17', var_score: '0.5' },
					},
				],
			},
		]);
	},
);

it.each(names)('%s accepts the encodings in the guide', async (name) => {
	const refusal = { ErrorCode: 2, Description: `${name} accepts JSON only` };
	const form = await world.client.form(name, { Code, Campaign: 'agents' });
	const query = await world.client.query(name, { Code, Campaign: 'agents' });

	for (const { body } of [form, query]) {
		if (jsonOnly.includes(name)) expect(body).toEqual(refusal);
		else expect(body).not.toEqual(refusal);
	}
});

it.each(['text/plain', 'text/json', '', 'multipart/form-data'])(
	'rejects a body of content type "%s"',
	async (contentType) => {
		const { body } = await world.client.post(pathOf('AddCall'), contentType, JSON.stringify(lead));
		expect(body?.ErrorCode).toBe(2);
		expect(body?.Description).toMatch(/is neither JSON nor a form/);
		expect(world.simulator.stats().leadsAccepted).toBe(0);
	},
);

it('accepts a content type with a charset', async () => {
	const type = 'application/json; charset=UTF-8';
	expect(
		(await world.client.post(pathOf('AddCall'), type, JSON.stringify(lead))).body?.ErrorCode,
	).toBe(0);
});

it.each(['', '{', '[]', '"text"', 'null'])('rejects the JSON body %j', async (text) => {
	const { body } = await world.client.post(pathOf('AddCall'), 'application/json', text);
	expect(body).toMatchObject({ ErrorCode: 2, Description: expect.stringMatching(/^The body/) });
	expect(world.simulator.requests[0]).toMatchObject({ rawBody: text, encoding: 'json' });
});

it.each([
	[{ ...lead }, 'The body must be a JSON array'],
	[[], 'The array is empty'],
	[[lead, 'lead'], 'Every element must be an object'],
])('AddCallsBulk rejects %j', async (body, Description) => {
	expect((await world.client.json('AddCallsBulk', body)).body).toEqual({
		ErrorCode: 2,
		Description,
	});
});

it('any text survives each encoding', async () => {
	const text = fc.string({ unit: 'binary', minLength: 1 });
	await fc.assert(
		fc.asyncProperty(text, text, text, async (customer, suffix, value) => {
			const variable = `var_${suffix}`;
			const names = { ...lead, CustomerName: customer };
			await world.client.json('AddCall', { ...names, CustomData: { [variable]: value } });
			await world.client.form('AddCall', { ...names, [variable]: value });
			await world.client.query('AddCall', { ...names, [variable]: value });
			for (const { customerName, customData } of world.simulator.state.accepted.slice(-3)) {
				expect(customerName).toBe(customer);
				expect(customData).toEqual({ [variable]: value });
			}
		}),
		{ numRuns: 50 },
	);
	expect(world.simulator.stats().leadsAccepted).toBeGreaterThanOrEqual(150);
});
