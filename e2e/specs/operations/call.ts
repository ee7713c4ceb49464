import assert from 'node:assert/strict';
import type { Specs, World } from '../../world/openWorld';
import { byCode, dialer, runNode } from '../../world/runNode';

const leads = [
	{ phone: '050-555-0101', name: 'נועה לוי', id: 'L-1', priority: 5 },
	{ phone: '+972 52 555 0102', name: 'Adi Katz', id: 'L-2', priority: 0 },
	{ phone: '(03) 555-0103', name: 'Lina Haddad', id: 'L-3', priority: 2 },
];
const phones = ['972505550101', '972525550102', '97235550103'];

const mappedLead = {
	target: '={{ $json.phone }}',
	additionalFields: {
		callerId: 'Anonymous',
		customerName: '={{ $json.name }}',
		priority: '={{ $json.priority }}',
		originateTime: '2027-07-01T09:30:00',
	},
	specifyCustomVariables: 'keyValue',
	customVariables: {
		variable: [
			{ name: 'lead_id', value: '={{ $json.id }}' },
			{ name: 'var_source', value: 'e2e' },
		],
	},
};

/** 09:30 in Jerusalem in summer, which is 06:30 UTC. */
const originateTime = Date.UTC(2027, 6, 1, 6, 30) / 1000;

const campaignOf = ({ simulator }: World, name: string) => {
	const campaign = simulator.campaigns.find((one) => one.name === name);
	assert.ok(campaign, `the simulator has no campaign “${name}”`);
	return campaign;
};

function assertInQueue(world: World): void {
	const { pending } = campaignOf(world, 'Morning leads');
	for (const [index, { name, id, priority }] of leads.entries()) {
		const [call] = pending.ofPhone(phones[index]);
		assert.ok(call, `${phones[index]} is not in the queue`);
		assert.deepEqual(
			{ ...call, sequence: 0, target: '', callerName: '' },
			{
				sequence: 0,
				target: '',
				callerName: '',
				campaign: campaignOf(world, 'Morning leads').code,
				phone: phones[index],
				callerId: 'Anonymous',
				customerName: name,
				priority,
				originateTime,
				customData: { var_lead_id: id, var_source: 'e2e' },
			},
		);
	}
	assert.equal(pending.size, leads.length);
}

function assertVerdicts(
	execution: Awaited<ReturnType<typeof runNode>>,
	status: string,
	code: string,
): void {
	assert.equal(execution.status, 'success', execution.error?.message);
	const items = execution.itemsOf(dialer);
	assert.equal(items.length, leads.length);
	for (const [index, { json, pairedItem }] of items.entries()) {
		assert.deepEqual(pairedItem, { item: index });
		assert.equal(json.status, status);
		if (status !== 'dryRun') assert.equal(json.errorCode, 0);
		assert.equal(json.campaign, code);
		assert.equal(typeof json.description, 'string');
	}
}

async function addCalls(world: World, requestFormat: string): Promise<void> {
	const { code } = campaignOf(world, 'Morning leads');
	const execution = await runNode(
		world,
		{
			resource: 'call',
			operation: 'add',
			campaign: byCode(code),
			...mappedLead,
			options: { requestFormat },
		},
		{ items: leads },
	);
	assertVerdicts(execution, 'added', code);
	assertInQueue(world);
	const [request] = world.simulator.requests;
	assert.equal(request.encoding, requestFormat);
	assert.deepEqual(request.violations, []);
}

export const call: Specs = {
	'call: add, as JSON': async (world) => await addCalls(world, 'json'),
	'call: add, as a form': async (world) => await addCalls(world, 'form'),
	'call: add, in the URL': async (world) => await addCalls(world, 'query'),

	'call: addMany': async (world) => {
		const { code } = campaignOf(world, 'Morning leads');
		const execution = await runNode(
			world,
			{
				resource: 'call',
				operation: 'addMany',
				campaign: byCode(code),
				...mappedLead,
				options: { batchSize: 2 },
			},
			{ items: leads },
		);
		assertVerdicts(execution, 'added', code);
		assertInQueue(world);
		assert.equal(world.simulator.requests.length, 2);
		assert.match(execution.runsOf(dialer)[0].hints?.[0]?.message ?? '', /3/);
	},

	'call: update': async (world) => {
		const renewals = campaignOf(world, 'Renewals');
		const [first] = renewals.pending;
		const execution = await runNode(world, {
			resource: 'call',
			operation: 'update',
			campaign: byCode(renewals.code),
			target: first.target,
			updateFields: { priority: 99, customerName: 'Updated' },
			specifyCustomVariables: 'json',
			customVariablesJson: '{ "lead_id": 7 }',
		});
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(execution.jsonOf(dialer)[0].status, 'updated');
		const [updated] = renewals.pending.ofPhone(first.phone);
		assert.equal(updated.priority, 99);
		assert.equal(updated.customerName, 'Updated');
		assert.equal(updated.customData.var_lead_id, 7);
	},

	'call: remove': async (world) => {
		const renewals = campaignOf(world, 'Renewals');
		const [first] = renewals.pending;
		const before = renewals.pending.size;
		const execution = await runNode(world, {
			resource: 'call',
			operation: 'remove',
			campaign: byCode(renewals.code),
			target: first.target,
		});
		assert.equal(execution.status, 'success', execution.error?.message);
		assert.equal(execution.jsonOf(dialer)[0].status, 'removed');
		assert.equal(renewals.pending.size, before - 1);
		assert.equal(renewals.pending.ofPhone(first.phone).length, 0);
	},

	'call: getAll': async (world) => {
		const renewals = campaignOf(world, 'Renewals');
		const parameters = {
			resource: 'call',
			operation: 'getAll',
			campaign: byCode(renewals.code),
		};
		const all = await runNode(world, { ...parameters, returnAll: true });
		assert.deepEqual(
			all.jsonOf(dialer).map(({ Phone }) => Phone),
			[...renewals.pending].map(({ target }) => target),
		);
		assert.deepEqual(all.itemsOf(dialer)[0].pairedItem, { item: 0 });
		const three = await runNode(world, { ...parameters, limit: 3 });
		assert.equal(three.itemsOf(dialer).length, 3);
	},

	'call: a dry run sends nothing and shows the request without the code': async (world) => {
		const { code } = campaignOf(world, 'Morning leads');
		for (const operation of ['add', 'addMany']) {
			const execution = await runNode(
				world,
				{
					resource: 'call',
					operation,
					campaign: byCode(code),
					...mappedLead,
					options: { dryRun: true },
				},
				{ items: leads },
			);
			assertVerdicts(execution, 'dryRun', code);
			const { request } = execution.jsonOf(dialer)[0];
			assert.match(JSON.stringify(request), /AddCall/);
		}
		assert.equal(world.simulator.requests.length, 0);
	},
};
