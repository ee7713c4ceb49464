import type { AccountSeed } from '../../simulator';

/** An account that a test can overlook. */
export const smallSeed: AccountSeed = {
	code: 'account-code',
	campaigns: [
		{ code: 'agents', name: 'Agents', members: { sip1: 'Dana' } },
		{ code: 'ivr', name: 'Reminders', kind: 'ivr' },
		{ code: 'predictive', name: 'Predictive', kind: 'predictive' },
		{ code: 'stopped', name: 'Stopped', status: 'Disabled' },
		{ code: 'gone', name: 'Gone', status: 'Deleted' },
	],
	extensions: [
		{
			SIP: 'sip2',
			Name: 'Yossi',
			SpeedDial: 101,
			AccountID: 1,
			AccountName: 'Test',
			UserName: 'Yossi',
			UserEmail: 'yossi@example.com',
		},
	],
	blacklist: ['0509999999'],
};

export const Code = smallSeed.code;
