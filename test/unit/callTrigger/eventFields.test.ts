import * as fc from 'fast-check';
import {
	customVariablesOf,
	toIsoTime,
} from '../../../nodes/VoicenterDialer/callTrigger/eventFields';

describe('custom variables', () => {
	it('removes the prefix, also repeated, in any letter case', () => {
		const variables = {
			var_lead_id: 17,
			VAR_name: 'דנה',
			var_var_x: true,
			plain: 'kept',
			var_: 'no',
		};
		expect(customVariablesOf({}, [variables])).toStrictEqual({
			lead_id: 17,
			name: 'דנה',
			x: true,
			plain: 'kept',
		});
	});

	it('finds them among the record’s own fields', () => {
		expect(customVariablesOf({ var_a: '1', status: 'ANSWER' }, [null, { b: 2 }])).toStrictEqual({
			b: 2,
			a: '1',
		});
	});

	it('uses the first of two with the same name', () => {
		expect(customVariablesOf({ var_a: 3 }, [{ var_a: 1 }, { a: 2 }])).toStrictEqual({ a: 1 });
	});

	it('omits a name that is unsafe without its prefix', () => {
		const variables = customVariablesOf({ var___proto__: { polluted: 1 } }, [
			{ var_constructor: 1, var_prototype: 2 },
		]);
		expect(variables).toStrictEqual({});
		expect(Object.getPrototypeOf(variables)).toBe(Object.prototype);
	});
});

describe('times', () => {
	const zone = 'Asia/Jerusalem';

	/** The epoch seconds of a local time, read as UTC. */
	const wallClock = (text: string): number => Date.parse(`${text}Z`) / 1000;

	it.each([
		['2026-01-15T09:30:00', '2026-01-15T09:30:00+02:00'],
		['2026-07-15T09:30:00', '2026-07-15T09:30:00+03:00'],
		['2026-03-27T01:59:59', '2026-03-27T01:59:59+02:00'],
		['2026-03-27T03:00:00', '2026-03-27T03:00:00+03:00'],
		['2026-10-25T00:59:59', '2026-10-25T00:59:59+03:00'],
		['2026-10-25T02:00:00', '2026-10-25T02:00:00+02:00'],
	])('local time %s is %s', (shown, expected) => {
		expect(toIsoTime(wallClock(shown), zone)).toBe(expected);
	});

	it('reads a skipped hour as the next one, and an hour that occurs twice as the first', () => {
		expect(toIsoTime(wallClock('2026-03-27T02:30:00'), zone)).toBe('2026-03-27T03:30:00+03:00');
		expect(toIsoTime(wallClock('2026-10-25T01:30:00'), zone)).toBe('2026-10-25T01:30:00+03:00');
	});

	it.each([null, 0, -1, Number.MAX_SAFE_INTEGER])('reads no time from %p', (seconds) => {
		expect(toIsoTime(seconds, zone)).toBeNull();
	});

	it('keeps the local time in any zone, except for skipped hours', () => {
		const zones = fc.constantFrom(
			zone,
			'UTC',
			'America/New_York',
			'Asia/Kathmandu',
			'Pacific/Apia',
		);
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 4_000_000_000 }), zones, (seconds, anyZone) => {
				const iso = toIsoTime(seconds, anyZone) ?? '';
				expect(iso).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
				const shown = Date.parse(`${iso.slice(0, 19)}Z`) / 1000;
				// A day was skipped in Apia.
				expect([0, 1800, 3600, 86_400]).toContain(shown - seconds);
			}),
		);
	});
});
