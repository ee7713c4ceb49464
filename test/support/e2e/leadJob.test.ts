import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareQueue, readLeads, type LeadVerdict } from '../../../e2e/mainJob/leadJob';
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
		['the phone differs', 'added', [{ ...call, phone: '972505550102' }]],
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
