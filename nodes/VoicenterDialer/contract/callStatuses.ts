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
