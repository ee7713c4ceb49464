import * as fc from 'fast-check';
import type { Fault } from '../../../simulator';
import { withoutPauses } from '../../harness/n8n';
import { runNode } from '../../harness/runNode';
import { Service } from '../../harness/service';

const service = new Service();
withoutPauses();

const faults: readonly Fault[] = [
	{ kind: 'httpStatus', status: 503 },
	{ kind: 'httpStatus', status: 503, processed: true },
	{ kind: 'httpStatus', status: 429 },
	{ kind: 'httpStatus', status: 413 },
	{ kind: 'httpStatus', status: 403 },
	{ kind: 'httpStatus', status: 500, processed: true },
	{ kind: 'errorCode', errorCode: 1 },
	{ kind: 'errorCode', errorCode: 2 },
	{ kind: 'errorCode', errorCode: 3, processed: true },
	{ kind: 'answerLost' },
	{ kind: 'resetBefore' },
	{ kind: 'cut' },
	{ kind: 'cutConnection' },
	{ kind: 'empty' },
	{ kind: 'html' },
	{ kind: 'noErrorCode' },
	{ kind: 'repeatAnswer' },
	{ kind: 'addResult', change: 'reverse' },
	{ kind: 'addResult', change: 'drop' },
	{ kind: 'addResult', change: 'extra' },
	{ kind: 'addResult', change: 'omit' },
	{ kind: 'addResult', change: 'wrongTarget' },
];

const phone = fc.constantFrom('0501111111', '972501111111', '0502222222', '0503333333', 'nobody');

it('claims of no number what is not true, whatever fails', async () => {
	const property = fc.asyncProperty(
		fc.array(phone, { minLength: 1, maxLength: 6 }),
		fc.array(fc.constantFrom(...faults), { maxLength: 4 }),
		fc.integer({ min: 0, max: 2 }),
		async (phones, failing, maxRetries) => {
			const { simulator } = service;
			simulator.reset();
			simulator.setFaults(failing.map((fault) => ({ fault, times: 1 })));
			const { items, error } = await runNode({
				parameters: {
					resource: 'doNotCall',
					operation: 'add',
					phone: '={{ $json.phone }}',
					options: { maxRetries },
				},
				items: phones.map((number) => ({ phone: number })),
				node: { onError: 'continueRegularOutput' },
				credential: service.credential,
			});
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.phone)).toEqual(phones);
			for (const { json } of items) {
				const { status } = json;
				const canonical = String(json.phone).replace(/^0/, '972');
				const isListed = simulator.state.blacklist.has(canonical);
				if (status === 'added') expect([json, isListed]).toEqual([json, true]);
				// Another spelling of the number may be on the list by now.
				const others = phones.filter((number) => number.replace(/^0/, '972') === canonical);
				if (status !== 'added' && status !== 'unknown' && others.length === 1) {
					expect([json, isListed]).toEqual([json, false]);
				}
			}
		},
	);
	await fc.assert(property, { numRuns: 250 });
}, 120_000);
