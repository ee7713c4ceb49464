import type { BenchLead } from './BenchLead';

const products = ['fiber', 'mobile', 'television', 'security'];

export const makeLeads = (count: number, first = 0): BenchLead[] =>
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
