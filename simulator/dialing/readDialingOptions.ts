import { IANAZone } from 'luxon';
import { isRecord } from '../isRecord';
import { isAtLeast, isCount, isListOf, isOneOf, isText, type Check } from './Check';
import type { DialingOptions } from './DialingOptions';
import { isNotificationRule } from './isNotificationRule';
import { isOutcomePlan } from './isOutcomePlan';

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

/** The options for dialing, or an error that names the wrong one. */
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
