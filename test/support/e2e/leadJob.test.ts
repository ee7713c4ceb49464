import { DateTime } from 'luxon';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOpenAt, nextOpening } from '../../../e2e/mainJob/callingHours';
import { describeResult } from '../../../e2e/mainJob/describeResult';
import {
	checkTimes,
	compareQueue,
	readLeads,
	type LeadVerdict,
} from '../../../e2e/mainJob/leadJob';
import type { Call } from '../../../simulator';

const zone = 'Asia/Jerusalem';

const lead = {
	'Lead ID': 'L-1',
	'First name': 'דנה',
	'Last name': 'Levi',
	'Phone number': '+972 50-555 0101',
	City: 'Haifa',
	Product: 'Fiber',
	Priority: '5',
	'Call after': '2027-07-01 09:30',
};

const call: Call = {
	sequence: 1,
	campaign: 'c',
	target: '972505550101',
	phone: '972505550101',
	callerId: '',
	callerName: '',
	customerName: 'דנה Levi',
	originateTime: Date.UTC(2027, 6, 1, 6, 30) / 1000,
	priority: 5,
	customData: { var_lead_id: 'L-1', var_city: 'Haifa', var_product: 'Fiber' },
};

const verdict = (status: string): LeadVerdict => ({ lead, status, description: '' });

describe('compareQueue', () => {
	it('finds no difference if an added lead is in the queue once, as in its row', () => {
		expect(compareQueue([verdict('added')], [call], zone)).toEqual([]);
	});

	it('finds no difference if a rejected lead is not in the queue', () => {
		expect(compareQueue([verdict('rejected')], [], zone)).toEqual([]);
	});

	it.each([
		['an added lead is missing', 'added', []],
		['an added lead is there twice', 'added', [call, call]],
		['a rejected lead is there', 'rejected', [call]],
		['the phone differs', 'added', [{ ...call, target: '972505550102' }]],
		['the phone went out as it was written', 'added', [{ ...call, target: '0505550101' }]],
		['the name differs', 'added', [{ ...call, customerName: 'Dana' }]],
		['the priority differs', 'added', [{ ...call, priority: 0 }]],
		['the time is an hour off', 'added', [{ ...call, originateTime: call.originateTime + 3600 }]],
		['a custom variable differs', 'added', [{ ...call, customData: { var_lead_id: 'L-1' } }]],
	])('notices that %s', (_what, status, queue) => {
		expect(compareQueue([verdict(status)], queue, zone)).not.toEqual([]);
	});

	it('notices a call without a row', () => {
		const stranger = { ...call, customData: { var_lead_id: 'L-9' } };
		expect(compareQueue([verdict('added')], [call, stranger], zone)).toEqual([
			'972505550101 is in the queue, but not in the file',
		]);
	});
});

const secondsOf = (iso: string) => DateTime.fromISO(iso, { zone }).toSeconds();

describe('calling hours', () => {
	it.each([
		['2026-11-29T09:00', true],
		['2026-11-29T08:59', false],
		['2026-11-29T19:44', true],
		['2026-11-29T19:45', false],
		['2026-11-27T12:44', true],
		['2026-11-27T12:45', false],
		['2026-11-28T10:00', false],
		// The eve of Yom Kippur, and the day.
		['2026-09-20T13:44', true],
		['2026-09-20T13:45', false],
		['2026-09-21T10:00', false],
	])('%s: open is %s', (time, isOpen) => {
		expect(isOpenAt(secondsOf(time))).toBe(isOpen);
	});

	it.each([
		['2026-11-27T12:50', '2026-11-29T09:00'],
		['2026-11-29T03:07', '2026-11-29T09:00'],
		['2026-11-29T09:07', '2026-11-29T09:07'],
	])('after %s, they begin at %s', (time, opening) => {
		expect(nextOpening(secondsOf(time))).toBe(secondsOf(opening));
	});
});

