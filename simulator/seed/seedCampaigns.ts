import type { CallSeed, CampaignSeed } from './AccountSeed';
import { seedCode } from './seedCode';
import { seedExtensions } from './seedExtensions';

const campaignCount = 60;

const waitingCalls = (count: number): CallSeed[] =>
	Array.from({ length: count }, (_, index) => ({
		target: `05200000${String(index).padStart(2, '0')}`,
		customerName: `Waiting customer ${index + 1}`,
		priority: index % 3,
		customData: { var_lead_id: `waiting-${index + 1}` },
	}));

const named: ReadonlyArray<Omit<CampaignSeed, 'code'>> = [
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

const generated = Array.from({ length: campaignCount - named.length }, (_, index) => ({
	name: `${regions[index % regions.length]} ${topics[Math.floor(index / regions.length) % topics.length]}`,
}));

function membersFor(index: number): Record<string, string> {
	const count = 3 + (index % 4);
	const members = Array.from(
		{ length: count },
		(_, step) => seedExtensions[(index * 5 + step) % seedExtensions.length],
	);
	return Object.fromEntries(members.map(({ SIP, Name }) => [SIP, Name]));
}

export const seedCampaigns: readonly CampaignSeed[] = [...named, ...generated].map(
	(campaign, index) => ({
		code: seedCode(`campaign ${index}`, 24),
		members: membersFor(index),
		...campaign,
	}),
);
