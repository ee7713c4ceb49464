import type { IDataObject } from 'n8n-workflow';
import { addAccountCode } from '../transport/addAccountCode';
import { baseAddress } from '../transport/baseAddress';
import type { Credential } from '../transport/Credential';
import type { EncodedRequest } from '../transport/encode';

/** What stands in the place of the account's code. */
const mask = '***';

/** A request as a dry run shows it. */
export function shownRequest(
	request: EncodedRequest,
	{ baseUrl, sendAccountCode }: Credential,
): IDataObject {
	const { method, url, body, qs } = addAccountCode(request, mask, sendAccountCode);
	const shown: IDataObject = { method, url: baseAddress(baseUrl) + url };
	if (qs !== undefined) shown.qs = qs;
	if (body !== undefined) {
		shown.body = body instanceof URLSearchParams ? Object.fromEntries(body) : (body as IDataObject);
	}
	return shown;
}
