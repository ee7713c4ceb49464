import type { GenericValue, IDataObject } from 'n8n-workflow';

/**
 * Returns a parameter's value for the current item, by path, such as `additionalFields.priority`.
 */
export type ReadParameter = (path: string) => unknown;

/**
 * One input item, and n8n's own lookup of its parameters: by path, such as
 * `customVariables.variable[0].value`, or by expression.
 */
export interface ItemSource {
	/** If missing, n8n evaluates every expression. */
	readonly json?: IDataObject;
	readonly getParameter: (path: string, expression: string) => unknown;
}

/**
 * Reads the parameters of many items fast. n8n takes about a third of a millisecond per expression.
 * Most expressions are just a path into the item (`={{ $json.phone }}`), so those are resolved here.
 * n8n evaluates all others, and those that do not lead to a plain value.
 */
export function parameterReader(
	parameters: Readonly<Record<string, unknown>>,
): (source: ItemSource) => ReadParameter {
	const plans = new Map<string, Plan>();
	const planOf = (path: string): Plan => {
		const known = plans.get(path);
		if (known !== undefined) return known;
		const [name, ...parts] = path.split('.');
		const whole = compile(parameters[name], name);
		const plan = parts.reduce(memberOf, locators.has(name) ? chosenIn(whole) : whole);
		plans.set(path, plan);
		return plan;
	};
	return (source) => (path) => planOf(path)(source);
}

/** Reads a parameter, or part of one, for an item. */
interface Plan {
	(source: ItemSource): unknown;
	readonly members?: Readonly<Record<string, Plan>>;
	/** Without expressions, so that every item has the very same value. */
	readonly isFixed?: boolean;
}

const nothing: Plan = () => undefined;

function memberOf(plan: Plan, name: string): Plan {
	if (plan.members !== undefined) {
		return Object.hasOwn(plan.members, name) ? plan.members[name] : nothing;
	}
	return (source) => {
		const value = plan(source);
		return isObject(value) ? value[name] : undefined;
	};
}

/** The parameters that are resource locators. */
const locators: ReadonlySet<string> = new Set(['campaign', 'member']);

/**
 * Reads only the value of a resource locator, whether it is fixed or comes from an expression.
 * Generated workflows often lack the marker `__rl`; n8n accepts that.
 */
function chosenIn(plan: Plan): Plan {
	const { members } = plan;
	const held = members !== undefined && isLocator(members) ? (members.value ?? nothing) : plan;
	return (source) => {
		const value = held(source);
		return isLocator(value) ? value.value : value;
	};
}

const isLocator = (value: unknown): value is Readonly<Record<string, unknown>> =>
	isObject(value) && ('mode' in value || '__rl' in value);

function compile(raw: unknown, path: string): Plan {
	if (typeof raw === 'string' && raw.startsWith('=')) {
		const keys = keysOf(raw);
		const ask: Plan = ({ getParameter }) => getParameter(path, raw);
		if (lists.has(path) && ofAnotherNode.test(raw)) return once(ask);
		return keys === undefined ? ask : (source) => lookUp(source.json, keys, () => ask(source));
	}
	if (Array.isArray(raw)) {
		const elements = raw.map((element, index) => compile(element, `${path}[${index}]`));
		if (elements.every(({ isFixed }) => isFixed)) return fixed(raw);
		return (source) => elements.map((element) => element(source));
	}
	if (!isObject(raw)) return fixed(raw);
	const members = Object.fromEntries(
		Object.entries(raw).map(([name, member]) => [name, compile(member, `${path}.${name}`)]),
	);
	if (Object.values(members).every(({ isFixed }) => isFixed)) return fixed(raw, members);
	const names = Object.keys(members);
	const evaluate = (source: ItemSource) => {
		const value: Record<string, unknown> = {};
		for (const name of names) value[name] = members[name](source);
		return value;
	};
	return Object.assign(evaluate, { members });
}

const fixed = (value: unknown, members?: Plan['members']): Plan =>
	Object.assign(() => value, { members, isFixed: true });

/** Long lists, which n8n would make again for each item. */
const lists: ReadonlySet<string> = new Set([
	'callingRules.closedDates',
	'callingRules.suppressedNumbers',
]);

/** Only the items of another node. Everything that depends on the item has a `$` in its name. */
const ofAnotherNode = /^=\{\{\s*\$\((?:'[^'\\$]*'|"[^"\\$]*")\)\.all\(\)[^$]*\}\}$/;

/** The plan for the first item, for all of them. */
function once(plan: Plan): Plan {
	let known: { readonly value: unknown } | undefined;
	return (source) => (known ??= { value: plan(source) }).value;
}

const wholePath =
	/^=\{\{\s*\$json((?:\??\.[A-Za-z_]\w*|(?:\?\.)?\[(?:0|[1-9]\d{0,8}|"[^"\\{}\p{C}\p{Zl}\p{Zp}]*"|'[^'\\{}\p{C}\p{Zl}\p{Zp}]*')\])+)\s*\}\}$/u;
const step = /\.[A-Za-z_]\w*|\[\d+|"[^"]*"|'[^']*'/g;

/** The keys of an expression that is only a path into the item. */
function keysOf(expression: string): string[] | undefined {
	const path = wholePath.exec(expression)?.[1];
	if (path === undefined) return undefined;
	const keys = [...path.matchAll(step)].map(([part]) =>
		/["']$/.test(part) ? part.slice(1, -1) : part.slice(1),
	);
	return keys.some((key) => guardedNames.has(key)) ? undefined : keys;
}

/** Names that some n8n versions block in expressions. */
export const guardedNames: ReadonlySet<string> = new Set([
	'__proto__',
	'prototype',
	'constructor',
	'getPrototypeOf',
	'setPrototypeOf',
	'getOwnPropertyDescriptor',
	'getOwnPropertyDescriptors',
	'defineProperty',
	'defineProperties',
	'mainModule',
	'binding',
	'_linkedBinding',
	'_load',
	'prepareStackTrace',
	'__lookupGetter__',
	'__lookupSetter__',
	'__defineGetter__',
	'__defineSetter__',
	'caller',
	'callee',
	'arguments',
	'getBuiltinModule',
	'dlopen',
	'execve',
	'loadEnvFile',
]);

/** Follows own properties of plain objects. n8n handles anything else, such as class instances. */
function lookUp(
	json: IDataObject | undefined,
	keys: readonly string[],
	ask: () => unknown,
): unknown {
	const last = keys.length - 1;
	let value: unknown = json;
	for (let index = 0; index <= last; index++) {
		const key = keys[index];
		if (!isPlain(value)) return ask();
		if (!Object.hasOwn(value, key)) {
			return index === last && !Array.isArray(value) && !(key in value) ? undefined : ask();
		}
		value = (value as Record<string, unknown>)[key];
	}
	return isLeaf(value) ? value : ask();
}

const isLeaf = (value: unknown): boolean =>
	value === null || (typeof value !== 'object' && typeof value !== 'function');

const isPlain = (value: unknown): value is object => {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** A parameter's value to show with an error; empty if its expression fails. */
export function readIfPossible(read: ReadParameter, path: string): GenericValue {
	try {
		return (read(path) ?? '') as GenericValue;
	} catch {
		return '';
	}
}
