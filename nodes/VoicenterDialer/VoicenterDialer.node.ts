import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { addMany } from './leads/addMany';
import { runItems } from './leads/runItems';
import { searchCampaigns } from './listSearch/searchCampaigns';
import { searchMembers } from './listSearch/searchMembers';
import { resources } from './resources';
import { add } from './resources/call/add';
import { getAll } from './resources/call/getAll';
import { remove } from './resources/call/remove';
import { update } from './resources/call/update';
import { describe } from './resources/describe';
import { testCredential } from './transport/testCredential';

export class VoicenterDialer implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter Dialer',
		name: 'voicenterDialer',
		icon: { light: 'file:voicenterDialer.svg', dark: 'file:voicenterDialer.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Put leads into the outbound call campaigns of the Voicenter Dialer',
		defaults: { name: 'Voicenter Dialer' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'voicenterDialerApi', required: true, testedBy: 'testVoicenterDialerCredential' },
		],
		requestDefaults: { headers: { Accept: 'application/json' } },
		properties: describe(resources),
	};

	methods = {
		credentialTest: { testVoicenterDialerCredential: testCredential },
		listSearch: { searchCampaigns, searchMembers },
	};

	/** The rest is declarative; so are these where n8n runs the node as a tool. */
	customOperations = {
		call: {
			add: runItems(add),
			addMany,
			getAll: runItems(getAll),
			remove: runItems(remove),
			update: runItems(update),
		},
	};
}
