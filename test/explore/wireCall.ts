/** A call as in the request. */
export interface WireCall {
	readonly campaign: string;
	readonly target: string;
	readonly callerId: string;
	readonly callerName: string;
	readonly customerName: string;
	readonly originateTime: number;
	readonly priority: number;
	readonly variables: Readonly<Record<string, unknown>>;
}

export const methodsOfCalls = ['AddCall', 'AddCallsBulk', 'UpdateCall', 'RemoveCall'] as const;
export type CallMethod = (typeof methodsOfCalls)[number];

export const verbOf: Readonly<Record<CallMethod, 'add' | 'update' | 'remove'>> = {
	AddCall: 'add',
	AddCallsBulk: 'add',
	UpdateCall: 'update',
	RemoveCall: 'remove',
};

/** The number as the service lists it, for any spelling. */
export const canonicalPhone = (phone: string): string => phone.replace(/^0/, '972');

/** The variable with the idempotency key. It does not distinguish two calls. */
const keyVariable = 'var_idempotency_key';

/**
 * Identifies a call regardless of its number's spelling. Calls of one group cannot be told apart in the
 * queue. Leaves out the time, which may come from a clock.
 */
export function groupOf(
	verb: 'add' | 'update' | 'remove',
	{
		target,
		customerName,
		priority,
		variables,
	}: Pick<WireCall, 'target' | 'customerName' | 'priority' | 'variables'>,
): string {
	const phone = canonicalPhone(target);
	if (verb === 'remove') return `${verb} ${phone}`;
	const own = Object.entries(variables).filter(([name]) => name !== keyVariable);
	return `${verb} ${phone} ${customerName || '-'} ${priority} ${JSON.stringify(own.sort())}`;
}

/** The calls in a JSON request body. */
export function readCalls(body: unknown): WireCall[] {
	const elements = Array.isArray(body) ? (body as unknown[]) : [body];
	return elements.map((element) => {
		const fields = element as Record<string, unknown>;
		const textOf = (name: string) => String(fields[name] ?? '');
		return {
			campaign: textOf('Campaign'),
			target: textOf('Target'),
			callerId: textOf('Callerid') || textOf('CallerID'),
			callerName: textOf('CallerName'),
			customerName: textOf('CustomerName'),
			originateTime: Number(fields.OriginateTime ?? 0),
			priority: Number(fields.Priority ?? 0),
			variables: (fields.CustomData ?? {}) as Record<string, unknown>,
		};
	});
}
