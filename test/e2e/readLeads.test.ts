import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLeads } from '../../e2e/mainJob/leadJob';

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

	it('takes Windows line ends, a byte order mark and a missing last line end', () => {
		expect(read('\uFEFFa,b\r\n1,2\r\n3,4')).toEqual([
			{ a: '1', b: '2' },
			{ a: '3', b: '4' },
		]);
	});

	it('reads a last cell that is empty', () => {
		expect(read('a,b\n1,')).toEqual([{ a: '1', b: '' }]);
	});
});
