import type { INodeProperties } from 'n8n-workflow';

/** Where the webhook's URL goes (both places: vendor's practice). */
export const triggerSetup: INodeProperties = {
	displayName:
		'Enter the production URL in Voicenter’s control panel. For Call Ended: Integrations → CDR Notification. For Ringing, Answered and Hung Up: the Pop-Up Screen URL of the extension (or of the DID).',
	name: 'setupNotice',
	type: 'notice',
	default: '',
};
