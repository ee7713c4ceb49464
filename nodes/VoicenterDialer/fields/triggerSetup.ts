import type { INodeProperties } from 'n8n-workflow';

/** Where the webhook's URL goes (both places: vendor's practice). */
export const triggerSetup: INodeProperties = {
	displayName:
		'Copy the production URL into Voicenter’s control panel.<br>For <b>Call Ended</b>: Integrations → CDR Notification.<br>For <b>Ringing</b>, <b>Answered</b> and <b>Hung Up</b>: the extension’s (or DID’s) settings → Pop-Up Screen URL.',
	name: 'setupNotice',
	type: 'notice',
	default: '',
};
