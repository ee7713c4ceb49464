import * as fc from 'fast-check';
import type { IncomingMessage } from 'node:http';
import type { MethodName } from '../../../nodes/VoicenterDialer/api/methods';
import { parseRequest } from '../../../simulator/parse/parseRequest';
import { runAddMany } from '../../harness/addCalls';
import { byId, runNode } from '../../harness/runNode';
import { LocalServer } from '../../harness/server';
import { encodings } from '../../harness/wire';

const server = new LocalServer();
let received: { request: IncomingMessage; body: string };

beforeAll(() => {
	server.handler = (request, response, body) => {
		received = { request, body };
		response.end('{"ErrorCode":0,"Description":"OK"}');
	};
});

/** The last request, parsed by the simulator. */
function parsed(method: MethodName) {
	const { request, body } = received;
	return parseRequest(method, {
		verb: request.method ?? '',
		url: request.url ?? '',
		contentType: request.headers['content-type'] ?? '',
		body,
	});
}

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
const filled = text.filter((value) => value.trim() !== '');
const name = fc
	.oneof(
		fc.string({ unit: 'grapheme', maxLength: 12 }),
		fc.constantFrom('a.b', 'a[b]', 'x y', 'ä&='),
	)
	.map((value) => `n${value}`.trim());
const value = fc.oneof(
	text,
	fc.integer(),
	fc.boolean(),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const lead = fc.record({
	customerName: filled,
	priority: fc.maxSafeInteger(),
	variables: fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true }),
});
const runs = { numRuns: 40 };

const parameters = {
	target: '0501234567',
	additionalFields: {
		customerName: '={{ $json.customerName }}',
		priority: '={{ $json.priority }}',
	},
	specifyCustomVariables: 'json',
	customVariablesJson: '={{ $json.variables }}',
};

const prefixed = (variables: Record<string, unknown>, write: (value: unknown) => unknown) =>
	Object.fromEntries(
		Object.entries(variables).map(([key, member]) => [`var_${key}`, write(member)]),
	);
/** JSON has no −0. */
const asJson = (member: unknown) => JSON.parse(JSON.stringify(member)) as unknown;
const asText = (member: unknown) => String(member);

it.each(encodings)(
	'a call sent as %s has the same values when it is parsed',
	async (requestFormat) => {
		await fc.assert(
			fc.asyncProperty(lead, async (json) => {
				const { error } = await runNode({
					parameters: {
						...parameters,
						resource: 'call',
						operation: 'add',
						campaign: byId('c1'),
						options: { requestFormat },
					},
					items: [json],
					credential: { baseUrl: server.url },
				});
				expect(error).toBeUndefined();
				const { encoding, fields, violations } = parsed('AddCall');
				expect({ encoding, violations }).toEqual({ encoding: requestFormat, violations: [] });
				expect(fields[0].values).toMatchObject({
					Campaign: 'c1',
					Target: '0501234567',
					CustomerName: json.customerName,
					Priority: json.priority,
				});
				const write = requestFormat === 'json' ? asJson : asText;
				expect(fields[0].customData ?? {}).toEqual(prefixed(json.variables, write));
			}),
			runs,
		);
	},
	20_000,
);

it('so do the calls of Add Many', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(lead, { minLength: 1, maxLength: 5 }), async (leads) => {
			const { error } = await runAddMany(
				leads,
				{},
				{
					parameters,
					credential: { baseUrl: server.url },
				},
			);
			expect(error).toBeUndefined();
			const { fields, violations } = parsed('AddCallsBulk');
			expect(violations).toEqual([]);
			expect(
				fields.map(({ values, customData }) => [values.CustomerName, customData ?? {}]),
			).toEqual(leads.map((json) => [json.customerName, prefixed(json.variables, asJson)]));
		}),
		runs,
	);
});
