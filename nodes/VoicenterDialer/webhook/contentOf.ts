import type { WebhookSecret } from './TriggerSettings';
import type { WebhookRequest } from './WebhookRequest';

/**
 * What a request holds: its body, or where that is empty (the older GET) its query. `undefined` if
 * n8n cannot read the body, which may be larger than it allows.
 */
export async function contentOf(
	request: WebhookRequest,
	secret: WebhookSecret | undefined,
): Promise<unknown> {
	const body = request.method === 'GET' ? '' : await bodyOf(request);
	if (body !== '') return body;
	const query = Object.entries(request.query);
	return Object.fromEntries(query.filter(([name]) => !isSecretName(name, secret)));
}

const isSecretName = (name: string, secret: WebhookSecret | undefined): boolean =>
	secret?.sentIn === 'query' && name === secret.name;

/** As text where that can be had: n8n reads a body by its content type, which may be wrong. */
async function bodyOf(request: WebhookRequest): Promise<unknown> {
	try {
		if (!request.rawBody) await request.readRawBody?.();
	} catch {
		return undefined;
	}
	return request.rawBody ? request.rawBody.toString(request.encoding ?? 'utf8') : request.body;
}
