import { methods } from '../../../nodes/VoicenterDialer/api/methods';
import { runNode } from '../../harness/runNode';
import { jsonRequest, requestIn, verbOf, Wire } from '../../harness/wire';
import { accountCode } from '../../harness/workflow';
import { examples, methodsWithoutRow } from './examples';

const wire = new Wire();
const Code = accountCode;

it('has a row for each method of the API', () => {
	const named = [...examples.map(({ method }) => method), ...methodsWithoutRow];
	expect(named.sort()).toEqual(Object.keys(methods).sort());
});

describe.each(examples)('$resource: $operation', (example) => {
	const { resource, operation, method, parameters, items, sent, flat, reply, output } = example;

	it.each(example.encodings)('sends one request for each item as %s', async (requestFormat) => {
		wire.answer(reply, { times: items.length, verb: verbOf(requestFormat) });
		const run = await runNode({
			parameters: { resource, operation, ...parameters, options: { requestFormat } },
			items,
		});
		expect(run.error).toBeUndefined();
		expect(wire.requests).toEqual(
			sent.map((json, item) =>
				requestIn(requestFormat, method, { ...json, Code }, {
					...(flat?.[item] ?? json),
					Code,
				} as Record<string, string>),
			),
		);
		expect(run.items).toEqual(
			output.flatMap((list, item) => list.map((json) => ({ json, pairedItem: { item } }))),
		);
	});

	it('omits the account code if it is only for the campaign list', async () => {
		const { least } = example;
		wire.answer(least.reply ?? reply);
		const run = await runNode({
			parameters: { resource, operation, ...least.parameters },
			credential: { sendAccountCode: 'campaignListOnly' },
		});
		expect(run.error).toBeUndefined();
		expect(wire.requests).toEqual([jsonRequest(method, least.sent)]);
		expect(run.items.map(({ json }) => json)).toEqual(least.output);
	});
});
