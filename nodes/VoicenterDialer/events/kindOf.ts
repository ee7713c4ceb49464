import type { EventKind } from './CallEvent';
import type { Fields } from './Fields';

const popUpKinds: Readonly<Record<string, EventKind>> = {
	ringing: 'ringing',
	talking: 'answered',
	hangup: 'hungUp',
};

/** A call notification always says something of the call beside its id. */
const callFields = ['type', 'status', 'duration', 'time', 'caller', 'target'];

/** The older pop-up, a GET, calls it `statusCall` (vendor's practice). */
export const popUpStatus = (fields: Fields): string | null =>
	fields.text('statusCall') ?? fields.text('status');

/**
 * What a record tells of, by what it carries. `otherPopUp` is one with a state that is none of the
 * events; `undefined` is nothing that Voicenter sends.
 */
export function kindOf(fields: Fields): EventKind | 'otherPopUp' | undefined {
	const status = fields.text('ivrid') === null ? null : popUpStatus(fields);
	const popUp = status === null ? undefined : popUpKinds[status.toLowerCase()];
	if (popUp !== undefined) return popUp;
	if (fields.text('ivruniqueid') !== null && callFields.some((name) => fields.has(name))) {
		return 'callEnded';
	}
	return status === null ? undefined : 'otherPopUp';
}
