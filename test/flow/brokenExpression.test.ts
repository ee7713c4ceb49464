import type { INodeParameters } from 'n8n-workflow';
import { ok, okWith } from '../harness/answers';
import { byId } from '../harness/locator';
import { failuresOf, successesOf } from '../harness/onError';
import { runNode } from '../harness/runNode';
import { Wire } from '../harness/wire';

const wire = new Wire();

/** Cannot run for the second item. */
const broken = '={{ $json.isBad ? $("No such node").first().json.code : "c1" }}';
const items = [{ isBad: false }, { isBad: true }, { isBad: false }];

const cases: ReadonlyArray<[string, INodeParameters]> = [
	['call: add', { resource: 'call', operation: 'add', target: '0501234567' }],
	['call: addMany', { resource: 'call', operation: 'addMany', target: '0501234567' }],
	['call: getAll', { resource: 'call', operation: 'getAll' }],
	['campaign: start', { resource: 'campaign', operation: 'start' }],
	['member: add', { resource: 'member', operation: 'add', member: byId('SIP1') }],
	['ivr: configure', { resource: 'ivr', operation: 'configure', representatives: 'SIP1' }],
];

describe.each(cases)('%s', (name, parameters) => {
	it('goes on with the other items where an expression cannot run', async () => {
		wire.answer(
			({ url }) => (url.endsWith('PendingCalls') ? okWith({ Calls: [{ Phone: '1' }] }) : ok),
			{
				times: 3,
				isOptional: true,
			},
		);
		const run = await runNode({
			parameters: { ...parameters, campaign: byId(broken) },
			items,
			node: { onError: 'continueRegularOutput' },
		});
		expect(run.error).toBeUndefined();
		if (name === 'call: addMany') {
			expect(run.items.map(({ json }) => json.status)).toEqual(['added', 'rejected', 'added']);
			return;
		}
		expect(failuresOf(run, 'continueRegularOutput').map(({ item }) => item)).toEqual([1]);
		expect(successesOf(run).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
		]);
	});
});
