import { no, ok } from '../harness/answers';
import { byId } from '../harness/locator';
import { onErrorModes } from '../harness/onError';
import { phones } from '../harness/runAddMany';
import { runNode } from '../harness/runNode';
import { Wire, type SentRequest } from '../harness/wire';

const wire = new Wire();
const leads = phones(5);
const targetsIn = ({ body }: SentRequest) =>
	[body as { Target: string } | Array<{ Target: string }>].flat().map(({ Target }) => Target);

/** The first lead is never accepted, the others always are. */
it.each([
	['add', onErrorModes[0]],
	['add', onErrorModes[1]],
	['update', onErrorModes[0]],
	['remove', onErrorModes[1]],
	['addMany', onErrorModes[0]],
	['addMany', onErrorModes[1]],
])('Retry On Fail sends no accepted lead again (call: %s, %s)', async (operation, onError) => {
	wire.answer((request) => (targetsIn(request).includes(leads[0].phone) ? no(4) : ok), {
		times: 30,
		isOptional: true,
	});
	const { items, error } = await runNode({
		parameters: {
			resource: 'call',
			operation,
			campaign: byId('c1'),
			target: '={{ $json.phone }}',
			...(operation === 'addMany' && { options: { batchSize: 1 } }),
		},
		items: leads,
		node: { onError, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	const sent = wire.requests.flatMap(targetsIn);
	for (const { phone } of leads.slice(1)) {
		expect(sent.filter((target) => target === phone)).toHaveLength(1);
	}
	if (onError === 'stopWorkflow') {
		expect(error?.message).toMatch(/item 0\b/);
		return;
	}
	const good = { add: 'added', addMany: 'added', update: 'updated', remove: 'removed' }[operation];
	expect(items.map(({ json }) => json.status)).toEqual(['rejected', good, good, good, good]);
});
