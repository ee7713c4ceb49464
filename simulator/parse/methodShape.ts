import {
	methodOf,
	methods,
	type Method,
	type MethodName,
	type Parameter,
} from '../../nodes/VoicenterDialer/api/methods';

/** The Dialer's methods and the monitor's GetExtensions. */
export type SimulatedMethod = MethodName | 'GetExtensions';

/** A method's row, indexed by parameter name. */
export interface MethodShape {
	readonly name: MethodName;
	readonly method: Method;
	/** Parameters at the top level. */
	readonly flat: ReadonlyMap<string, Parameter>;
	/** Parameters inside a JSON object, by that object's name. */
	readonly nested: ReadonlyMap<string, ReadonlyMap<string, Parameter>>;
	readonly required: readonly string[];
}

function createShape(name: MethodName): MethodShape {
	const method = methodOf(name);
	const rows = Object.entries(method.parameters);
	const flat = new Map(rows.filter(([, { within }]) => within === undefined));
	const nested = new Map<string, Map<string, Parameter>>();
	for (const [key, parameter] of rows) {
		if (parameter.within === undefined) continue;
		const group = nested.get(parameter.within) ?? new Map<string, Parameter>();
		nested.set(parameter.within, group.set(key, parameter));
	}
	const required = rows.filter(([, { isRequired }]) => isRequired).map(([key]) => key);
	return { name, method, flat, nested, required };
}

const shapes = new Map(
	(Object.keys(methods) as MethodName[]).map((name) => [name, createShape(name)]),
);

export function shapeOf(name: MethodName): MethodShape {
	const shape = shapes.get(name);
	if (!shape) throw new Error(`No such method: ${name}`);
	return shape;
}
