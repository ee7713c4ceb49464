import assert from 'node:assert/strict';
import type { Specs, World } from '../../world/openWorld';
import { byCode, dialer, runNode, workflowOf } from '../../world/runNode';
import {
	allAdded,
	assertEachOnce,
	awayOnce,
	makeLeads,
	methodOf,
	operations,
	parametersOf,
	phoneOf,
	queueUnreadable,
	retryOnFail,
	sentLeads,
	statusesOf,
} from './leadRuns';

const changeable = {
	add: { method: 'AddCall', status: 'added' },
	remove: { method: 'RemoveCall', status: 'removed' },
	update: { method: 'UpdateCall', status: 'updated' },
} as const;
type Changeable = keyof typeof changeable;

/**
 * Fails on the last of three leads, then is retried with another operation. The new operation must
 * process all three leads, whatever the first one did. Both operations have the same fields, so that
 * only the operation changes.
 */
async function retryWithOther(
	world: World,
	first: Changeable,
	second: Changeable,
	fields: Record<string, unknown> = {},
): Promise<void> {
	const { editor, simulator } = world;
	const leads = makeLeads(3);
	const phones = leads.map(({ phone }) => phone);
	const campaign = simulator.campaigns[0];
	const workflow = (operation: Changeable) => ({
		...workflowOf(
			world,
			{
				resource: 'call',
				operation,
				campaign: byCode(campaign.code),
				target: '={{ $json.phone }}',
				options: { maxRetries: 0 },
				...fields,
			},
			{ items: leads },
		),
		name: `changed from ${first} to ${second}`,
	});
	const sentBy = (operation: Changeable) =>
		simulator.requests
			.filter(({ method }) => method === changeable[operation].method)
			.map(({ parameters }) => (parameters as Record<string, unknown>).Target)
			.sort();

	// The last lead is already waiting, so that the second operation applies to it.
	const before = await runNode(world, parametersOf(world, 'addMany'), {
		items: first === 'add' ? leads.slice(2) : leads,
	});
	assert.equal(before.status, 'success', before.error?.message);
	simulator.setFaults([
		{
			method: changeable[first].method,
			target: phoneOf(3),
			times: 1,
			fault: { kind: 'httpStatus', status: 429 },
		},
	]);
	const failed = await editor.runWorkflow(await editor.saveWorkflow(workflow(first)));
	assert.equal(failed.status, 'error');
	assert.deepEqual(sentBy(first), phones);
	assert.deepEqual(sentBy(second), []);

	await editor.saveWorkflow(workflow(second));
	const retried = await editor.retryExecution(failed.id, { loadWorkflow: true });
	assert.deepEqual(sentBy(second), phones, JSON.stringify(retried.jsonOf(dialer)));
	assert.equal(retried.status, 'success', retried.error?.message);
	assert.deepEqual(statusesOf(retried), Array(3).fill(changeable[second].status));
	for (const { description } of retried.jsonOf(dialer)) {
		assert.doesNotMatch(String(description), /earlier (try|attempt)/);
	}
	assert.deepEqual(sentBy(first), phones, 'the first operation must not run again');
	const waiting = [...campaign.pending].filter(({ target }) => phones.includes(target));
	if (second === 'remove') assert.deepEqual(waiting, []);
	else assert.deepEqual(new Set(waiting.map(({ target }) => target)), new Set(phones));
}

