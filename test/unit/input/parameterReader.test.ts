import * as fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runInThisContext } from 'node:vm';
import { loadNatively, toNative } from '../../harness/n8n';
import { byId, dialerContext, fromList } from '../../harness/runNode';

const { parameterReader } = loadNatively<
	typeof import('../../../nodes/VoicenterDialer/input/parameterReader')
>('nodes/VoicenterDialer/input/parameterReader.ts');

type Read = { readonly value: unknown } | { readonly isRefused: true };

const tried = (read: () => unknown): Read => {
	try {
		return { value: read() };
	} catch {
		return { isRefused: true };
	}
};

interface Readings {
	readonly direct: Read;
	readonly own: Read;
	/** How often n8n evaluated a parameter. */
	readonly asked: number;
}

/** A parameter's value from the reader, and from n8n. */
function readBoth(
	json: IDataObject,
	parameters: INodeParameters,
	path: string,
	ownPath = path,
): Readings {
	const context = dialerContext(parameters, [{ json }]);
	let asked = 0;
	const read = parameterReader(context.getNode().parameters)({
		json,
		getParameter: (asking) => {
			asked++;
			return context.getNodeParameter(asking, 0, null);
		},
	});
	return {
		direct: tried(() => read(path)),
		own: tried(() => context.getNodeParameter(ownPath, 0, null)),
		asked,
	};
}

const plainKeys = ['phone', 'a', 'b', 'First_name', '$x', '_'];
const oddKeys = [
	...['', ' ', 'a b', 'Phone number', "it's", 'say "x"', 'a.b', 'a[0]', 'back\\slash', 'a\nb'],
	...['a\rb', '}}', 'a }} b', '{{', '={{ 1 }}', '0', '1', '01', '-1', '1e3', 'טלפון', 'é', '🙂'],
	...['length', 'constructor', 'toString', '__proto__', 'prototype', 'hasOwnProperty', 'valueOf'],
	...['then', 'toJSON', 'json', 'class', 'this', 'isEmpty', 'first', 'process', '\u2028', '$'],
	...['binding', 'mainModule', 'arguments', 'caller', 'getPrototypeOf'],
];
const key = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...plainKeys) },
	{ weight: 4, arbitrary: fc.constantFrom(...oddKeys) },
	{ weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
);

const oddTexts = ['={{ $json.a }}', '{{ 1 + 1 }}', '=1', '2026-12-24T09:30:00Z', '', 'null', '[0]'];
const leaf = fc
	.oneof(fc.constantFrom(...oddTexts), fc.string(), fc.double(), fc.boolean(), fc.constant(null))
	.map((value) => JSON.stringify(value));

/** JSON as text, so that a member can have any name. */
const { object: jsonText } = fc.letrec<{ object: string; value: string }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		leaf,
		tie('object'),
		fc.array(tie('value'), { maxLength: 3 }).map((elements) => `[${elements.join()}]`),
	),
	object: fc
		.array(fc.tuple(key, tie('value')), { maxLength: 5 })
		.map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`)}}`),
}));

type Step = string | number;

/** A path into the JSON, usually an existing one, and usually to a leaf. */
const pathInto = (json: unknown): fc.Arbitrary<Step[]> =>
	fc.array(fc.tuple(fc.nat(9), key, fc.nat(9)), { minLength: 4, maxLength: 4 }).map((choices) => {
		const steps: Step[] = [];
		let value = json;
		for (const [choice, other, index] of choices) {
			const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
			if (steps.length > 0 && names.length === 0 && choice < 9) break;
			const name = choice < 9 && names.length > 0 ? names[index % names.length] : other;
			steps.push(Array.isArray(value) && /^\d+$/.test(name) ? Number(name) : name);
			// Inherited members have no further path.
			const isOwn = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
			value = isOwn ? (value as Record<string, unknown>)[name] : undefined;
		}
		return steps;
	});

const spellings: ReadonlyArray<(step: string) => string> = [
	(step) => `.${step}`,
	(step) => `?.${step}`,
	(step) => `["${step}"]`,
	(step) => `['${step}']`,
	(step) => `?.["${step}"]`,
	(step) => `[${step}]`,
	(step) => `[${JSON.stringify(step)}]`,
	(step) => `[\`${step}\`]`,
];

