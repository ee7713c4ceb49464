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
	description:
		'Your account’s personal identifier, called “Code” in the API. Treat it like a password. Get it from the Voicenter control panel or from Voicenter support.',
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

export class VoicenterDialerApi implements ICredentialType {
	name = 'voicenterDialerApi';

	displayName = 'Voicenter Dialer API';

	documentationUrl = 'https://www.voicenter.com/API/Dialer';

	icon: Icon = {
		light: 'file:../nodes/VoicenterDialer/voicenterDialer.svg',
		dark: 'file:../nodes/VoicenterDialer/voicenterDialer.dark.svg',
	};

	properties: INodeProperties[] = [
		accountCode,
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.voicenter.co.il',
			required: true,
			description: 'The URL of the Dialer service, without a path',
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
		{
			displayName: 'Monitor URL',
			name: 'monitorUrl',
			type: 'string',
			default: 'https://monitor.voicenter.co.il',
			description: 'The URL of the service that lists the account’s extensions',
		},
		previousAccountCode,
	];

	/** A function, because the code must follow each request's encoding, and only go to its hosts. */
	authenticate = async (
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => authenticate(credential, request) as IHttpRequestOptions;
}
