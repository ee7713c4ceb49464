import { IANAZone } from 'luxon';
import { callStatuses } from '../../nodes/VoicenterDialer/api/methods';
import {
	isAtLeast,
	isCount,
	isListOf,
	isMapOf,
	isObjectOf,
	isOneOf,
	isOneOrMore,
	isRecord,
	isText,
	type Check,
} from '../checks';
import type { NotificationRule } from './notifications';
import type { OutcomePlan } from './outcomes';
import type { Speed } from './virtualTime';

/** How the simulator dials and where it sends notifications. */
export interface DialingOptions {
	/** 1 is real time, 60 is a minute per second. `max` waits only for the answers to notifications. */
	speed: Speed;
	/** Seed of outcomes, durations and ids. */
	seed: number;
	/** Epoch seconds at which the virtual clock starts. Defaults to now. Ignored once the clock runs. */
	startsAtSeconds?: number;
	/** Time zone of the account. CDR notifications report its local time. */
	timeZone: string;
	/** Concurrent calls per campaign. Agent campaigns are also limited by free members, IVR campaigns by setMaxCalls. */
	linesPerCampaign: number;
	outcomes: OutcomePlan;
	/** URL for CDR notifications. If omitted, none are sent. */
	cdrUrl?: string;
	/** URL for pop-up screen events. If omitted, none are sent. */
	popUpUrl?: string;
	cdrEncoding: 'json' | 'form';
	/** `get` is the older form. */
	popUpEncoding: 'json' | 'get';
	/** Timeout in real milliseconds, at any speed. */
	cdrTimeoutMs: number;
	popUpTimeoutMs: number;
	/** Attempts per CDR notification. Pop-ups are sent once. */
	cdrTries: number;
	/** Delay between attempts, on the virtual clock. At speed `max` there is no real delay. */
	retryDelaySeconds: number;
	/** Maximum concurrent notifications. */
	notificationsAtOnce: number;
	/** Two-legged calls report the second leg first. */
	legsReversed: boolean;
	faults: readonly NotificationRule[];
	/** Adds the call analysis that some accounts get to answered calls. */
	aiData: boolean;
}

/** The vendor says that CDR notifications are retried, not how often or when; pop-ups have 3 seconds. */
export const defaultDialing: Readonly<DialingOptions> = {
	speed: 1,
	seed: 1,
	timeZone: 'Asia/Jerusalem',
	linesPerCampaign: 10,
	outcomes: {},
	cdrEncoding: 'json',
	popUpEncoding: 'json',
	cdrTimeoutMs: 5000,
	popUpTimeoutMs: 3000,
	cdrTries: 5,
	retryDelaySeconds: 60,
	notificationsAtOnce: 20,
	legsReversed: false,
	faults: [],
	aiData: false,
};

const isStatus = isOneOf(...callStatuses);
const isOutcomeObject = isObjectOf(
	{ status: isStatus, ringSeconds: isAtLeast(0), talkSeconds: isAtLeast(0) },
	['status'],
);
const isOutcome: Check = (value) => isStatus(value) || isOutcomeObject(value);

const isWeights: Check = (value) =>
	isMapOf(isAtLeast(0))(value) &&
	Object.keys(value as object).every(isStatus) &&
	Object.values(value as object).some((weight) => weight > 0);

const planMembers: Readonly<Record<keyof OutcomePlan, Check>> = {
	byPhone: isMapOf(isOneOrMore(isOutcome)),
	byVariable: isMapOf(isMapOf(isOneOrMore(isOutcome))),
	inOrder: isListOf(isOutcome),
	weights: isWeights,
};

const isOutcomePlan: Check = isObjectOf(planMembers);

const isRepeat = isObjectOf(
	{ kind: isOneOf('repeat'), times: isCount, atOnce: isOneOf(true, false) },
	['kind'],
);
const isDelay = isObjectOf({ kind: isOneOf('delay'), seconds: isAtLeast(0) }, ['kind', 'seconds']);

const ruleMembers: Readonly<Record<keyof NotificationRule, Check>> = {
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

const isNotificationRule: Check = isObjectOf(ruleMembers, ['fault']);

const isAddress: Check = (value) =>
	value === '' || (isText(value) && /^https?:/.test(String(value)) && URL.canParse(String(value)));

const isSpeed: Check = (value) => value === 'max' || (isAtLeast(0)(value) && value !== 0);

const checks: Readonly<Record<keyof DialingOptions, Check>> = {
	speed: isSpeed,
	seed: Number.isInteger,
	startsAtSeconds: isAtLeast(0),
	timeZone: (value) => isText(value) && IANAZone.isValidZone(String(value)),
	linesPerCampaign: isCount,
	outcomes: isOutcomePlan,
	cdrUrl: isAddress,
	popUpUrl: isAddress,
	cdrEncoding: isOneOf('json', 'form'),
	popUpEncoding: isOneOf('json', 'get'),
	cdrTimeoutMs: isCount,
	popUpTimeoutMs: isCount,
	cdrTries: isCount,
	retryDelaySeconds: isAtLeast(0),
	notificationsAtOnce: isCount,
	legsReversed: isOneOf(true, false),
	faults: isListOf(isNotificationRule),
	aiData: isOneOf(true, false),
};

/** Checks the options for dialing. Throws an error that names the invalid one. */
export function readDialingOptions(body: unknown): Partial<DialingOptions> {
	if (!isRecord(body)) throw new Error('The options for dialing must be a JSON object');
	for (const [name, value] of Object.entries(body)) {
		if (!Object.hasOwn(checks, name)) throw new Error(`Unknown option for dialing: ${name}`);
		if (value !== undefined && !checks[name as keyof DialingOptions](value)) {
			throw new Error(`Option ${name} for dialing cannot be ${JSON.stringify(value)}`);
		}
	}
	return body as Partial<DialingOptions>;
}
