export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value from outside is valid. */
export type Check = (value: unknown) => boolean;

export const isOneOf =
	(...allowed: unknown[]): Check =>
	(value) =>
		allowed.includes(value);

export const isText: Check = (value) => typeof value === 'string';

export const isAtLeast =
	(least: number): Check =>
	(value) =>
		typeof value === 'number' && Number.isFinite(value) && value >= least;

export const isCount: Check = (value) => Number.isInteger(value) && isAtLeast(1)(value);

export const isOneOrMore =
	(check: Check): Check =>
	(value) =>
		Array.isArray(value) ? value.length > 0 && value.every(check) : check(value);

export const isListOf =
	(check: Check): Check =>
	(value) =>
		Array.isArray(value) && value.every(check);

export const isMapOf =
	(check: Check): Check =>
	(value) =>
		isRecord(value) && Object.values(value).every(check);

/** An object with only these members; those not required may be missing. */
export const isObjectOf =
	(members: Readonly<Record<string, Check>>, required: readonly string[] = []): Check =>
	(value) =>
		isRecord(value) &&
		required.every((name) => value[name] !== undefined) &&
		Object.entries(value).every(
			([name, member]) =>
				Object.hasOwn(members, name) && (member === undefined || members[name](member)),
		);
