import type { NotificationRule } from './NotificationRule';
import type { OutcomePlan } from './Outcome';
import type { Speed } from './VirtualClock';

/** How the simulator dials, and whom it tells. */
export interface DialingOptions {
	/** 1 is real time, 60 a minute in a second; `max` waits for nothing but the answers to notifications. */
	speed: Speed;
	/** Of outcomes, durations and ids. */
	seed: number;
	/** Epoch seconds at which the dialing's clock starts, now unless said; later it only runs on. */
	startsAtSeconds?: number;
	/** Of the account: CDR notifications tell its wall clock. */
	timeZone: string;
	/** Calls at once in each campaign. An agent campaign has no more than free members, an IVR one than its setMaxCalls. */
	linesPerCampaign: number;
	outcomes: OutcomePlan;
	/** Where CDR notifications go; none are sent without it. */
	cdrUrl?: string;
	/** Where pop-up screen events go; none are sent without it. */
	popUpUrl?: string;
	cdrEncoding: 'json' | 'form';
	/** `get` is the older form. */
	popUpEncoding: 'json' | 'get';
	/** Real milliseconds to wait for an answer, at every speed. */
	cdrTimeoutMs: number;
	popUpTimeoutMs: number;
	/** How often a CDR notification is sent before it is given up. Pop-ups are sent once. */
	cdrTries: number;
	/** From one try to the next, on the dialing's clock: at speed `max` there is no pause. */
	retryDelaySeconds: number;
	/** Notifications under way at once, at most. */
	notificationsAtOnce: number;
	/** Two-legged calls report the second leg first. */
	legsReversed: boolean;
	faults: readonly NotificationRule[];
	/** Answered calls come with the analysis that some accounts get. */
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
