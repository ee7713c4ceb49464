import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of a CSV file: all values are text. */
export interface CsvLead {
	readonly phone: string;
	readonly callerId: string;
	readonly callerName: string;
	readonly customerName: string;
	readonly priority: string;
	readonly callAfter: string;
	readonly lead_id: string;
	readonly product: string;
}

const products = ['fiber', 'mobile', 'television', 'security'];

export const makeLeads = (count: number, first = 0): CsvLead[] =>
	Array.from({ length: count }, (_, offset) => {
		const number = first + offset;
		return {
			phone: `05${String(10_000_000 + number)}`,
			callerId: '0722776772',
			callerName: 'Nova Fiber',
			customerName: `Customer number ${number}`,
			priority: String(number % 10),
			callAfter: '2027-07-01T09:30:00+03:00',
			lead_id: `L-${number}`,
			product: products[number % products.length],
		};
	});

/** Returns the file's path. */
export function writeCsv(folder: string, name: string, leads: readonly CsvLead[]): string {
	const names = Object.keys(leads[0]);
	const lines = leads.map((lead) => Object.values(lead).join(','));
	const file = join(folder, name);
	writeFileSync(file, [names.join(','), ...lines].join('\n'));
	return file;
}
