import type { ReadParameter } from './Operation';

/** Reads each parameter of an item once, however many of its parts are asked for. */
export function readerOf(getParameter: (name: string) => unknown): ReadParameter {
	const values = new Map<string, unknown>();
	const read = (name: string): unknown => {
		if (!values.has(name)) values.set(name, withoutLocator(getParameter(name)));
		return values.get(name);
	};
	return (path) => {
		const [name, ...parts] = path.split('.');
		return parts.reduce<unknown>(
			(value, part) => (isObject(value) ? value[part] : undefined),
			read(name),
		);
	};
}

/** A resource locator is an object around the value that was picked or typed. */
const withoutLocator = (value: unknown): unknown =>
	isObject(value) && value.__rl === true ? value.value : value;

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;
