import type { INodeParameters } from 'n8n-workflow';
import { rejectedByAdd } from '../../harness/addCalls';
import { everythingIn } from '../../harness/execution';
import { byId, runNode } from '../../harness/runNode';
import { encodings, ok, Wire } from '../../harness/wire';
import { accountCode } from '../../harness/workflow';

const wire = new Wire();

const dryRun = async (parameters: INodeParameters, options: INodeParameters = {}) =>
	await runNode({
		parameters: {
			resource: 'call',
			campaign: byId('c1'),
			target: '={{ $json.phone }}',
			...parameters,
			options: { ...options, dryRun: true },
		},
		items: [{ phone: '050-1234567' }, { phone: '050-1234568' }],
	});

it.each(['add', 'addMany', 'update', 'remove'])('sends nothing (%s)', async (operation) => {
	const run = await dryRun({ operation });
	expect(run.error).toBeUndefined();
	expect(run.items).toEqual(
		['0501234567', '0501234568'].map((target, item) => ({
			json: {
				campaign: 'c1',
				target,
				status: 'dryRun',
				errorCode: null,
				description: expect.any(String) as string,
				request: expect.any(Object) as object,
			},
			pairedItem: { item },
		})),
	);
	for (const { json } of run.items) {
		expect(JSON.stringify(json.request)).toContain(String(json.target));
		expect(JSON.stringify(json.request)).toContain('/ForwardDialer/Dialer/');
	}
});

it.each(encodings)('returns the request as %s, with the code masked', async (requestFormat) => {
	const run = await dryRun(
		{ operation: 'add', additionalFields: { customerName: 'Dana' } },
		{ requestFormat },
	);
	const text = JSON.stringify(run.items[0].json.request);
	expect(text).toContain(requestFormat === 'query' ? '"GET"' : '"POST"');
	expect(text).toMatch(/"Code":"[^"]+"/);
	expect(text).toContain('Dana');
	expect(everythingIn(run)).not.toContain(accountCode.slice(0, 6));
});

it('checks everything', async () => {
	const { message } = await rejectedByAdd({
		additionalFields: { priority: '={{ "high" }}' },
		options: { dryRun: true },
	});
	expect(message).toMatch(/Priority/);
});

it.each(['add', 'addMany'])('call: %s sends only the leads without Dry Run', async (operation) => {
	wire.answer(ok, { times: operation === 'add' ? 2 : 1 });
	const isDryRun = [false, true, true, false];
	const { items, error } = await runNode({
		parameters: {
			resource: 'call',
			operation,
			campaign: byId('c1'),
			target: '={{ $json.phone }}',
			options: { dryRun: '={{ $json.isDryRun }}' },
		},
		items: isDryRun.map((isDry, index) => ({ phone: `050000000${index}`, isDryRun: isDry })),
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.status)).toEqual(['added', 'dryRun', 'dryRun', 'added']);
	const sent = wire.requests.flatMap(({ body }) => [body].flat() as Array<{ Target: string }>);
	expect(sent.map(({ Target }) => Target).sort()).toEqual(['0500000000', '0500000003']);
});
