import type { CampaignStatus } from '../../nodes/VoicenterDialer/api/methods';
import { stableCode } from '../random';
import type { CampaignKind } from './account';
import type { CallDetails } from './call';

/** An account's extension, as the monitor's GetExtensions reports it. */
export interface Extension {
	readonly SIP: string;
	readonly Name: string;
	readonly SpeedDial: number;
	readonly AccountID: number;
	readonly AccountName: string;
	readonly UserName: string;
	readonly UserEmail: string;
}

export interface CallSeed extends Partial<CallDetails> {
	readonly target: string;
}

export interface CampaignSeed {
	readonly code: string;
	readonly name: string;
	/** Defaults to `agent`. */
	readonly kind?: CampaignKind;
	/** Defaults to `Enabled`. */
	readonly status?: CampaignStatus;
	/** Display names by SIP code. */
	readonly members?: Readonly<Record<string, string>>;
	/** Waiting from the start. They do not count as accepted. */
	readonly calls?: readonly CallSeed[];
}

/** The contents of an account at the start and after a reset. */
export interface AccountSeed {
	readonly code: string;
	readonly campaigns: readonly CampaignSeed[];
	readonly extensions?: readonly Extension[];
	readonly blacklist?: readonly string[];
}

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

const seedExtensions: readonly Extension[] = agents.map((name, index) => ({
	SIP: stableCode(`extension ${index}`, 8),
	Name: name,
	SpeedDial: 100 + index,
	AccountID: 70001,
	AccountName: 'Simulated account',
	UserName: name,
	UserEmail: `agent${100 + index}@example.com`,
}));

const campaignCount = 60;

const waitingCalls = (count: number): CallSeed[] =>
	Array.from({ length: count }, (_, index) => ({
		target: `05200000${String(index).padStart(2, '0')}`,
		customerName: `Waiting customer ${index + 1}`,
		priority: index % 3,
		customData: { var_lead_id: `waiting-${index + 1}` },
	}));

const namedCampaigns: ReadonlyArray<Omit<CampaignSeed, 'code'>> = [
	{ name: 'Morning leads' },
	{ name: 'Renewals', calls: waitingCalls(12) },
	{ name: 'שיחות מכירה' },
	{ name: 'Appointment reminders (IVR)', kind: 'ivr', calls: waitingCalls(20) },
	{ name: 'Predictive outreach', kind: 'predictive' },
	{ name: 'Summer sale', status: 'Disabled' },
	{ name: 'Win-back 2023', status: 'Deleted' },
	{ name: 'Old survey', status: 'Deleted' },
];

const regions = ['North', 'Haifa', 'Sharon', 'Tel Aviv', 'Center', 'Jerusalem', 'South', 'Eilat'];
const topics = ['follow-up', 'survey', 'collections', 'trial', 'upgrade', 'support', 'events'];

const generatedCampaigns = Array.from(
	{ length: campaignCount - namedCampaigns.length },
	(_, index) => ({
		name: `${regions[index % regions.length]} ${topics[Math.floor(index / regions.length) % topics.length]}`,
	}),
);

function membersFor(index: number): Record<string, string> {
	const count = 3 + (index % 4);
	const members = Array.from(
		{ length: count },
		(_, step) => seedExtensions[(index * 5 + step) % seedExtensions.length],
	);
	return Object.fromEntries(members.map(({ SIP, Name }) => [SIP, Name]));
}

const seedCampaigns: readonly CampaignSeed[] = [...namedCampaigns, ...generatedCampaigns].map(
	(campaign, index) => ({
		code: stableCode(`campaign ${index}`, 24),
		members: membersFor(index),
		...campaign,
	}),
);

/** A realistic call center account, with enough campaigns and agents to page through. */
export const defaultSeed: AccountSeed = {
	code: 'SIMULATED0ACCOUNT0CODE',
	campaigns: seedCampaigns,
	extensions: seedExtensions,
	blacklist: ['0509999999'],
};
