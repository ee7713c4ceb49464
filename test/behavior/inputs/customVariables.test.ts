import type { INodeParameters } from 'n8n-workflow';
import { rejectedByAdd, sentByAdd } from '../../harness/addCalls';
import { byId, runNode } from '../../harness/runNode';
import { ok, Wire } from '../../harness/wire';

const wire = new Wire();

type Rows = Array<{ name: string; value: string }>;
const rows = (variable: Rows): INodeParameters => ({ customVariables: { variable } });
const json = (customVariablesJson: string): INodeParameters => ({
	specifyCustomVariables: 'json',
	customVariablesJson,
});

const manyNames = Array.from({ length: 10_001 }, (_, index) => [`a${index}`, 1]);

it('adds a missing prefix', async () => {
	const { CustomData } = await sentByAdd(
		wire,
		rows([
			{ name: 'lead_id', value: 'a' },
			{ name: 'var_product', value: 'b' },
			{ name: 'variant', value: 'c' },
		]),
	);
	expect(CustomData).toEqual({ var_lead_id: 'a', var_product: 'b', var_variant: 'c' });
});

it('keeps the type of a value in JSON, and writes objects as JSON text', async () => {
	const value = { n: 17, zero: 0, no: false, text: '17', list: [1, 'א'], object: { a: { b: 1 } } };
	const expected = {
		var_n: 17,
		var_zero: 0,
		var_no: false,
		var_text: '17',
		var_list: '[1,"א"]',
		var_object: '{"a":{"b":1}}',
	};
	const fromObject = await sentByAdd(wire, json('={{ $json.value }}'), { value });
	const fromText = await sentByAdd(wire, json(JSON.stringify(value)));
	const names = Object.keys(value);
	const fromRows = await sentByAdd(
		wire,
		rows(names.map((name) => ({ name, value: `={{ $json.value.${name} }}` }))),
		{ value },
	);
	for (const { CustomData } of [fromObject, fromText, fromRows])
		expect(CustomData).toEqual(expected);
});

it('accepts the same name at another depth, and texts that look like names', async () => {
	const { CustomData } = await sentByAdd(
		wire,
		json('{ "a": "\\"a\\": {", "b": { "a": 1, "c": [{ "a": 2 }] }, "c": 0 }'),
	);
	expect(CustomData).toEqual({
		var_a: '"a": {',
		var_b: '{"a":1,"c":[{"a":2}]}',
		var_c: 0,
	});
});

it('omits empty values', async () => {
	const empty = await sentByAdd(
		wire,
		rows([
			{ name: 'a', value: '' },
			{ name: 'b', value: '={{ $json.missing }}' },
			{ name: 'c', value: '={{ null }}' },
		]),
	);
	expect(empty).not.toHaveProperty('CustomData');
	expect(await sentByAdd(wire, json(''))).not.toHaveProperty('CustomData');
	expect(await sentByAdd(wire, json('{}'))).not.toHaveProperty('CustomData');
	expect((await sentByAdd(wire, json('{"a": null, "b": 1}'))).CustomData).toEqual({ var_b: 1 });
});

it('omits empty rows', async () => {
	const { CustomData } = await sentByAdd(
		wire,
		rows([
			{ name: '', value: '' },
			{ name: 'a', value: '1' },
			{ name: '', value: '' },
			{ name: '={{ $json.missing }}', value: '={{ null }}' },
		]),
	);
	expect(CustomData).toEqual({ var_a: '1' });
	const unfilled: INodeParameters = { customVariables: { variable: [{}] } };
	expect(await sentByAdd(wire, unfilled)).not.toHaveProperty('CustomData');
});

it.each([
	['an empty name', rows([{ name: '', value: '1' }])],
	['an empty name with the value 0', rows([{ name: '', value: '={{ 0 }}' }])],
	['a name of spaces', rows([{ name: '  ', value: '1' }])],
	['a prefix without a name', rows([{ name: 'var_', value: '1' }])],
	[
		'a repeated name',
		rows([
			{ name: 'a', value: '1' },
			{ name: 'a', value: '2' },
		]),
	],
	[
		'a repeated name with its prefix',
		rows([
			{ name: 'a', value: '1' },
			{ name: 'var_a', value: '2' },
		]),
	],
	['__proto__', rows([{ name: '__proto__', value: '1' }])],
	['constructor', rows([{ name: 'constructor', value: '1' }])],
	['an empty name in JSON', json('{"": 1}')],
	['a repeated name in JSON', json('{"a": 1, "var_a": 2}')],
	['__proto__ in JSON', json('{"__proto__": {"x": 1}}')],
	['text that is not JSON', json('{a: 1')],
	['a list', json('[1, 2]')],
	['a number', json('17')],
	['null', json('null')],
	['more names than can be read quickly', json(JSON.stringify(Object.fromEntries(manyNames)))],
	['the same in an object', json(JSON.stringify({ a: Object.fromEntries(manyNames) }))],
	['a name that appears twice in a JSON text', json('{ "a": 1, "b": { "a": 2 }, "\\u0061": 3 }')],
])('refuses %s', async (_what, parameters) => {
	const { message } = await rejectedByAdd(parameters);
	expect(message).toMatch(/variable/i);
});

it('writes them at the top level in form and query', async () => {
	for (const requestFormat of ['form', 'query']) {
		wire.answer(ok, { verb: requestFormat === 'query' ? 'GET' : 'POST' });
		await runNode({
			parameters: {
				resource: 'call',
				operation: 'update',
				campaign: byId('c1'),
				target: '0501234567',
				...json('{ "n": 17, "name": "דנה & = + % כהן 🙂", "o": { "a": [1] } }'),
				options: { requestFormat },
			},
			credential: { sendAccountCode: 'campaignListOnly' },
		});
		const { body, query } = wire.requests.at(-1) ?? {};
		expect(requestFormat === 'query' ? query : body).toEqual({
			Campaign: 'c1',
			Target: '0501234567',
			var_n: '17',
			var_name: 'דנה & = + % כהן 🙂',
			var_o: '{"a":[1]}',
		});
	}
});
