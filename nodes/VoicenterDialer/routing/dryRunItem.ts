import type { INodeExecutionData } from 'n8n-workflow';
import type { Encoding } from '../contract/methods';
import type { Credential } from '../transport/Credential';
import { encode, type DialerRequest } from '../transport/encode';
import { shownRequest } from './shownRequest';

/** The request that would have gone out, as an output item. */
export const dryRunItem = (
	request: DialerRequest,
	encoding: Encoding,
	credential: Credential,
	itemIndex: number,
): INodeExecutionData => ({
	json: {
		campaign: request.parameters.Campaign,
		target: request.parameters.Target,
		status: 'dryRun',
		errorCode: null,
		description: 'Checked, not sent (Dry Run)',
		request: shownRequest(encode(request, encoding), credential),
	},
	pairedItem: { item: itemIndex },
});
