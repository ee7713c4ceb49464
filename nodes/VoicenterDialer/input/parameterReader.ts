import type { GenericValue, IDataObject } from 'n8n-workflow';

/** The value of a parameter for the item at hand, by its path, such as `additionalFields.priority`. */
export type ReadParameter = (path: string) => unknown;

/**
 * One input item, and n8n's own way to a parameter of it: by its path, such as
 * `customVariables.variable[0].value`, or by its expression.
 */
export interface ItemSource {
	/** Missing: n8n is asked for every expression. */
	readonly json?: IDataObject;
	readonly getParameter: (path: string, expression: string) => unknown;
}

/**
 * Reads parameters of many items fast. n8n needs about a third of a millisecond for each
 * expression; most are no more than a path into the item (`={{ $json.phone }}`), and those are
 * looked up here. What is anything else, or leads to anything but a plain value, goes to n8n.
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

/** Gives a parameter, or a part of one, for an item. */
interface Plan {
	(source: ItemSource): unknown;
	readonly members?: Readonly<Record<string, Plan>>;
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
 * The value alone of a resource locator, whether it stands in the node or an expression gives it
 * whole. Those that a program wrote often lack the mark `__rl`, and n8n takes them all the same.
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
		return keys === undefined ? ask : (source) => lookUp(source.json, keys, () => ask(source));
	}
	if (Array.isArray(raw)) {
		const elements = raw.map((element, index) => compile(element, `${path}[${index}]`));
		return (source) => elements.map((element) => element(source));
	}
	if (!isObject(raw)) return () => raw;
	const members = Object.fromEntries(
		Object.entries(raw).map(([name, member]) => [name, compile(member, `${path}.${name}`)]),
	);
	const names = Object.keys(members);
	const evaluate = (source: ItemSource) => {
		const value: Record<string, unknown> = {};
		for (const name of names) value[name] = members[name](source);
		return value;
	};
	return Object.assign(evaluate, { members });
}

const wholePath =
	/^=\{\{\s*\$json((?:\??\.[A-Za-z_]\w*|(?:\?\.)?\[(?:0|[1-9]\d{0,8}|"[^"\\{}\p{C}\p{Zl}\p{Zp}]*"|'[^'\\{}\p{C}\p{Zl}\p{Zp}]*')\])+)\s*\}\}$/u;
const step = /\??\.([A-Za-z_]\w*)|\[(\d+)\]|\["([^"]*)"\]|\['([^']*)'\]/g;

/** The steps of an expression that is nothing but a path into the item. */
function keysOf(expression: string): string[] | undefined {
	const path = wholePath.exec(expression)?.[1];
	if (path === undefined) return undefined;
	const keys = [...path.matchAll(step)].map(([, name, index, double, single]) =>
		String(name ?? index ?? double ?? single),
	);
	return keys.some((key) => guardedNames.has(key)) ? undefined : keys;
}

/** Names that n8n's expressions refuse, in one version or another, wherever they lead. */
const guardedNames: ReadonlySet<string> = new Set([
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

/** Plain values along own properties; for all that could have a meaning of its own, n8n is asked. */
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

/** A parameter to show beside an error, as far as its expression can run. */
export function readIfPossible(read: ReadParameter, path: string): GenericValue {
	try {
		return (read(path) ?? '') as GenericValue;
	} catch {
		return '';
	}
}
