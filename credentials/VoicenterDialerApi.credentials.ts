import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { authenticate } from '../nodes/VoicenterDialer/api/authenticate';

/** A secret, although linters do not recognize its name as one. */
const accountCode: INodeProperties = {
	displayName: 'Account Code',
	name: 'accountCode',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	hint: 'Get it from the Voicenter control panel, or from Voicenter support',
	description:
		'Your account’s personal identifier, called “Code” in the API. Treat it like a password.',
};

/** A secret as well. */
const previousAccountCode: INodeProperties = {
	displayName: 'Previous Account Code',
	name: 'previousAccountCode',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description:
		'Only if the account code has changed: the earlier one, so that the node still recognizes the idempotency keys that it has stored. It is not sent.',
};

/**
 * A heading, not a switch that hides what follows it: n8n drops the values of hidden fields, also those
 * of a credential that was saved before there was a switch. A URL of one's own would then be ignored.
 */
const standardSettings: INodeProperties = {
	displayName:
		'The Account Code is all that most accounts need. Change the settings below only if Voicenter gave you other addresses, or if your account code has changed.',
	name: 'standardSettings',
	type: 'notice',
	default: '',
};

export class VoicenterDialerApi implements ICredentialType {
	name = 'voicenterDialerApi';

	displayName = 'Voicenter Dialer API';

	documentationUrl = 'https://example.com/n8n-nodes-voicenter-dialer/blob/HEAD/docs/install.md';

	icon: Icon = {
		light: 'file:../nodes/VoicenterDialer/voicenterDialer.svg',
		dark: 'file:../nodes/VoicenterDialer/voicenterDialer.dark.svg',
	};

	properties: INodeProperties[] = [
		accountCode,
		standardSettings,
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.voicenter.co.il',
			required: true,
			description: 'The URL of the Dialer service, without a path',
		},
		{
			displayName: 'Monitor URL',
			name: 'monitorUrl',
			type: 'string',
			default: 'https://monitor.voicenter.co.il',
			description: 'The URL of the service that lists the account’s extensions',
		},
		{
			displayName: 'Send Account Code',
			name: 'sendAccountCode',
			type: 'options',
			options: [
				{
					name: 'With Every Request',
					value: 'everyRequest',
					description: 'What the service currently requires',
				},
				{
					name: 'With the Campaign List Only',
					value: 'campaignListOnly',
					description: 'What the API guide specifies',
				},
			],
			default: 'everyRequest',
			description: 'Which requests include the account code',
		},
		previousAccountCode,
	];

	/** A function, because the code must follow each request's encoding, and only go to its hosts. */
	authenticate = async (
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => authenticate(credential, request) as IHttpRequestOptions;
}
