import * as fc from 'fast-check';
import { countOfHint } from './harness/countOfHint';
import { arbitraryRun } from './harness/arbitraryRun';
import { addOperations, sendLeads, statusesOf } from './harness/sendLeads';
import { Service } from './harness/service';

const service = new Service();
const count = (values: readonly unknown[], wanted: unknown) =>
	values.filter((value) => value === wanted).length;

describe.each(addOperations)('call: %s', (operation) => {
	it('gives each lead one true verdict and sends none twice', async () => {
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
				for (const status of statuses) {
					expect(['added', 'rejected', 'unknown', 'skipped']).toContain(status);
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
