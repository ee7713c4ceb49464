import * as fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import {
	addOperations,
	ids,
	leadsFrom,
	sendLeads,
	statusesOf,
	type AddOperation,
} from '../../harness/addCalls';
import { arbitraryRun } from '../../harness/arbitraryRun';
import { countOfHint } from '../../harness/execution';
import { withoutPauses } from '../../harness/n8n';
import { byId, runNode } from '../../harness/runNode';
import { Service } from '../../harness/service';

const service = new Service();
withoutPauses();

/** The reasons that the options of these runs can have, by status. */
const reasonsOf: Readonly<Record<string, readonly unknown[]>> = {
	added: [undefined],
	rejected: ['invalidInput', 'rejectedByService'],
	unknown: ['noAnswer', 'unclearAnswer'],
	skipped: ['duplicate', 'pending', 'stopped'],
};

const count = (values: readonly unknown[], wanted: unknown) =>
	values.filter((value) => value === wanted).length;

describe.each(addOperations)('call: %s', (operation) => {
	it('returns one true verdict for each lead and sends none twice', async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryRun(operation), async ({ leads, options, faults }) => {
				service.simulator.reset();
				service.simulator.setFaults(faults);
				const run = await sendLeads(operation, leads, options, {
					node: { onError: 'continueRegularOutput' },
					credential: service.credential,
				});

				expect(run.error).toBeUndefined();
				expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
					leads.map((_, item) => ({ item })),
				);
				const statuses = statusesOf(run);
				for (const { json } of run.items) {
					expect(reasonsOf[String(json.status)]).toContain(json.reason);
				}
				for (const id of new Set(leads.map((lead) => lead.id))) {
					const ofLead = statuses.filter((_, index) => leads[index].id === id);
					const [had, sent] = [service.countOf(id), service.sendsOf(id)];
					const [added, unknown] = [count(ofLead, 'added'), count(ofLead, 'unknown')];
					expect({ id, sent }).toEqual({ id, sent: Math.min(sent, ofLead.length) });
					if (!service.wasAnsweredWithoutList(id)) {
						expect({ id, added, had }).toEqual({ id, added: Math.min(added, had), had });
					}
					expect({ id, had }).toEqual({ id, had: Math.min(had, added + unknown) });
					const left = service.departuresOf(id);
					expect({ id, unknown, left }).toEqual({ id, unknown: Math.min(unknown, left), left });
				}
				if (operation === 'addMany') {
					for (const status of ['added', 'rejected', 'unknown', 'skipped']) {
						expect([status, countOfHint(run, status)]).toEqual([status, count(statuses, status)]);
					}
				}
			}),
			{ numRuns: 100 },
		);
	}, 120_000);
});

describe('a lead looked up in the queue', () => {
	const methodOf = { add: 'AddCall', addMany: 'AddCallsBulk' } as const;

	/** One request at a time. The first is answered, the second is cut off unprocessed. */
	async function send(operation: AddOperation, items: object[], more: INodeParameters = {}) {
		service.simulator.setFaults([
			{ method: methodOf[operation], fault: { kind: 'resetBefore' }, after: items.length - 1 },
		]);
		const run = await runNode({
			parameters: {
				resource: 'call',
				operation,
				campaign: byId('c1'),
				target: '={{ $json.phone }}',
				additionalFields: { customerName: '={{ $json.name }}', priority: '={{ $json.priority }}' },
				...more,
				options: {
					maxConcurrency: 1,
					maxRetries: 0,
					...(operation === 'addMany' && { batchSize: 1 }),
				},
			},
			items,
			node: { onError: 'continueRegularOutput' },
			credential: service.credential,
		});
		return run.items.map(({ json }) => json.status);
	}

	describe.each(addOperations)('call: %s', (operation) => {
		it.each([
			['another spelling', { phone: '0501111111' }, { phone: '972501111111' }],
			['fewer fields', { phone: '0501111111', name: 'Dana', priority: 5 }, { phone: '0501111111' }],
			[
				'the same fields',
				{ phone: '0501111111', name: 'Dana' },
				{ phone: '0501111111', name: 'Dana' },
			],
		])(
			'does not mistake the call of another lead with %s for its own',
			async (_what, first, second) => {
				expect(await send(operation, [first, second])).toEqual(['added', 'unknown']);
			},
		);

		it('compares what was sent, although {{ $now }} gives another time since', async () => {
			const additionalFields = { originateTime: '={{ $now.plus({ hours: 1 }) }}' };
			const lead = { phone: '0501111111' };
			expect(await send(operation, [lead, lead], { additionalFields })).toEqual([
				'added',
				'unknown',
			]);
		});

		it('does not mistake yesterday’s call with other data for its own', async () => {
			await send(operation, [{ phone: '0501111111', name: 'Noa' }, { phone: '0502222222' }]);
			expect(await send(operation, [{ phone: '0501111111' }])).toEqual(['unknown']);
		});

		it('is found if all leads like it are in the queue too', async () => {
			const lead = { phone: '0501111111' };
			service.simulator.reset();
			service.simulator.setFaults([
				{ method: methodOf[operation], fault: { kind: 'answerLost' }, after: 1, times: 1 },
			]);
			const { items } = await runNode({
				parameters: {
					resource: 'call',
					operation,
					campaign: byId('c1'),
					target: '={{ $json.phone }}',
					options: {
						maxConcurrency: 1,
						timeout: 300,
						...(operation === 'addMany' && { batchSize: 1 }),
					},
				},
				items: [lead, lead],
				credential: service.credential,
			});
			expect(items.map(({ json }) => json.status)).toEqual(['added', 'added']);
		});
	});
});

describe('an empty list of results', () => {
	it('treats an empty list of results as incomplete, not as OK for all', async () => {
		const drop = { kind: 'addResult', change: 'drop', count: 2 } as const;
		service.simulator.setFaults([{ method: 'AddCallsBulk', fault: drop }]);
		const [good, bad] = leadsFrom(['lead 0', 'lead 1']);
		const leads = [good, { ...bad, callerId: 'no' }];
		const run = await sendLeads('addMany', leads, {}, { credential: service.credential });
		expect(service.countOf('lead 1')).toBe(0);
		expect(statusesOf(run)).toEqual(['added', 'unknown']);
	});
});

describe('a lead that was not sent', () => {
	const method = 'GetCampaignPendingCalls';

	it('does not report a lead as unknown that was not sent because the queue was unreadable', async () => {
		service.simulator.setFaults([{ method, fault: { kind: 'cut' } }]);
		const run = await sendLeads(
			'addMany',
			leadsFrom(ids(2)),
			{ skipPending: true },
			{ node: { onError: 'continueRegularOutput' }, credential: service.credential },
		);
		expect(service.requestsOf('AddCallsBulk')).toEqual([]);
		expect(statusesOf(run)).toEqual(['skipped', 'skipped']);
		for (const { json } of run.items) expect(json.description).not.toMatch(/carried out/);
	});
});
