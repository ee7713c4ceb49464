import type { Extension } from './AccountSeed';
import { seedCode } from './seedCode';

const agents = [
	'Dana Levi',
	'Yossi Cohen',
	'Noa Mizrahi',
	'Avi Peretz',
	'Maya Friedman',
	'Omer Katz',
	'Tamar Azulay',
	'Eitan Shapiro',
	'רונית בן דוד',
	'Gil Haddad',
	'Shira Gold',
	'Itai Malka',
	'Michal Rosen',
	'Daniel Ohana',
	'Lior Stern',
	'Hila Amar',
	'Uri Weiss',
	'Adi Sasson',
	'Ron Klein',
	'Yael Bitton',
	'Support 1',
	'Support 2',
	'Sales floor',
	'Night desk',
];

export const seedExtensions: readonly Extension[] = agents.map((name, index) => ({
	SIP: seedCode(`extension ${index}`, 8),
	Name: name,
	SpeedDial: 100 + index,
	AccountID: 70001,
	AccountName: 'Simulated account',
	UserName: name,
	UserEmail: `agent${100 + index}@example.com`,
}));
