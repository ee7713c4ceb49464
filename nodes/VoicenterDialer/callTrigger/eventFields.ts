import { DateTime } from 'luxon';
import { isDangerousName, isRecord } from '../api/json';
import { variablePrefix } from '../api/methods';
import { canonicalPhoneNumber } from '../api/phone';
import { readPayload, readRecords, type Payload } from './payload';

const decimal = /^[+-]?\d+(\.\d+)?$/;

/**
 * The fields of a record. Names are case-insensitive. Numbers and booleans can be text, and records
 * can be JSON text, as in forms. A missing or empty field, or one of another type, is `null`.
 */
export class Fields {
	private readonly values = new Map<string, unknown>();

	constructor(payload: Payload) {
		for (const [name, value] of Object.entries(payload)) {
			const key = name.toLowerCase();
			if (!this.values.has(key)) this.values.set(key, value);
		}
	}

	text(name: string): string | null {
		const value = this.values.get(name.toLowerCase());
		if (typeof value === 'number' && Number.isFinite(value)) return String(value);
		return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
	}

	number(name: string): number | null {
		const text = this.text(name);
		return text !== null && decimal.test(text) ? Number(text) : null;
	}

	integer(name: string): number | null {
		const number = this.number(name);
		return Number.isSafeInteger(number) ? number : null;
	}

	flag(name: string): boolean | null {
		const value = this.values.get(name.toLowerCase());
		if (typeof value === 'boolean') return value;
		const text = this.text(name)?.toLowerCase();
		if (text === 'true' || text === '1') return true;
		return text === 'false' || text === '0' ? false : null;
	}

	record(name: string): Payload | null {
		const value = this.values.get(name.toLowerCase());
		if (isRecord(value)) return value;
		const read = readPayload(value);
		return read.ok ? read.payload : null;
	}

	records(name: string): readonly Payload[] {
		return readRecords(this.values.get(name.toLowerCase()));
	}

	has(name: string): boolean {
		return this.values.has(name.toLowerCase());
	}
}

/** Shorter numbers are extensions. */
const phoneNumber = /^\d{7,15}$/;

/** A phone number in canonical form, such as 972501234567. */
export function phoneOf(text: string | null): string | null {
	if (text === null) return null;
	const number = canonicalPhoneNumber(text);
	return phoneNumber.test(number) ? number : null;
}

/** The end of the year 9999. */
const lastSecond = 253_402_300_799;

/**
 * The vendor counts seconds as if the account's local time were UTC (vendor's practice). A time that
 * daylight saving skips moves one hour ahead. Of two possible times, the first one counts.
 */
export function toIsoTime(wallClockSeconds: number | null, zone: string): string | null {
	if (wallClockSeconds === null || wallClockSeconds <= 0 || wallClockSeconds > lastSecond) {
		return null;
	}
	const time = DateTime.fromSeconds(Math.floor(wallClockSeconds), { zone: 'utc' }).setZone(zone, {
		keepLocalTime: true,
	});
	const [first = time] = time.getPossibleOffsets();
	return first.toISO({ suppressMilliseconds: true });
}

/** Some systems add the prefix again. */
function withoutPrefix(name: string): string {
	let start = 0;
	const { length } = variablePrefix;
	while (name.slice(start, start + length).toLowerCase() === variablePrefix) start += length;
	return name.slice(start);
}

/**
 * The lead's custom variables, without their prefix. All fields of `carriers` are variables. In the
 * record itself, only fields with the prefix are.
 */
export function customVariablesOf(
	record: Payload,
	carriers: ReadonlyArray<Payload | null>,
): Payload {
	const variables: Record<string, unknown> = {};
	const add = (name: string, value: unknown) => {
		const bare = withoutPrefix(name);
		if (bare === '' || isDangerousName(bare) || Object.hasOwn(variables, bare)) return;
		variables[bare] = value;
	};
	for (const carrier of carriers) {
		for (const [name, value] of Object.entries(carrier ?? {})) add(name, value);
	}
	for (const [name, value] of Object.entries(record)) {
		if (withoutPrefix(name) !== name) add(name, value);
	}
	return variables;
}
