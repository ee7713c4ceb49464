import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { addAccountCode } from '../nodes/VoicenterDialer/api/encode';

/** A secret, though its name has none of the words by which linters know one. */
const accountCode: INodeProperties = {
	displayName: 'Account Code',
	name: 'accountCode',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	description:
		'The account’s personal identifier, called “Code” in the API. It works like a password. Voicenter support or the control panel gives it.',
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
			description: 'The address of the Dialer service, without a path',
		},
		{
			displayName: 'Send Account Code',
			name: 'sendAccountCode',
			type: 'options',
			options: [
				{
					name: 'With Every Request',
					value: 'everyRequest',
					description: 'What the service asks for today',
				},
				{
					name: 'With the Campaign List Only',
					value: 'campaignListOnly',
					description: 'The letter of the API guide',
				},
			],
			default: 'everyRequest',
			description: 'Which requests carry the account code',
		},
		{
			displayName: 'Monitor URL',
			name: 'monitorUrl',
			type: 'string',
			default: 'https://monitor.voicenter.co.il',
			description: 'The address where the account’s extensions are listed',
		},
	];

	/** Each request to the Dialer carries the code in its own encoding, so one rule is not enough. */
	authenticate = async (
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		addAccountCode(request, String(credential.accountCode).trim(), credential.sendAccountCode);
}