const wrappings: ReadonlyArray<(path: string) => string> = [
	(path) => `={{ ${path} }}`,
	(path) => `={{${path}}}`,
	(path) => `={{  ${path}\n}}`,
	(path) => `={{ ${path} }} `,
	(path) => `= {{ ${path} }}`,
	(path) => `=+{{ ${path} }}`,
	(path) => `={{ ${path} }}{{ ${path} }}`,
	(path) => `={{ ${path} ?? "x" }}`,
];

const expressionInto = (json: unknown): fc.Arbitrary<string> =>
	fc
		.tuple(
			pathInto(json),
			fc.array(fc.nat(39), { minLength: 4, maxLength: 4 }),
			fc.oneof(fc.nat(2), fc.nat(2), fc.nat(wrappings.length - 1)),
		)
		.map(([steps, styles, wrapping]) => {
			const spelled = steps.map((step, index) => {
				if (typeof step === 'number') return `[${step}]`;
				const isPlain = /^[a-zA-Z_$][\w$]*$/.test(step);
				return spellings[styles[index] % (isPlain ? 5 : 8)](step);
			});
			return wrappings[wrapping](`$json${spelled.join('')}`);
		});

const nativeOf = (text: string): IDataObject => toNative(JSON.parse(text) as IDataObject);

it('reads every path into an item as n8n does', () => {
	const cases = jsonText.chain((text) =>
		fc.record({ text: fc.constant(text), expression: expressionInto(JSON.parse(text)) }),
	);
	fc.assert(
		fc.property(cases, ({ text, expression }) => {
			const { direct, own } = readBoth(nativeOf(text), { target: expression }, 'target');
			expect(direct).toEqual(own);
		}),
		{ numRuns: 2000 },
	);
}, 60_000);

const item = `{
	"phone": "0501234567", "n": 17, "zero": 0, "yes": true, "no": false, "empty": "",
	"First name": "Dana", "it's": 1, "say \\"x\\"": 2, "טלפון": "050", "deep": { "list": [{ "a b": "x" }] }
}`;

it.each<[string, unknown]>([
	['={{ $json.phone }}', '0501234567'],
	['={{$json.phone}}', '0501234567'],
	['={{ $json["phone"] }}', '0501234567'],
	["={{ $json['phone'] }}", '0501234567'],
	['={{ $json?.phone }}', '0501234567'],
	['={{ $json.n }}', 17],
	['={{ $json.zero }}', 0],
	['={{ $json.yes }}', true],
	['={{ $json.no }}', false],
	['={{ $json.empty }}', ''],
	['={{ $json["First name"] }}', 'Dana'],
	['={{ $json["it\'s"] }}', 1],
	['={{ $json[\'say "x"\'] }}', 2],
	['={{ $json["טלפון"] }}', '050'],
	['={{ $json.deep.list[0]["a b"] }}', 'x'],
	["={{ $json?.deep?.['list']?.[0]?.['a b'] }}", 'x'],
])('reads %s without asking n8n', (target, value) => {
	expect(readBoth(nativeOf(item), { target }, 'target')).toEqual({
		direct: { value },
		own: { value },
		asked: 0,
	});
});

it.each([
	'={{ $json.phone }} ',
	'=+{{ $json.phone }}',
	'={{ $json.phone + 1 }}',
	'={{ $json.phone.slice(1) }}',
	'={{ $json.phone.length }}',
	'={{ $json.deep }}',
	'={{ $json.missing?.deeper }}',
	'={{ $json }}',
	'={{ $json[`phone`] }}',
	'={{ $json["ph" + "one"] }}',
	'={{ $json["\\x70hone"] }}',
	'={{ $json.phone /* the phone */ }}',
	'={{ $now.year }}',
	'={{ $itemIndex }}',
	'={{ $("Start").isExecuted }}',
	'={{ $json.phone',
	'={{ $json..phone }}',
	'=',
	'=0501234567',
])('asks n8n about %s', (target) => {
	const { direct, own, asked } = readBoth(nativeOf(item), { target }, 'target');
	expect(direct).toEqual(own);
	expect(asked).toBe(1);
});

it.each<[string, unknown]>([
	['a text', '0501234567'],
	['a text with braces', 'no {{ $json.phone }}'],
	['a number', 17],
	['a boolean', false],
	['an empty text', ''],
])('reads %s unchanged', (_what, literal) => {
	const target = literal as string;
	expect(readBoth(nativeOf(item), { target }, 'target')).toEqual({
		direct: { value: literal },
		own: { value: literal },
		asked: 0,
	});
});

