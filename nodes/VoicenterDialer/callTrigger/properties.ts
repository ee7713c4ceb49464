import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import type { CallStatus } from '../api/methods';

/** Both places are the vendor's practice. */
export const triggerSetup: INodeProperties = {
	displayName:
		'Open “Webhook URLs” above, and enter the production URL in Voicenter’s control panel. For Call Ended: Integrations → CDR Notification. For Ringing, Answered and Hung Up: the Pop-Up Screen URL of the extension (or of the DID). <a href="https://example.com/n8n-nodes-voicenter-dialer/blob/HEAD/docs/call-trigger.md" target="_blank">Step by step</a>',
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
			description: 'A call has ended, and its outcome is known (CDR notification)',
		},
		{
			name: 'Ringing',
			value: 'ringing',
			description: 'An agent’s phone rings (pop-up screen)',
		},
		{
			name: 'Answered',
			value: 'answered',
			description: 'An agent has answered (pop-up screen)',
		},
		{
			name: 'Hung Up',
			value: 'hungUp',
			description: 'An agent’s call has ended (pop-up screen)',
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
		{
			name: 'None',
			value: 'none',
			description: 'Anyone who knows the URL can start this workflow, with any data',
		},
		{
			name: 'Secret in the URL or a Header',
			value: 'secret',
			description: 'Only a request with the secret starts this workflow',
		},
	],
	default: 'none',
	description: 'How to make sure that a request comes from Voicenter',
};

export const withoutAuthentication: INodeProperties = {
	displayName:
		'Without authentication, anyone who knows the URL can send events and start this workflow. For a workflow that calls people, choose a secret, or add the option “IP(s) Allowlist”.',
	name: 'withoutAuthentication',
	type: 'notice',
	default: '',
	displayOptions: { show: { authentication: ['none'] } },
};

export const withSecret: INodeProperties = {
	displayName:
		'Add the secret to the URL that you enter in Voicenter’s control panel, such as …/voicenter?secret=YOUR_SECRET. If the credential says that a header contains it, leave the URL as it is.',
	name: 'withSecret',
	type: 'notice',
	default: '',
	displayOptions: { show: { authentication: ['secret'] } },
};

const accountTimezone: INodeProperties = {
	displayName: 'Account Timezone',
	name: 'accountTimezone',
	type: 'string',
	default: 'Asia/Jerusalem',
	placeholder: 'e.g. Europe/London',
	description:
		'The time zone of the Voicenter account. Voicenter sends times in the account’s local time.',
};

const dialerCallsOnly: INodeProperties = {
	displayName: 'Dialer Calls Only',
	name: 'dialerCallsOnly',
	type: 'boolean',
	default: true,
	description:
		'Whether to start only for ended calls of dialer campaigns, and ignore the account’s other calls',
};

const ignoreRepeated: INodeProperties = {
	displayName: 'Ignore Repeated Deliveries',
	name: 'ignoreRepeated',
	type: 'boolean',
	default: true,
	description:
		'Whether to start only one execution per event, even if Voicenter delivers it more than once. Remembers the last 100,000 events until n8n restarts. An event that contradicts an earlier one starts an execution too, and has a field “conflictsWith”.',
};

const ipAllowlist: INodeProperties = {
	displayName: 'IP(s) Allowlist',
	name: 'ipAllowlist',
	type: 'string',
	default: '',
	placeholder: 'e.g. 192.0.2.1, 198.51.100.0/24',
	description:
		'Comma-separated list of allowed IP addresses or CIDR ranges. Leave empty to allow all IPs. Pop-ups come from the agents’ browsers, not from Voicenter’s servers. If n8n runs behind proxies, set N8N_PROXY_HOPS to exactly their number: with a higher number, callers can fake their address.',
};

const keyPressed: INodeProperties = {
	displayName: 'Key Pressed',
	name: 'keyPressed',
	type: 'string',
	default: '',
	placeholder: 'e.g. 9, Main menu:2',
	description:
		'Comma-separated list of keys. Only ended calls in which the person pressed one of them in the IVR start the workflow. To count a key in one layer only, put the layer’s name or ID and a colon before it. Leave empty for all calls.',
};

const leg: INodeProperties = {
	displayName: 'Leg',
	name: 'leg',
	type: 'options',
	options: [
		{ name: 'Agent', value: 'agent', description: 'The call to an agent' },
		{ name: 'Both', value: 'both', description: 'A call of an agent dialer ends with two events' },
		{ name: 'Customer', value: 'customer', description: 'The call to the person dialed' },
	],
	default: 'customer',
	description:
		'Which leg of an ended call to start for. Pop-ups are always about an agent’s leg, so this filter does not apply to them.',
};

const queues: INodeProperties = {
	displayName: 'Queues',
	name: 'queues',
	type: 'string',
	default: '',
	placeholder: 'e.g. Sales, 17',
	description:
		'Comma-separated names or IDs of queues. Only ended calls of these queues start the workflow. Leave empty for all queues. Pop-ups carry no queue, so this filter does not apply to them.',
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
		'When to respond to a pop-up. The last node’s first item can set URL, CLIENTNAME, COMPANY and TOTAL on the agent’s screen. Voicenter waits three seconds. If the workflow takes longer or fails, the screen shows none of them. Ended calls always get an immediate response.',
};

/** The vendor documents none of them. The names are the likely meanings (vendor's practice). */
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
	description:
		'Only ended calls with these outcomes start the workflow. Leave empty for all outcomes.',
};

/**
 * In a version 1 node, this makes n8n pass on the unparsed body. Otherwise n8n rejects invalid JSON
 * with HTTP 422, which Voicenter does not understand.
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
		keyPressed,
		leg,
		queues,
		respond,
		statuses,
	],
};

const modes =
	'<b>While building your workflow</b>, click “Listen for test event”, then send an event to the test URL from Voicenter or any HTTP client. The event shows up in the editor.<br><br><b>Once you’re happy with your workflow</b>, activate it and enter the production URL in Voicenter’s control panel.';

export const triggerPanel: Pick<
	INodeTypeDescription,
	'eventTriggerDescription' | 'activationMessage' | 'triggerPanel'
> = {
	eventTriggerDescription: 'Waiting for an event from Voicenter at the test URL',
	activationMessage:
		'Once the production URL is in Voicenter’s control panel, call events start this workflow.',
	triggerPanel: {
		header: 'Listen for test event',
		executionsHelp: {
			inactive: `${modes} Executions show up in the executions list.`,
			active: `${modes} Executions show up in the <a data-key="executions">executions list</a>.`,
		},
		activationHint:
			'Once you’ve finished building your workflow, activate it to receive events without clicking this button.',
	},
};
