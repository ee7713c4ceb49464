import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class VoicenterDialerWebhookApi implements ICredentialType {
	name = 'voicenterDialerWebhookApi';

	displayName = 'Voicenter Dialer Webhook API';

	documentationUrl = 'https://www.voicenter.com/API/Dialer';

	icon: Icon = {
		light: 'file:../nodes/VoicenterDialer/voicenterDialer.svg',
		dark: 'file:../nodes/VoicenterDialer/voicenterDialer.dark.svg',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Whoever knows it can start the workflow. Use at least 16 letters and digits that nobody can guess.',
		},
		{
			displayName: 'Sent In',
			name: 'sentIn',
			type: 'options',
			options: [
				{
					name: 'URL',
					value: 'query',
					description: 'For Voicenter’s control panel, which takes a URL and no headers',
				},
				{
					name: 'Header',
					value: 'header',
					description: 'For a proxy or a service in between that can add headers',
				},
			],
			default: 'query',
			description: 'Where the caller puts the secret',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: 'secret',
			required: true,
			description:
				'The name of the URL’s parameter, or of the header. With “secret”, add ?secret= and the secret to the webhook’s URL.',
		},
	];
}
