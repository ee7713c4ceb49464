import assert from 'node:assert/strict';
import type { Specs, World } from '../../world/openWorld';
import { dialer, leadParameters, runNode } from '../../world/runNode';

const phones = Array.from({ length: 12 }, (_, index) => `9725055501${10 + index}`);

/** Thursday, 10:00 in Jerusalem. */
const startsAtSeconds = Date.UTC(2026, 0, 15, 8) / 1000;

/** Calls twelve people, one after the other. */
async function callEverybody(world: World): Promise<void> {
	const { simulator } = world;
	const [{ code }] = simulator.campaigns;
	const items = phones.map((phone, index) => ({ phone, id: `L-${index}` }));
	await runNode(world, leadParameters('addMany', code), { items });
	simulator.dial({ speed: 'max', startsAtSeconds, linesPerCampaign: 1 });
	await simulator.dialing.settled();
}

const getAll = async (world: World, parameters: Record<string, unknown>) => {
	const execution = await runNode(world, {
		resource: 'callLog',
		operation: 'getAll',
		from: '2026-01-15T10:00:00',
		to: '2026-01-16T10:00:00',
		returnAll: true,
		...parameters,
	});
	assert.equal(execution.status, 'success', execution.error?.message);
	return execution.jsonOf(dialer);
};

export const callLog: Specs = {
	'callLog: getAll, each leg once, with the fields of the trigger': async (world) => {
		await callEverybody(world);
		// Too few for all calls, so that the node needs several requests.
		world.simulator.options.callLogPageSize = 5;
		// Other campaigns have called people, too.
		const calls = await getAll(world, { filters: { phones: phones.join(', ') } });
		const legs = calls.map(({ callId, leg }) => `${String(callId)} ${String(leg)}`);
		assert.equal(new Set(legs).size, legs.length, 'a leg came out twice');
		const customers = calls.filter(({ leg }) => leg === 'customer');
		assert.deepEqual(customers.map(({ phone }) => phone).sort(), phones);
		const [first] = customers;
		assert.deepEqual(first.customVariables, { lead_id: 'L-0' });
		assert.equal(first.startedAt, '2026-01-15T10:00:00+02:00');
		const answered = calls.filter((call) => call.answered === true && call.leg === 'customer');
		assert.equal(calls.length, customers.length + answered.length);
		const requests = world.simulator.stats().requestsByMethod.CallLog ?? 0;
		assert.ok(requests > 1 && requests <= 30, `${requests} requests`);
	},

	'callLog: getAll of one number, as the service has it': async (world) => {
		await callEverybody(world);
		const records = await getAll(world, {
			simplify: false,
			filters: { phones: '050-5550115', callTypes: ['agentDialer'] },
		});
		assert.ok(records.length > 0);
		for (const record of records) {
			assert.ok([record.TargetNumber, record.CallerNumber].includes('972505550115'));
		}
	},
};
