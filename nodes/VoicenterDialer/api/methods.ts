/**
 * The Voicenter Dialer API as data: its methods, their parameters and encodings. The single source for
 * the node's requests, the simulator and the docs.
 *
 * `source: 'guide'` is the vendor's API guide, chapter 6, section `section`. `source: 'vendor'` is
 * the vendor's practice on its public pages, which fills the gaps of the guide.
 */

/** JSON body, form body, or query string (GET). */
export type Encoding = 'json' | 'form' | 'query';

/**
 * The type of a parameter's value.
 * - `text`: sent as text. `phone`: a phone number, sent as text.
 * - `callerId`: a phone number, or a word such as Anonymous.
 * - `code`: text that identifies a campaign or member, sent without surrounding spaces.
 * - `number` / `integer`: sent as a number in JSON.
 * - `epoch`: whole seconds since 1970, a number in JSON.
 * - `flag`: the text "true" or "false".
 * - `list`: a JSON array of strings. `phones`: one of phone numbers.
 * - `utc`: an ISO 8601 time in GMT+0.
 * - `cdrTypes`, `sort`: lists of the call log, which no field holds as they are sent.
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
	| 'list'
	| 'phones'
	| 'utc'
	| 'cdrTypes'
	| 'sort';

export interface Parameter {
	readonly kind: ParameterKind;
	readonly isRequired?: true;
	/** The JSON object that contains it, unless it is at the top level. */
	readonly within?: string;
	readonly source: 'guide' | 'vendor';
}

export interface Method {
	/** Section of the vendor's API guide. Missing for the vendor's practice. */
	readonly section?: string;
	/** Relative to the base URL, if it is not a method of the Dialer itself. */
	readonly path?: string;
	readonly encodings: readonly Encoding[];
	readonly parameters: Readonly<Record<string, Parameter>>;
	/** Takes custom variables: `var_*` at the top level; in JSON, inside `CustomData`. */
	readonly hasCustomData?: true;
	/** The request is a JSON array with one element per call, or has the elements in its `list`. */
	readonly isBulk?: true;
	/** The list of a bulk request, and of its answer. */
	readonly list?: string;
	/** The most elements of a bulk request. */
	readonly maxElements?: number;
	/** The request always includes the account's `Code`. */
	readonly needsCode?: true;
	/** Its own names for `ErrorCode` and `Description`. */
	readonly names?: {
		readonly errorCode: string;
		readonly description: string;
	};
}

/** The most elements that one AddCallsBulk request may have (vendor's practice). */
export const maxBulkElements = 100_000;

const everyEncoding = ['json', 'form', 'query'] as const;
const jsonOnly = ['json'] as const;

const campaign = { kind: 'code', isRequired: true, source: 'guide' } as const;
const target = { kind: 'phone', isRequired: true, source: 'guide' } as const;
const member = { kind: 'code', isRequired: true, source: 'guide' } as const;

const callDetails = {
	OriginateTime: { kind: 'epoch', source: 'guide' },
	/** Sent with OriginateTime, as `timesAreEpochSeconds`. */
	IsDateLocal: { kind: 'flag', source: 'vendor' },
	CustomerName: { kind: 'text', source: 'guide' },
	Priority: { kind: 'integer', source: 'guide' },
	IgnoreDncStatus: { kind: 'flag', source: 'vendor' },
} as const;

/**
 * The value of IsDateLocal for an OriginateTime in epoch seconds. "true" means the account's wall clock,
 * written as if it were GMT. What the service assumes without it is not known (vendor's practice).
 */
export const timesAreEpochSeconds = 'false';

/** The account's Do-Not-Call list, which takes up to 100 phone numbers per request (vendor's practice). */
const doNotCallList = {
	encodings: jsonOnly,
	isBulk: true,
	list: 'Phones',
	maxElements: 100,
	needsCode: true,
} as const;

const listedPhone = { kind: 'phone', isRequired: true, source: 'vendor' } as const;

/** The guide spells the caller ID `Callerid` here, but `CallerID` in AddCallsBulk. */
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
		maxElements: maxBulkElements,
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
	AddBlackList: {
		...doNotCallList,
		path: '/Blacklist/AddBlackList',
		parameters: { Phone: listedPhone, Name: { kind: 'text', source: 'vendor' } },
	},
	RemoveBulkFromBlacklist: {
		...doNotCallList,
		path: '/Blacklist/RemoveBulkFromBlacklist',
		parameters: { Phone: listedPhone },
	},
	CallLog: {
		path: '/hub/cdr/',
		encodings: jsonOnly,
		needsCode: true,
		names: { errorCode: 'ERROR_NUMBER', description: 'ERROR_DESCRIPTION' },
		parameters: {
			fields: { kind: 'list', isRequired: true, source: 'vendor' },
			fromdate: { kind: 'utc', isRequired: true, within: 'search', source: 'vendor' },
			todate: { kind: 'utc', isRequired: true, within: 'search', source: 'vendor' },
			phones: { kind: 'phones', within: 'search', source: 'vendor' },
			extensions: { kind: 'list', within: 'search', source: 'vendor' },
			callID: { kind: 'text', within: 'search', source: 'vendor' },
			cdrTypes: { kind: 'cdrTypes', within: 'search', source: 'vendor' },
			sort: { kind: 'sort', source: 'vendor' },
		},
	},
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof methods;

/** A method's parameter names, in the API's spelling. */
export type WireName<M extends MethodName> = keyof (typeof methods)[M]['parameters'] & string;

/** A method with its optional properties, which `as const` hides. */
export const methodOf = (name: MethodName): Method => methods[name];

/** Relative to the base URL. */
export const pathOf = (name: MethodName): string =>
	methodOf(name).path ?? `/ForwardDialer/Dialer/${name}`;

/** Services beside the Dialer take the code as `code`, and always (vendor's practice). */
export const hasLowerCaseCode = (path: string): boolean => /^\/(Comet|hub)\//.test(path);

/** The name under which a request at this path takes the account code. */
export const codeNameAt = (path: string): 'code' | 'Code' =>
	hasLowerCaseCode(path) ? 'code' : 'Code';

/** The method whose requests have this URL. */
export const methodAt = (url: string): Method | undefined => {
	const name = (Object.keys(methods) as MethodName[]).find((known) => url.endsWith(pathOf(known)));
	return name && methodOf(name);
};

/**
 * Lists the account's extensions, relative to the Monitor URL; takes the account code as `code`
 * (vendor's practice).
 */
export const extensionsPath = '/Comet/api/GetExtensions';

/** The prefix of every custom variable's name (guide, chapter 6). */
export const variablePrefix = 'var_';

/** The most elements for which AddCallsBulk returns an AddResult each (vendor's practice). */
export const maxAddResults = 3_000;

/** The most records in one answer of the call log (vendor's practice). */
export const maxCallLogRecords = 10_000;

/** The most requests to the call log in a minute (vendor's practice). */
export const callLogRequestsPerMinute = 30;

/**
 * The call types of agent dialers, and of IVR and predictive ones: their names, and their numbers in
 * the call log (vendor's practice).
 */
export const dialerCallTypes = {
	agentDialer: { 'ProductiveCall Leg1': 14, 'ProductiveCall Leg2': 15 },
	ivrDialer: { 'Click 2 IVR': 17, 'Click 2 IVR Incoming': 18 },
} as const;

/** A campaign's possible statuses (guide, 6.3). */
export const campaignStatuses = ['Enabled', 'Disabled', 'Deleted'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

/** How a call ended, in a CDR notification (vendor's practice). */
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
