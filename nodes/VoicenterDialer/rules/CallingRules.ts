import { DateTime } from 'luxon';
import { InputError } from '../api/failure';
import { isPhoneNumber } from '../api/phone';
import { shown } from '../input/values';
import type { ReadParameter } from '../input/parameterReader';
import { searchedDays } from './CallingCalendar';
import { RuleReader, type Hours } from './RuleReader';
import { SuppressedNumbers } from './suppressedNumbers';
import { timeZonesOfName, timeZonesOfPhone, type TimeZones } from './timeZones';

export interface PlannedCall {
	/** In canonical form. */
	readonly phone: string;
	/** Whether it was written with a `+` or `00`. */
	readonly hasCountryCode: () => boolean;
	/** In epoch seconds. 0 or none: as soon as possible. */
	readonly originateTime?: number;
}

export interface Sending {
	readonly kind: 'send';
	/** In epoch seconds, if the rules moved the call. */
	readonly originateTime?: number;
	/** The same as ISO text, with the offset of the person’s time zone. */
	readonly scheduledFor?: string;
	/** The time zones in which the calling hours were checked. */
	readonly zones?: TimeZones;
}

export const keptBackReasons = [
	'suppressed',
	'attemptLimit',
	'consentExpired',
	'timeZoneUnknown',
	'outsideCallingHours',
] as const;

export interface KeptBack {
	readonly kind: 'keptBack';
	readonly reason: (typeof keptBackReasons)[number];
	readonly description: string;
}

export type Decision = Sending | KeptBack;

export const sendAsIs: Sending = { kind: 'send' };

const keptBack = (reason: KeptBack['reason'], description: string): KeptBack => ({
	kind: 'keptBack',
	reason,
	description,
});

const suppressed = keptBack('suppressed', 'Not sent: the phone number is in “Suppressed Numbers”');

const noConsent = keptBack(
	'consentExpired',
	'Not sent: “Consent Valid Until” is empty for this lead',
);

const timeZoneUnknown = keptBack(
	'timeZoneUnknown',
	'Not sent: the phone number does not tell the person’s time zone. Enter the zone in “Time Zone”, or set “Unknown Time Zone” to use the workflow’s. If it is an Israeli number without its 0, turn on “Complete Israeli Numbers”.',
);

const mostIsoTimes = 1000;
const mostZonesShown = 3;

function placeOf(zones: TimeZones): string {
	const more = zones.length - mostZonesShown;
	return (
		zones.slice(0, mostZonesShown).join(', ') + (more > 0 ? ` and ${more} more time zones` : '')
	);
}

/** Rules cannot decide about anything else. */
function checkPhoneNumber(phone: string): void {
	if (isPhoneNumber(phone)) return;
	throw new InputError(
		`“Target Phone Number” is not a phone number: ${shown(phone)}`,
		'Enter one phone number, with digits only.',
	);
}

/** Decides for the leads of one run whether and when each may be called. */
export class CallingRules {
	private readonly reader: RuleReader;

	private readonly suppressed = new SuppressedNumbers();

	private readonly isoTimes = new Map<string, string>();

	private lastSending = sendAsIs;

	/** @param workflowZone the IANA time zone for times without one */
	constructor(private readonly workflowZone: string) {
		this.reader = new RuleReader(workflowZone);
	}

	/**
	 * @param now in epoch seconds
	 * @throws InputError naming the rule that cannot be read
	 */
	decide(read: ReadParameter, call: PlannedCall, now: number): Decision {
		const rules = this.reader.read(read);
		if (rules === undefined) return sendAsIs;
		const { phone, originateTime = 0 } = call;
		const { suppressedNumbers, attempts, consentEnd, hours } = rules;
		if (suppressedNumbers !== undefined) {
			checkPhoneNumber(phone);
			if (this.suppressed.includes(suppressedNumbers, phone)) return suppressed;
		}
		if (attempts !== undefined && attempts.soFar >= attempts.max) {
			return keptBack(
				'attemptLimit',
				`Not sent: “Attempts So Far” is ${attempts.soFar}, and “Max Attempts” is ${attempts.max}`,
			);
		}
		const earliest = Math.max(now, originateTime);
		if (consentEnd !== undefined && consentEnd <= earliest) return this.consentOver(consentEnd);
		if (hours === undefined) return sendAsIs;
		const decision = this.schedule(hours, call, earliest);
		const isTooLate =
			consentEnd !== undefined &&
			decision.kind === 'send' &&
			decision.originateTime !== undefined &&
			consentEnd <= decision.originateTime;
		return isTooLate ? this.consentOver(consentEnd, decision.scheduledFor) : decision;
	}

	private schedule(hours: Hours, call: PlannedCall, earliest: number): Decision {
		const { calendar, zone, unknownTimeZone, outsideHours } = hours;
		const zones =
			zone ?? timeZonesOfPhone(call.phone, call.hasCountryCode) ?? this.fallback(unknownTimeZone);
		if (zones === undefined) {
			checkPhoneNumber(call.phone);
			return timeZoneUnknown;
		}
		const moment = calendar.nextOpen(zones, earliest);
		if (moment === earliest) return this.sendNow(zones);
		const place = placeOf(zones);
		if (moment === undefined) {
			return keptBack(
				'outsideCallingHours',
				`Not sent: the calling rules leave no time within ${searchedDays} days (${place})`,
			);
		}
		const scheduledFor = this.isoTime(moment, zones[0]);
		if (outsideHours === 'schedule') {
			return { kind: 'send', originateTime: moment, scheduledFor, zones };
		}
		return keptBack(
			'outsideCallingHours',
			`Not sent: outside the calling hours (${place}), which begin again at ${scheduledFor}`,
		);
	}

	/** Most leads have the same decision, so they share one object. */
	private sendNow(zones: TimeZones): Sending {
		if (this.lastSending.zones !== zones) this.lastSending = { kind: 'send', zones };
		return this.lastSending;
	}

	private fallback(unknownTimeZone: Hours['unknownTimeZone']): TimeZones | undefined {
		return unknownTimeZone === 'workflow'
			? timeZonesOfName(this.workflowZone, 'Timezone')
			: undefined;
	}

	private consentOver(end: number, scheduledFor?: string): KeptBack {
		const ended = this.isoTime(end, this.workflowZone);
		const when =
			scheduledFor === undefined ? '' : `, before the next calling hours (${scheduledFor})`;
		return end === 0
			? noConsent
			: keptBack('consentExpired', `Not sent: the consent ended at ${ended}${when}`);
	}

	/** Luxon is slow, and many leads move to the same moment. */
	private isoTime(seconds: number, zone: string): string {
		const key = `${zone} ${seconds}`;
		const known = this.isoTimes.get(key);
		if (known !== undefined) return known;
		const iso = String(
			DateTime.fromSeconds(seconds, { zone }).toISO({ suppressMilliseconds: true }),
		);
		if (this.isoTimes.size >= mostIsoTimes) this.isoTimes.clear();
		this.isoTimes.set(key, iso);
		return iso;
	}
}