describe('checkTimes', () => {
	const [friday, night] = ['2026-11-27T10:00', '2026-11-27T22:00'];
	const now = { 'Call after': '' };
	const onSaturday = { 'Call after': '2026-11-28 12:00' };
	const sunday = '2026-11-29T09:00:00+02:00';

	it.each([
		['right', 'without a time, within the hours', now, friday, undefined],
		['right', 'without a time, outside them, moved', now, night, sunday],
		['right', 'with a time on Saturday, moved', onSaturday, friday, sunday],
		['wrong', 'without a time, outside them, not moved', now, night, undefined],
		['wrong', 'within the hours, moved', now, friday, sunday],
		['wrong', 'moved to Saturday', onSaturday, friday, '2026-11-28T13:00:00+02:00'],
		['wrong', 'moved further than to the next opening', now, night, '2026-11-30T09:00:00+02:00'],
	])('%s: %s', (judged, _what, row, sentAt, scheduledFor) => {
		const at = secondsOf(sentAt);
		const added = { ...verdict('added'), lead: { ...lead, ...row }, scheduledFor };
		const faults = checkTimes([added], zone, { start: at, end: at });
		expect(faults).toHaveLength(judged === 'right' ? 0 : 1);
	});

	it('allows for an opening while the leads are sent', () => {
		const sent = { start: secondsOf('2026-11-29T08:59:58'), end: secondsOf('2026-11-29T09:00:02') };
		const row = { ...lead, ...now };
		const both = [undefined, sunday].map((scheduledFor) => ({
			...verdict('added'),
			lead: row,
			scheduledFor,
		}));
		expect(checkTimes(both, zone, sent)).toEqual([]);
	});
});

describe('describeResult', () => {
	it('says what the calling rules and the completed numbers did, at a closed hour', () => {
		const at = secondsOf('2026-11-28T12:00');
		const scheduledFor = '2026-11-29T09:00:00+02:00';
		const bare = { ...lead, 'Phone number': '505550101' };
		const text = describeResult(
			{
				leads: [lead, bare, lead],
				verdicts: [
					{ ...verdict('added'), lead: bare, scheduledFor },
					{ ...verdict('skipped'), description: 'Not sent: opted out' },
					{ ...verdict('rejected'), description: 'Not a number. Fix it.' },
				],
				queueLength: 1,
				sent: { start: at, end: at },
				faults: [],
			},
			'Morning leads',
		);
		expect(text.split('\n').map((line) => line.trim())).toEqual([
			'3 leads from the file, into the campaign “Morning leads”:',
			'1 added',
			'1 had lost the zero of their phone number, and got it back',
			'1 were moved to a time within the calling hours, the first to Sunday, 29 November 2026, 9:00',
			'Calling hours: Sunday to Thursday 9:00–20:00, Friday 9:00–13:00, not on Shabbat and holidays.',
			'In Israel it is Saturday, 28 November 2026, 12:00. Nobody may be called now.',
			'1 skipped',
			expect.stringMatching(/ Not sent: opted out$/),
			'1 rejected',
			expect.stringMatching(/ Not a number$/),
			'1 calls are waiting in the queue of the simulator',
			'',
			'The queue matches the added leads: the same leads, each once, with the same data.',
			'Nobody is due outside the calling hours.',
		]);
	});
});

describe('readLeads', () => {
	const folder = mkdtempSync(join(tmpdir(), 'read-leads-'));
	afterAll(() => rmSync(folder, { recursive: true }));

	const read = (text: string) => {
		const file = join(folder, 'leads.csv');
		writeFileSync(file, text);
		return readLeads(file);
	};

	it('reads quoted cells, empty cells and Hebrew', () => {
		expect(read('Name,Product,City\nדנה,"Fiber, TV",\n"O""Brien",,Haifa\n')).toEqual([
			{ Name: 'דנה', Product: 'Fiber, TV', City: '' },
			{ Name: 'O"Brien', Product: '', City: 'Haifa' },
		]);
	});

	it('accepts Windows line ends, a byte order mark and a missing last line end', () => {
		expect(read('\uFEFFa,b\r\n1,2\r\n3,4')).toEqual([
			{ a: '1', b: '2' },
			{ a: '3', b: '4' },
		]);
	});

	it('reads a last cell that is empty', () => {
		expect(read('a,b\n1,')).toEqual([{ a: '1', b: '' }]);
	});
});
