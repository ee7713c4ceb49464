/** One call as a request names it. */
export interface WireCall {
	readonly campaign: string;
	/** As sent. */
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

/** How the service lists a number, however it was written. */
export const canonicalPhone = (phone: string): string => phone.replace(/^0/, '972');

/** The variable by which a key can be found again; it does not make another call of it. */
const keyVariable = 'var_idempotency_key';

/**
 * What a call is, apart from how its number is written. Calls of one group cannot be told apart in
 * the queue. The time is left out: it may come from a clock.
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

/** The calls of a request's body, which is JSON. */
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
