import type { TestLead } from './TestLead';

const count = 12;

/** Positions and numbers: one that the node turns down, one that only the service does. */
const badPhones: Readonly<Record<number, string>> = { 2: '', 6: '12' };

export const makeLeads = (hasBadLeads: boolean): TestLead[] =>
	Array.from({ length: count }, (_, index) => {
		const badPhone = hasBadLeads ? badPhones[index] : undefined;
		const phone = badPhone ?? `05055501${String(index).padStart(2, '0')}`;
		return { id: `L-${index + 1}`, phone, isBad: badPhone !== undefined };
	});