it.each<[string, string]>([
	['a Date', 'new Date(0)'],
	['a Date inside', '({ at: new Date(0) })'],
	['a class of its own', 'new (class { get at() { return 1; } })()'],
	['an inherited member', 'Object.create({ at: 1 })'],
	['a computed member', '({ get at() { return 1; } })'],
	['a function', '() => 1'],
	['a Map', 'new Map([["at", 1]])'],
	['undefined', 'undefined'],
	['a bigint', '17n'],
	['NaN', 'NaN'],
])('reads %s from a Code node as n8n does', (_what, source) => {
	const json = toNative<Record<string, unknown>>({});
	json.a = runInThisContext(source);
	for (const target of ['={{ $json.a }}', '={{ $json.a.at }}', '={{ $json.a?.at }}']) {
		const { direct, own } = readBoth(json as IDataObject, { target }, 'target');
		expect(direct).toEqual(own);
	}
});

describe('parameters with parts', () => {
	const parameters: INodeParameters = {
		additionalFields: { customerName: '={{ $json["First name"] }}', priority: '={{ 1 + 1 }}' },
		customVariables: {
			variable: [
				{ name: 'n', value: '={{ $json.n }}' },
				{ name: '={{ $json.phone }}', value: '={{ $json.n + 1 }}' },
				{ name: 'x', value: 'literal' },
			],
		},
	};

	it.each([
		'additionalFields.customerName',
		'additionalFields.priority',
		'additionalFields',
		'customVariables.variable',
		'customVariables',
	])('reads %s as n8n does', (path) => {
		const { direct, own } = readBoth(nativeOf(item), parameters, path);
		expect(direct).toEqual(own);
	});

	it('returns undefined for a missing parameter', () => {
		for (const path of ['additionalFields.callerId', 'updateFields', 'options.no.such']) {
			expect(readBoth(nativeOf(item), parameters, path).direct).toEqual({ value: undefined });
		}
	});

	it.each([
		['by code', byId('={{ $json.phone }}')],
		['by a code that is computed', byId('={{ $json.phone.slice(1) }}')],
		['picked from the list', fromList('c1', 'Leads')],
		['a plain expression', '={{ $json.phone }}'],
		['by code, as a program saves it', { mode: 'id', value: '={{ $json.phone }}' }],
	])('reads a campaign %s as n8n does', (_how, campaign) => {
		const ownPath = typeof campaign === 'string' ? 'campaign' : 'campaign.value';
		const { direct, own } = readBoth(nativeOf(item), { campaign }, 'campaign', ownPath);
		expect(direct).toEqual(own);
	});
});

describe('lists of the calling rules', () => {
	const optOuts = "={{ $('Opt-outs').all().map((row) => row.json.phone) }}";

	/** How often n8n evaluates the expression for three items. */
	const evaluations = (name: string, expression: string, fails = false) => {
		let asked = 0;
		const readerFor = parameterReader({ callingRules: { [name]: expression } });
		for (let item = 0; item < 3; item++) {
			const read = readerFor({
				json: {},
				getParameter: () => {
					if (++asked === 1 && fails) throw new Error('No path back to the node');
					return [item];
				},
			});
			tried(() => read('callingRules'));
		}
		return asked;
	};

	it.each([
		['suppressedNumbers', optOuts, 1],
		['closedDates', '={{ $("Holidays").all().map(({ json }) => json.date) }}', 1],
		['suppressedNumbers', "={{ $('Opt-outs').all().map((row) => row.json[$json.field]) }}", 3],
		['suppressedNumbers', "={{ $('Opt-outs').all()[$itemIndex].json.phones }}", 3],
		['suppressedNumbers', "={{ $('Opt-outs').item.json.phones }}", 3],
		['suppressedNumbers', "={{ $('Opt-outs').all() }}{{ $json.phones }}", 3],
		['suppressedNumbers', '={{ $($json.table).all() }}', 3],
		['attemptsSoFar', optOuts, 3],
	])('%s: %s is evaluated %d times for three items', (name, expression, times) => {
		expect(evaluations(name, expression)).toBe(times);
	});

	it('tries again after an error', () => {
		expect(evaluations('suppressedNumbers', optOuts, true)).toBe(2);
	});
});
