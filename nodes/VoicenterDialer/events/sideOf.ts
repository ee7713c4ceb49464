import type { Leg } from './CallEvent';
import { callTypeOf } from './callTypeOf';
import type { Fields } from './Fields';
import { phoneOf } from './phoneOf';

/** Which side of a call a record is about, and who the person on the customer's side is. */
export interface Side {
	readonly leg: Leg;
	readonly phone: string | null;
}

/**
 * The record doesn't say its side. It shows: an agent's leg goes to an extension, whose SIP code is
 * no phone number; or, where the extension is a phone, names another number as the caller's.
 */
export function sideOf(fields: Fields): Side {
	const type = callTypeOf(fields);
	const target = fields.text('target');
	const called = phoneOf(target);
	const caller = callerOf(fields);
	const isFirstLeg = type === 'productivecallleg1';
	const calling = phoneOf(fields.text('callerPhone'));

	if (target === null) {
		return { leg: isFirstLeg ? 'agent' : 'customer', phone: caller };
	}
	if (called === null || (isFirstLeg && calling !== null && calling !== called)) {
		return { leg: 'agent', phone: caller };
	}
	const isIncoming = fields.text('direction')?.toLowerCase() === 'incoming';
	const hasCalled = type === 'click2ivrincoming' && isIncoming;
	return { leg: 'customer', phone: hasCalled ? (caller ?? called) : called };
}

/** The account's own number, that the customer sees, is not the customer's. */
function callerOf(fields: Fields): string | null {
	const ownNumber = phoneOf(fields.text('did'));
	const numbers = [phoneOf(fields.text('callerPhone')), phoneOf(fields.text('caller'))];
	return numbers.find((number) => number !== null && number !== ownNumber) ?? null;
}
