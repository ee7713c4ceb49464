import type {
	ICredentialTestFunctions,
	ILoadOptionsFunctions,
	INodeCredentialTestResult,
	INodeListSearchResult,
	INodeParameters,
} from 'n8n-workflow';
import { core, toNative, toStored } from './n8n';
import {
	additionalDataFor,
	credentialData,
	dialerName,
	dialerNodeType,
	workflowOf,
	type Credential,
} from './workflow';

interface Search {
	readonly parameters?: INodeParameters;
	readonly filter?: string;
	readonly paginationToken?: string;
	readonly credential?: Credential;
}

/** The entries of a picker in the node's panel. */
export async function search(
	method: 'searchCampaigns' | 'searchMembers',
	{ parameters = {}, filter, paginationToken, credential }: Search = {},
): Promise<INodeListSearchResult> {
	const setup = { parameters, credential };
	const workflow = workflowOf(setup);
	const node = workflow.nodes[dialerName];
	const additionalData = additionalDataFor(setup);
	additionalData.currentNodeParameters = node.parameters;
	const context = new core.LoadOptionsContext(workflow, node, additionalData, 'parameters');
	const run = dialerNodeType().methods?.listSearch?.[method];
	return toStored(
		await run?.call(context as ILoadOptionsFunctions, filter, paginationToken),
	) as INodeListSearchResult;
}

/** n8n's message after “Save” of the credential. */
export async function testCredential(saved: Credential): Promise<INodeCredentialTestResult> {
	const nodeType = dialerNodeType();
	const [{ testedBy }] = nodeType.description.credentials ?? [];
	const run = nodeType.methods?.credentialTest?.[String(testedBy)];
	const context = new core.CredentialTestContext() as ICredentialTestFunctions;
	const decrypted = toNative({ id: '1', name: 'Voicenter', type: 'voicenterDialerApi' });
	return toStored(
		await run?.call(context, { ...decrypted, data: credentialData(saved) }),
	) as INodeCredentialTestResult;
}
