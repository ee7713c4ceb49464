import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import {
	triggerAuthentication,
	withoutAuthentication,
	withSecret,
	triggerEvents,
	triggerOptions,
	triggerPanel,
	triggerSetup,
} from './callTrigger/properties';
import { receive } from './callTrigger/receive';
import { checkSetup, testWebhookSecret } from './callTrigger/setup';
import { simplify } from './operations/fields';

export class VoicenterDialerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter Dialer Trigger',
		name: 'voicenterDialerTrigger',
		icon: { light: 'file:voicenterDialer.svg', dark: 'file:voicenterDialer.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{$parameter["events"].map((event) => ({ callEnded: "call ended", hungUp: "hung up" })[event] ?? event).join(", ")}}',
		// n8n's node list shows this text for the trigger and the action node, as one entry.
		description:
			'Starts the workflow when a Voicenter Dialer call rings, is answered or has ended. Actions add leads to campaigns.',
		...triggerPanel,
		defaults: { name: 'Voicenter Dialer Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'voicenterDialerWebhookApi',
				required: true,
				testedBy: 'testWebhookSecret',
				displayOptions: { show: { authentication: ['secret'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'GET,POST',
				responseMode:
					'={{$parameter["options"]["respond"] === "lastNode" ? "lastNode" : "onReceived"}}',
				path: 'voicenter',
				ndvHideMethod: true,
			},
		],
		properties: [
			triggerSetup,
			triggerEvents,
			triggerAuthentication,
			withoutAuthentication,
			withSecret,
			simplify,
			triggerOptions,
		],
	};

	methods = { credentialTest: { testWebhookSecret } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			/** Users enter the URL in Voicenter by hand, so there is no webhook to create. */
			async create(this: IHookFunctions): Promise<boolean> {
				await checkSetup(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
