import type { CallEvent } from './CallEvent';
import { callTypeOf } from './callTypeOf';
import { Fields } from './Fields';
import { kindOf } from './kindOf';
import type { Payload } from './Payload';
import { readCallEnded } from './readCallEnded';
import { readPopUp } from './readPopUp';

/** A record, understood. `event` is missing for a pop-up in a state that is none of the events. */
export interface ReadEvent {
	readonly isPopUp: boolean;
	readonly event?: CallEvent;
	/** For comparing; empty for pop-ups. */
	readonly callType: string;
}

/** `undefined`: nothing that Voicenter sends. */
export function readEvent(payload: Payload, zone: string): ReadEvent | undefined {
	const fields = new Fields(payload);
	const kind = kindOf(fields);
	if (kind === undefined) return undefined;
	if (kind === 'otherPopUp') return { isPopUp: true, callType: '' };
	if (kind === 'callEnded') {
		const event = readCallEnded(payload, fields, zone);
		return { isPopUp: false, event, callType: callTypeOf(fields) };
	}
	return { isPopUp: true, event: readPopUp(kind, payload, fields, zone), callType: '' };
}
