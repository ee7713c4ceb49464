/**
 * The Voicenter Dialer API as data: its fifteen methods, what each takes and how it is written.
 * The one source for the node's requests, the simulator and the docs.
 *
 * `source: 'guide'` is the vendor's API guide, chapter 6, section `section`; `source: 'vendor'` is
 * the vendor's practice on its public pages, which fills what the guide leaves open.
 */

/** How a request can be written: JSON body, form body, or query string (GET). */
export type Encoding = 'json' | 'form' | 'query';

/**
 * What a parameter's value is.
 * - `text`: sent as text. `phone`: text, a phone number.
 * - `callerId`: a phone number too, or a word such as Anonymous.
 * - `code`: text that stands for one campaign or member; blanks around it are no part of it.
 * - `number` / `integer`: sent as a number in JSON.
 * - `epoch`: whole seconds since 1970, a number in JSON.
 * - `flag`: the text "true", and absent otherwise.
 * - `list`: a JSON array of texts.
 */
export type ParameterKind =
	| 'text'
	| 'code'
	| 'phone'
	| 'callerId'
	| 'number'
	| 'integer'
	| 'epoch'
	| 'flag'
	| 'list';

export interface Parameter {
	readonly kind: ParameterKind;
	readonly isRequired?: true;
	/** The JSON object that holds it, when it is not at the top level. */
	readonly within?: string;
	readonly source: 'guide' | 'vendor';
}

export interface Method {
	/** Section of the vendor's API guide. */
	readonly section: string;
	readonly encodings: readonly Encoding[];
	readonly parameters: Readonly<Record<string, Parameter>>;
	/** Custom variables go along: `var_*` at the top level, in JSON inside `CustomData`. */
	readonly hasCustomData?: true;
	/** The request is a JSON array, one element for each call. */
	readonly isBulk?: true;
	/** The account's `Code` is part of the guide's own request. */
	readonly needsCode?: true;
}

const everyEncoding = ['json', 'form', 'query'] as const;
const jsonOnly = ['json'] as const;

const campaign = { kind: 'code', isRequired: true, source: 'guide' } as const;
const target = { kind: 'phone', isRequired: true, source: 'guide' } as const;
const member = { kind: 'code', isRequired: true, source: 'guide' } as const;

const callDetails = {
	OriginateTime: { kind: 'epoch', source: 'guide' },
	CustomerName: { kind: 'text', source: 'guide' },
	Priority: { kind: 'integer', source: 'guide' },
	IgnoreDncStatus: { kind: 'flag', source: 'vendor' },
} as const;

/** The guide spells the caller id differently: `Callerid` here, `CallerID` in AddCallsBulk. */
const singleCall = {
	Campaign: campaign,
	Target: target,
	Callerid: { kind: 'callerId', source: 'guide' },
	...callDetails,
} as const;

export const methods = {
	AddCall: {
		section: '6.1',
		encodings: everyEncoding,
		parameters: singleCall,
		hasCustomData: true,
	},
	RemoveCall: {
		section: '6.2',
		encodings: everyEncoding,
		parameters: { Campaign: campaign, Target: target },
	},
	GetCampaignList: {
		section: '6.3',
		encodings: everyEncoding,
		parameters: {},
		needsCode: true,
	},
	GetMembersList: {
		section: '6.4',
		encodings: everyEncoding,
		parameters: { Campaign: campaign },
	},
	RemoveMember: {
		section: '6.5',
		encodings: everyEncoding,
		parameters: { Campaign: campaign, Member: member },
	},
	AddMember: {
		section: '6.6',
		encodings: everyEncoding,
		parameters: { Campaign: campaign, Member: member },
	},
	StopCampaign: {
		section: '6.7',
		encodings: everyEncoding,
		parameters: { Campaign: campaign },
	},
	StartCampaign: {
		section: '6.8',
		encodings: everyEncoding,
		parameters: { Campaign: campaign },
	},
	UpdateCampaignStrategy: {
		section: '6.9',
		encodings: everyEncoding,
		parameters: {
			Campaign: campaign,
			setQueueForMonitoring: { kind: 'number', source: 'guide' },
			setQueueMaximumCallers: { kind: 'number', source: 'guide' },
			setCoefficient: { kind: 'number', source: 'guide' },
		},
	},
	ClearCampaignCalls: {
		section: '6.10',
		encodings: everyEncoding,
		parameters: { Campaign: campaign },
	},
	AddCallsBulk: {
		section: '6.11',
		encodings: jsonOnly,
		parameters: {
			Campaign: campaign,
			Target: target,
			CallerID: { kind: 'callerId', source: 'guide' },
			CallerName: { kind: 'text', source: 'guide' },
			...callDetails,
		},
		hasCustomData: true,
		isBulk: true,
	},
	GetCampaignPendingCalls: {
		section: '6.12',
		encodings: jsonOnly,
		parameters: { Campaign: campaign },
	},
	UpdateCall: {
		section: '6.13',
		encodings: everyEncoding,
		parameters: singleCall,
		hasCustomData: true,
	},
	GetCampaignDetails: {
		section: '6.14',
		encodings: everyEncoding,
		parameters: { Campaign: campaign },
	},
	ConfigureIvrCampaign: {
		section: '6.15',
		encodings: jsonOnly,
		parameters: {
			Campaign: campaign,
			setMaxCalls: { kind: 'number', within: 'ConcurrentStrategy', source: 'guide' },
			RepresentativeList: { kind: 'list', source: 'guide' },
		},
	},
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof methods;

/** A method's parameter names, spelled as the API spells them. */
export type WireName<M extends MethodName> = keyof (typeof methods)[M]['parameters'] & string;

/** A method's row, with the optional columns that `as const` hides. */
export const methodOf = (name: MethodName): Method => methods[name];

/** Below the base URL, the same for every method. */
export const pathOf = (name: MethodName): string => `/ForwardDialer/Dialer/${name}`;

/** Below the monitor's URL: the account's extensions; takes the account's code as `code` (vendor's practice). */
export const extensionsPath = '/Comet/api/GetExtensions';

/** What every custom variable's name starts with on the wire. */
export const variablePrefix = 'var_';

/** At most so many elements are taken by one AddCallsBulk request (vendor's practice). */
export const maxBulkElements = 100_000;

/** Up to so many elements, AddCallsBulk answers with one AddResult each (vendor's practice). */
export const maxAddResults = 3_000;

/** The states of a campaign (guide, 6.3). */
export const campaignStatuses = ['Enabled', 'Disabled', 'Deleted'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

/** What a CDR notification says about how a call ended (vendor's practice). */
export const callStatuses = [
	'ANSWER',
	'NOANSWER',
	'BUSY',
	'CANCEL',
	'ABANDONE',
	'TIMEOUT',
	'FULL',
	'EXIT',
	'JOINEMPTY',
	'VOEND',
	'TE',
	'NOTCALLED',
	'VOICEMAIL',
] as const;

export type CallStatus = (typeof callStatuses)[number];
