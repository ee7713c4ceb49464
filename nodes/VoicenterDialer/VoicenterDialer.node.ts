import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { testCredential } from './n8n/credential';
import { searchCampaigns, searchMembers } from './n8n/pickers';
import { describeOperations, resources } from './operations/panel';
import { customOperations } from './run/customOperation';
import { declarativeOperation } from './run/declarativeOperation';

export class VoicenterDialer implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter Dialer',
		name: 'voicenterDialer',
		icon: { light: 'file:voicenterDialer.svg', dark: 'file:voicenterDialer.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Add leads to outbound call campaigns of the Voicenter Dialer',
		defaults: { name: 'Voicenter Dialer' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'voicenterDialerApi', required: true, testedBy: 'testVoicenterDialerCredential' },
		],
		requestDefaults: { headers: { Accept: 'application/json' } },
		properties: describeOperations(resources, declarativeOperation),
	};

	methods = {
		credentialTest: { testVoicenterDialerCredential: testCredential },
		listSearch: { searchCampaigns, searchMembers },
	};

	customOperations = customOperations(resources);
}
