import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { readAllowlist } from '../events/Allowlist';
import { isRecord } from '../transport/isRecord';
import { toList } from '../transport/toList';
import type { Admission, WebhookSecret } from './TriggerSettings';

const credentialName = 'voicenterDialerWebhookApi';

/** @throws where the credential, or an expression, cannot be read */
export async function readAdmission(
	context: IHookFunctions | IWebhookFunctions,
): Promise<Admission> {
	const options = context.getNodeParameter('options', {});
	const entries = isRecord(options) ? options.ipAllowlist : undefined;
	const allowlist = readAllowlist(toList(entries ?? '', 'IP(s) Allowlist'));
	if (context.getNodeParameter('authentication', 'none') === 'none') return { allowlist };
	const { sentIn, name, secret } =
		await context.getCredentials<Partial<WebhookSecret>>(credentialName);
	return {
		allowlist,
		secret: {
			sentIn: sentIn === 'header' ? 'header' : 'query',
			name: String(name ?? '').trim() || 'secret',
			secret: String(secret ?? ''),
		},
	};
}
