import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Encoding } from '../contract/methods';
import { addAccountCode } from '../transport/addAccountCode';
import { encode, type DialerRequest } from '../transport/encode';
import type { Credential } from '../transport/Credential';

/** What stands in the place of the account's code. */
const mask = '***';

/** The request that would have gone out, as an output item. */
export function dryRunItem(
	request: DialerRequest,
	encoding: Encoding,
	{ baseUrl, sendAccountCode }: Credential,
	itemIndex: number,
): INodeExecutionData {
	const { method, url, body, qs } = addAccountCode(
		encode(request, encoding),
		mask,
		sendAccountCode,
	);
	const shown: IDataObject = { method, url: baseUrl.trim().replace(/\/+$/, '') + url };
	if (qs !== undefined) shown.qs = qs;
	if (body !== undefined) {
		shown.body = body instanceof URLSearchParams ? Object.fromEntries(body) : (body as IDataObject);
	}
	return {
		json: {
			campaign: request.parameters.Campaign,
			target: request.parameters.Target,
			status: 'dryRun',
			errorCode: null,
			description: 'Checked, not sent (Dry Run)',
			request: shown,
		},
		pairedItem: { item: itemIndex },
	};
}
