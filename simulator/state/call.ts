export type CustomData = Readonly<Record<string, unknown>>;

/** A lead as accepted. Immutable: an update creates a new one, so the list of accepted calls stays true. */
export interface Call {
	readonly sequence: number;
	readonly campaign: string;
	/** As sent. */
	readonly target: string;
	/** Canonical form of the target. */
	readonly phone: string;
	readonly callerId: string;
	readonly callerName: string;
	readonly customerName: string;
	/** Epoch seconds; 0 is "as soon as possible". */
	readonly originateTime: number;
	readonly priority: number;
	readonly customData: CustomData;
	/** Dial although the number is on the Do-Not-Call list. */
	readonly ignoresBlacklist?: boolean;
}

/** A call's details, without campaign and target. */
export type CallDetails = Pick<
	Call,
	| 'callerId'
	| 'callerName'
	| 'customerName'
	| 'originateTime'
	| 'priority'
	| 'customData'
	| 'ignoresBlacklist'
>;

export const noDetails: CallDetails = {
	callerId: '',
	callerName: '',
	customerName: '',
	originateTime: 0,
	priority: 0,
	customData: {},
};

const israel = '972';

/** One form for all notations of a number: 0501234567 and +972501234567 become 972501234567. */
export function canonicalPhone(target: string): string {
	const digits = target.startsWith('+') ? target.slice(1) : target;
	if (digits.startsWith('00')) return digits.slice(2);
	return digits.startsWith('0') ? israel + digits.slice(1) : digits;
}
