import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { pollCampaign } from './campaignTrigger/pollCampaign';
import { executionsHelp, properties } from './campaignTrigger/properties';
import { testCredential } from './n8n/credential';
import { searchCampaigns } from './n8n/pickers';

export class VoicenterDialerCampaignTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter Dialer Campaign Trigger',
		name: 'voicenterDialerCampaignTrigger',
		icon: { light: 'file:voicenterDialer.svg', dark: 'file:voicenterDialer.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["event"]}}',
		description:
			'Starts the workflow when a campaign’s queue runs low or empty, or its status changes',
		defaults: { name: 'Voicenter Dialer Campaign Trigger' },
		polling: true,
		triggerPanel: { header: '', executionsHelp },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'voicenterDialerApi', required: true, testedBy: 'testVoicenterDialerCredential' },
		],
		properties,
	};

	methods = {
		credentialTest: { testVoicenterDialerCredential: testCredential },
		listSearch: { searchCampaigns },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollCampaign(this);
	}
}
