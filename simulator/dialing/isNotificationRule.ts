import { isAtLeast, isCount, isObjectOf, isOneOf, isText, type Check } from './Check';
import type { NotificationRule } from './NotificationRule';

const isRepeat = isObjectOf(
	{ kind: isOneOf('repeat'), times: isCount, atOnce: isOneOf(true, false) },
	['kind'],
);
const isDelay = isObjectOf({ kind: isOneOf('delay'), seconds: isAtLeast(0) }, ['kind', 'seconds']);

const members: Readonly<Record<keyof NotificationRule, Check>> = {
	notification: isOneOf('cdr', 'popUp'),
	event: isOneOf(
		'Ringing',
		'Talking',
		'Hangup',
		'ProductiveCall Leg1',
		'ProductiveCall Leg2',
		'Click 2 IVR',
		'Click 2 IVR Incoming',
	),
	campaign: isText,
	phone: isText,
	after: isAtLeast(0),
	times: isAtLeast(0),
	fault: (value) => isRepeat(value) || isDelay(value),
};

export const isNotificationRule: Check = isObjectOf(members, ['fault']);
