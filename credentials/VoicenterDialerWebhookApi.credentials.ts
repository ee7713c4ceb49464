import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class VoicenterDialerWebhookApi implements ICredentialType {
	name = 'voicenterDialerWebhookApi';

	displayName = 'Voicenter Dialer Webhook API';

	documentationUrl =
		'https://example.com/n8n-nodes-voicenter-dialer/blob/HEAD/docs/call-deliveries.md';

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
			hint: 'Make one up: at least 16 random letters and digits',
			description: 'Anyone who knows it can start the workflow',
		},
		{
			displayName: 'Pop-Up Secret',
			name: 'popUpSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Leave empty to use the same secret for pop-ups',
			description:
				'For pop-ups, instead of the secret above. Every agent’s browser knows the pop-up URL: with a secret of their own, pop-ups are accepted, but ended calls are not.',
		},
		{
			displayName: 'Sent In',
			name: 'sentIn',
			type: 'options',
			options: [
				{
					name: 'URL',
					value: 'query',
					description: 'For the Voicenter control panel, which accepts a URL but no headers',
				},
				{
					name: 'Header',
					value: 'header',
					description: 'For a proxy or other service in between that can add headers',
				},
			],
			default: 'query',
			description: 'Where the request contains the secret',
		},
		{
			displayName: 'Parameter or Header Name',
			name: 'name',
			type: 'string',
			default: 'secret',
			required: true,
			hint: 'With “secret”, append ?secret= and the secret to the webhook URL',
			description: 'The name of the URL parameter or header',
		},
	];
}
