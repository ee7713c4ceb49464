import type { INodeProperties } from 'n8n-workflow';

const attemptsSoFar: INodeProperties = {
	displayName: 'Attempts So Far',
	name: 'attemptsSoFar',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	placeholder: 'e.g. {{ $json.attempts }}',
	description:
		'How often this person was called already, from your own records. Add Max Attempts, too.',
};

const callingHours: INodeProperties = {
	displayName: 'Calling Hours',
	name: 'callingHours',
	type: 'options',
	options: [
		{
			name: 'Custom',
			value: 'custom',
			description: 'Your own hours: then add Custom Hours with Add Rule',
		},
		{
			name: 'France',
			value: 'monFri10to13and14to20',
			description:
				'Monday to Friday 10:00–13:00 and 14:00–20:00. Enter public holidays in Closed Dates.',
		},
		{
			name: 'Israel (Customary)',
			value: 'sunThu9to20Fri9to13',
			description: 'Sunday to Thursday 9:00–20:00, Friday 9:00–13:00',
		},
		{
			name: 'UK (Customary)',
			value: 'daily8to21weekend9to21',
			description: 'Monday to Friday 8:00–21:00, Saturday and Sunday 9:00–21:00',
		},
		{
			name: 'USA (Federal)',
			value: 'daily8to21',
			description: 'Every day 8:00–21:00. Some states have shorter hours.',
		},
	],
	default: 'sunThu9to20Fri9to13',
	description:
		'When people may be called, in their own time. Outside these hours, the call is scheduled for the next opening, or skipped. The presets are not legal advice.',
};

const closedDates: INodeProperties = {
	displayName: 'Closed Dates',
	name: 'closedDates',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2026-12-24, 2026-12-31..2027-01-02',
	description:
		'Days without calls, in the person’s time: dates and ranges of dates, separated by commas. An expression can return an array.',
};

const closedOnShabbatAndHolidays: INodeProperties = {
	displayName: 'Closed on Shabbat and Jewish Holidays',
	name: 'closedOnShabbatAndHolidays',
	type: 'boolean',
	default: true,
	description:
		'Whether to schedule no calls on Shabbat and on the holidays on which work is forbidden, as kept in Israel: from 14:00 on the eve to midnight of the day, in the person’s time',
};

const consentUntil: INodeProperties = {
	displayName: 'Consent Valid Until',
	name: 'consentUntil',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. {{ $json.consent_until }}',
	description:
		'When the person’s consent ends. A lead is not sent if its consent has ended, or if this is empty for the lead. A date alone ends at its first minute.',
};

// In the order of the week, not of the alphabet.
const weekdays = [
	'Sunday',
	'Monday',
	'Tuesday',
	'Wednesday',
	'Thursday',
	'Friday',
	'Saturday',
] as const;

const customHours: INodeProperties = {
	displayName: 'Custom Hours',
	name: 'customHours',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Window',
	default: {},
	description:
		'When people may be called, in their own time. Add several windows for breaks, or for days with other hours.',
	// Shown unless a preset is chosen: n8n drops what is hidden, and a rule must not go unnoticed.
	displayOptions: {
		hide: {
			callingHours: [
				'monFri10to13and14to20',
				'sunThu9to20Fri9to13',
				'daily8to21weekend9to21',
				'daily8to21',
			],
		},
	},
	options: [
		{
			displayName: 'Window',
			name: 'window',
			values: [
				{
					displayName: 'Days',
					name: 'days',
					type: 'multiOptions',
					options: weekdays.map((name) => ({ name, value: name.toLowerCase() })),
					default: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday'],
					description: 'The days of the week on which the window opens',
				},
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '09:00',
					placeholder: 'e.g. 09:00',
					description: 'The start of the window, from 00:00 to 23:59',
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '18:00',
					placeholder: 'e.g. 18:00',
					description: 'The end of the window. Enter 24:00 for midnight.',
				},
			],
		},
	],
};

const maxAttempts: INodeProperties = {
	displayName: 'Max Attempts',
	name: 'maxAttempts',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 3,
	description:
		'A lead is not sent once Attempts So Far, which you add too, has reached this number',
};

const outsideHours: INodeProperties = {
	displayName: 'Outside Calling Hours',
	name: 'outsideHours',
	type: 'options',
	options: [
		{
			name: 'Schedule for the Next Opening',
			value: 'schedule',
			description: 'Set Originate Time to the next moment that all rules allow',
		},
		{
			name: 'Skip',
			value: 'skip',
			description: 'Don’t send the lead. Choose this for campaigns that ignore Originate Time.',
		},
	],
	default: 'schedule',
	description: 'What to do with a lead that would be called at a time that the rules don’t allow',
};

const stopBeforeClosing: INodeProperties = {
	displayName: 'Stop Before Closing (Min)',
	name: 'stopBeforeClosing',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1439 },
	default: 15,
	description:
		'How many minutes before closing to stop. The campaign calls at or after the scheduled time, so this leaves it time.',
};

const suppressedNumbers: INodeProperties = {
	displayName: 'Suppressed Numbers',
	name: 'suppressedNumbers',
	type: 'string',
	default: '',
	placeholder: 'e.g. 0501234567, 972521234567',
	description:
		'Phone numbers that must not be called, in any spelling, separated by commas. An expression can return an array.',
};

const timeZone: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Asia/Jerusalem',
	description:
		'The person’s time zone. Leave empty to take it from the phone number: from its country or, in North America, its area code. Where that has several, calls are made only when all of them are inside the hours.',
};

const unknownTimeZone: INodeProperties = {
	displayName: 'Unknown Time Zone',
	name: 'unknownTimeZone',
	type: 'options',
	options: [
		{ name: 'Skip', value: 'skip', description: 'Don’t send the lead' },
		{
			name: 'Use the Workflow’s Time Zone',
			value: 'workflow',
			description: 'The time zone in the workflow’s settings',
		},
	],
	default: 'skip',
	description: 'What to do if the phone number doesn’t tell the person’s time zone',
};

export const callingRules: INodeProperties = {
	displayName: 'Calling Rules',
	name: 'callingRules',
	type: 'collection',
	placeholder: 'Add Rule',
	default: {},
	description:
		'Whether and when a person may be called, checked before sending. Dry Run shows the result. In an update, they apply if it sets Originate Time.',
	options: [
		attemptsSoFar,
		callingHours,
		closedDates,
		closedOnShabbatAndHolidays,
		consentUntil,
		customHours,
		maxAttempts,
		outsideHours,
		stopBeforeClosing,
		suppressedNumbers,
		timeZone,
		unknownTimeZone,
	],
};
