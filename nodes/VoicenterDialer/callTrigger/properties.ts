import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import type { CallStatus } from '../api/methods';

/** Where the webhook's URL goes (both places: vendor's practice). */
export const triggerSetup: INodeProperties = {
	displayName:
		'Enter the production URL in Voicenter’s control panel. For Call Ended: Integrations → CDR Notification. For Ringing, Answered and Hung Up: the Pop-Up Screen URL of the extension (or of the DID).',
	name: 'setupNotice',
	type: 'notice',
	default: '',
};

export const triggerEvents: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	options: [
		{
			name: 'Call Ended',
			value: 'callEnded',
			description: 'A call is over, and what became of it is known (CDR notification)',
		},
		{
			name: 'Ringing',
			value: 'ringing',
			description: 'An agent’s phone rings (pop-up screen)',
		},
		{
			name: 'Answered',
			value: 'answered',
			description: 'An agent talks (pop-up screen)',
		},
		{
			name: 'Hung Up',
			value: 'hungUp',
			description: 'An agent’s call is over (pop-up screen)',
		},
	],
	default: ['callEnded'],
	required: true,
};

export const triggerAuthentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'None', value: 'none' },
		{ name: 'Secret in the URL or a Header', value: 'secret' },
	],
	default: 'none',
	description: 'How to tell Voicenter’s requests from others',
};

const accountTimezone: INodeProperties = {
	displayName: 'Account Timezone',
	name: 'accountTimezone',
	type: 'string',
	default: 'Asia/Jerusalem',
	placeholder: 'e.g. Europe/London',
	description:
		'The time zone of the Voicenter account. Voicenter sends times by the account’s local clock.',
};

const dialerCallsOnly: INodeProperties = {
	displayName: 'Dialer Calls Only',
	name: 'dialerCallsOnly',
	type: 'boolean',
	default: true,
	description:
		'Whether to take ended calls of the dialer’s campaigns only, and no other calls of the account',
};

const ignoreRepeated: INodeProperties = {
	displayName: 'Ignore Repeated Deliveries',
	name: 'ignoreRepeated',
	type: 'boolean',
	default: true,
	description:
		'Whether to start one execution for each event, though Voicenter may deliver it several times. Remembers the last 10,000 events until n8n restarts.',
};

const ipAllowlist: INodeProperties = {
	displayName: 'IP(s) Allowlist',
	name: 'ipAllowlist',
	type: 'string',
	default: '',
	placeholder: 'e.g. 192.0.2.1, 198.51.100.0/24',
	description:
		'Comma-separated list of allowed IP addresses or CIDR ranges. Leave empty to allow all IPs. Pop-ups come from the agents’ browsers, not from Voicenter’s servers. Behind a proxy, n8n needs its setting N8N_PROXY_HOPS.',
};

const leg: INodeProperties = {
	displayName: 'Leg',
	name: 'leg',
	type: 'options',
	options: [
		{ name: 'Agent', value: 'agent', description: 'The call to an agent; pop-ups, too' },
		{ name: 'Both', value: 'both', description: 'An agent dialer’s call ends with two events' },
		{ name: 'Customer', value: 'customer', description: 'The call to the person dialed' },
	],
	default: 'both',
	description: 'Which side of a call to take',
};

const queues: INodeProperties = {
	displayName: 'Queues',
	name: 'queues',
	type: 'string',
	default: '',
	placeholder: 'e.g. Sales, 17',
	description:
		'Comma-separated names or IDs of the queues whose ended calls to take. Leave empty to take all. Pop-ups say no queue and pass.',
};

const respond: INodeProperties = {
	displayName: 'Respond',
	name: 'respond',
	type: 'options',
	options: [
		{ name: 'Immediately', value: 'immediately' },
		{ name: 'When Last Node Finishes', value: 'lastNode' },
	],
	default: 'immediately',
	description:
		'When to answer a pop-up. The last node’s first item can tell the agent’s screen URL, CLIENTNAME, COMPANY and TOTAL. Voicenter waits three seconds: keep such a workflow short; one that takes longer, or fails, shows nothing. Ended calls are always answered immediately.',
};

/** By what they mean; the vendor explains none of them (vendor's practice). */
const statuses: INodeProperties = {
	displayName: 'Statuses',
	name: 'statuses',
	type: 'multiOptions',
	options: [
		{ name: 'Abandoned', value: 'ABANDONE' },
		{ name: 'Answered', value: 'ANSWER' },
		{ name: 'Busy', value: 'BUSY' },
		{ name: 'Cancelled', value: 'CANCEL' },
		{ name: 'Exit', value: 'EXIT' },
		{ name: 'Join Empty', value: 'JOINEMPTY' },
		{ name: 'No Answer', value: 'NOANSWER' },
		{ name: 'Not Called', value: 'NOTCALLED' },
		{ name: 'Queue Full', value: 'FULL' },
		{ name: 'TE', value: 'TE' },
		{ name: 'Timeout', value: 'TIMEOUT' },
		{ name: 'VOEND', value: 'VOEND' },
		{ name: 'Voicemail', value: 'VOICEMAIL' },
	] satisfies ReadonlyArray<{ name: string; value: CallStatus }>,
	default: [],
	description: 'The outcomes of ended calls to take. Leave empty to take all.',
};

/**
 * With this in a version 1 node n8n hands over a body that it has not read. Else it answers what is
 * no JSON by itself, with an HTTP 422 that Voicenter does not understand.
 */
const binaryData: INodeProperties = {
	displayName: 'Binary Data',
	name: 'binaryData',
	type: 'hidden',
	default: true,
};

export const triggerOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: { binaryData: true },
	options: [
		accountTimezone,
		binaryData,
		dialerCallsOnly,
		ignoreRepeated,
		ipAllowlist,
		leg,
		queues,
		respond,
		statuses,
	],
};

const modes =
	'<b>While you build</b>, click the button above and let Voicenter, or any HTTP client, send an event to the test URL: it shows up in the editor.<br><br><b>To run for real</b>, activate the workflow and enter the production URL in Voicenter’s control panel.';

/** What the editor shows beside the fields. */
export const triggerPanel: Pick<
	INodeTypeDescription,
	'eventTriggerDescription' | 'activationMessage' | 'triggerPanel'
> = {
	eventTriggerDescription: 'Waiting for an event of Voicenter at the test URL',
	activationMessage:
		'Events of Voicenter now start this workflow, as soon as its production URL is entered in Voicenter’s control panel.',
	triggerPanel: {
		header: 'Receive events of Voicenter',
		executionsHelp: {
			inactive: `${modes} Its events show up in the executions list.`,
			active: `${modes} Its events show up in the <a data-key="executions">executions list</a>.`,
		},
		activationHint:
			'Once the workflow is active, events that come to the production URL start it without this button.',
	},
};

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