export const retries: Specs = {
	'Retry On Fail adds no lead twice after lost answers': async (world) => {
		for (const operation of operations) {
			const method = methodOf[operation];
			world.simulator.reset();
			world.simulator.setFaults([{ method, fault: { kind: 'answerLost' } }]);
			const run = async () =>
				await runNode(world, parametersOf(world, operation), {
					items: makeLeads(10),
					settings: retryOnFail,
				});
			const found = await run();
			assert.equal(found.status, 'success', found.error?.message);
			assert.deepEqual(statusesOf(found), allAdded(10));
			assertEachOnce(world, 10);

			world.simulator.reset();
			world.simulator.setFaults([{ method, fault: { kind: 'answerLost' } }, queueUnreadable]);
			const unknown = await run();
			assert.equal(unknown.status, 'error');
			assertEachOnce(world, 10);
			assert.equal(sentLeads(world), 10);
		}
	},

	'Retry sends only what was not accepted': async (world) => {
		for (const operation of operations) {
			world.simulator.reset();
			world.simulator.setFaults([awayOnce(operation, 4)]);
			const failed = await runNode(world, parametersOf(world, operation), { items: makeLeads(6) });
			assert.equal(failed.status, 'error');
			const retried = await world.editor.retryExecution(failed.id);
			assert.equal(retried.status, 'success', retried.error?.message);
			assert.deepEqual(statusesOf(retried), allAdded(6));
			assertEachOnce(world, 6);
			assert.equal(sentLeads(world), operation === 'add' ? 7 : 8);
		}
	},

	'Retry with an edited workflow sends only the leads that the edit changes': async (world) => {
		const { editor, simulator } = world;
		const originateTime = '={{ $now.plus({ hours: 2 }) }}';
		for (const operation of operations) {
			simulator.reset();
			simulator.setFaults([awayOnce(operation, 6)]);
			const workflow = (customerName: string) =>
				workflowOf(world, parametersOf(world, operation, {}, { customerName, originateTime }), {
					items: makeLeads(6),
				});
			const failed = await editor.runWorkflow(
				await editor.saveWorkflow(workflow('={{ $json.name }}')),
			);
			assert.equal(failed.status, 'error');
			await editor.saveWorkflow(
				workflow('={{ $json.isVip ? $json.name + " (VIP)" : $json.name }}'),
			);
			const retried = await editor.retryExecution(failed.id, { loadWorkflow: true });
			assert.equal(retried.status, 'success', retried.error?.message);
			assert.deepEqual(statusesOf(retried), allAdded(6));
			const names = simulator
				.leads()
				.map(({ leadId, calls }) => [leadId, calls.map(({ customerName }) => customerName)]);
			assert.deepEqual(Object.fromEntries(names), {
				'L-1': ['Customer 1', 'Customer 1 (VIP)'],
				'L-2': ['Customer 2'],
				'L-3': ['Customer 3'],
				'L-4': ['Customer 4'],
				'L-5': ['Customer 5'],
				'L-6': ['Customer 6'],
			});
		}
	},

	'Retry after an edit of one lead sends that lead and the leads that were not accepted': async (
		world,
	) => {
		const { editor, simulator } = world;
		const edited = '0505550277';
		for (const operation of operations) {
			simulator.reset();
			simulator.setFaults([awayOnce(operation, 4)]);
			const workflow = (target: string) => ({
				...workflowOf(
					world,
					{ ...parametersOf(world, operation), target },
					{ items: makeLeads(4) },
				),
				name: `one lead edited: ${operation}`,
			});
			const failed = await editor.runWorkflow(
				await editor.saveWorkflow(workflow('={{ $json.phone }}')),
			);
			assert.equal(failed.status, 'error');
			assert.equal(sentLeads(world), 4);
			await editor.saveWorkflow(workflow(`={{ $json.id === "L-2" ? "${edited}" : $json.phone }}`));
			const retried = await editor.retryExecution(failed.id, { loadWorkflow: true });
			assert.equal(retried.status, 'success', retried.error?.message);
			assert.deepEqual(statusesOf(retried), allAdded(4));
			assert.deepEqual(
				retried.jsonOf(dialer).map(({ target }) => target),
				[phoneOf(1), edited, phoneOf(3), phoneOf(4)],
			);
			// If a request has more than one lead, the third was sent together with the fourth.
			assert.equal(sentLeads(world), operation === 'add' ? 6 : 7);
			const waiting = [...simulator.campaigns[0].pending].map(({ target }) => target);
			const ours = waiting.filter((target) => target === edited || target.startsWith('05055502'));
			assert.deepEqual(ours.sort(), [phoneOf(1), phoneOf(2), phoneOf(3), phoneOf(4), edited]);
		}
	},

	'Retry with another operation: Add, then Remove': async (world) => {
		await retryWithOther(world, 'add', 'remove');
	},

	'Retry with another operation: Remove, then Add': async (world) => {
		await retryWithOther(world, 'remove', 'add');
	},

	'Retry with another operation: Add, then Update': async (world) => {
		await retryWithOther(world, 'add', 'update', {
			specifyCustomVariables: 'keyValue',
			customVariables: { variable: [{ name: 'lead_id', value: '={{ $json.id }}' }] },
		});
	},

	'a lead with an unknown result fails every Retry until On Error is set to continue': async (
		world,
	) => {
		const { editor, simulator } = world;
		for (const operation of operations) {
			simulator.reset();
			const lost = { method: methodOf[operation], target: phoneOf(2), times: 1 } as const;
			simulator.setFaults([{ ...lost, fault: { kind: 'answerLost' } }, queueUnreadable]);
			const parameters = parametersOf(
				world,
				operation,
				operation === 'addMany' ? { batchSize: 1 } : {},
			);
			const workflow = (settings = {}) =>
				workflowOf(world, parameters, { items: makeLeads(3), settings });
			const failed = await editor.runWorkflow(await editor.saveWorkflow(workflow()));
			assert.equal(failed.status, 'error');
			assert.equal((await editor.retryExecution(failed.id)).status, 'error');

			await editor.saveWorkflow(workflow({ onError: 'continueRegularOutput' }));
			const retried = await editor.retryExecution(failed.id, { loadWorkflow: true });
			assert.equal(retried.status, 'success', retried.error?.message);
			assert.deepEqual(statusesOf(retried), ['added', 'unknown', 'added']);
			assertEachOnce(world, 3);
			assert.equal(sentLeads(world), 3);
		}
	},
};
