import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { extensionsPath, pathOf } from '../contract/methods';

/** Where `Code` goes: the guide asks for it in GetCampaignList, today's service on every method. */
export type SendAccountCode = 'everyRequest' | 'campaignListOnly';

type Request = Pick<IHttpRequestOptions, 'method' | 'url' | 'body' | 'qs'>;

/** The request with the account's `Code`; in AddCallsBulk inside each element (vendor's practice). */
export function addAccountCode<R extends Request>(request: R, code: string, where: unknown): R {
	const { body, qs } = request;
	if (request.url.endsWith(extensionsPath)) {
		return { ...request, body: { ...(body as IDataObject), code } };
	}
	if (where === 'campaignListOnly' && !request.url.endsWith(pathOf('GetCampaignList'))) {
		return request;
	}
	if (request.method === 'GET') return { ...request, qs: { ...qs, Code: code } };
	if (body instanceof URLSearchParams) {
		const form = new URLSearchParams(body);
		form.set('Code', code);
		return { ...request, body: form };
	}
	if (Array.isArray(body)) {
		// In place: of many thousand elements, copies are felt.
		for (const element of body as IDataObject[]) element.Code = code;
		return request;
	}
	return { ...request, body: { ...(body as IDataObject | undefined), Code: code } };
}
