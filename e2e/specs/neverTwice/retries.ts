import assert from 'node:assert/strict';
import { runNode, workflowOf } from '../../world/runNode';
import type { Specs } from '../../world/World';
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

export const retries: Specs = {
	'Retry On Fail against lost answers adds no lead twice': async (world) => {
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

	'Retry with an edited workflow sends the leads that it changes, and no others': async (world) => {
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

	'a lead of unknown fate stops every Retry, until On Error lets all verdicts out': async (
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
