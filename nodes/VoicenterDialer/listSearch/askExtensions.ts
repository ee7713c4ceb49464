import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { extensionsPath } from '../contract/methods';
import { senderOf } from '../routing/ask';
import { toNodeError } from '../routing/failedItem';
import { baseAddress } from '../transport/baseAddress';
import { credentialType, type Credential } from '../transport/Credential';
import { InputError } from '../transport/InputError';

export interface Extension {
	/** The SIP code, by which AddMember knows the extension. */
	readonly SIP?: string;
	readonly Name?: string;
}

/**
 * The account's extensions (vendor's practice).
 * @throws NodeOperationError, whose text the picker shows
 */
export async function askExtensions(context: ILoadOptionsFunctions): Promise<Extension[]> {
	const { monitorUrl } = await context.getCredentials<Credential & IDataObject>(credentialType);
	const { EXTENSIONS } = await ask(context, baseAddress(monitorUrl));
	if (Array.isArray(EXTENSIONS) && EXTENSIONS.length > 0) return EXTENSIONS as Extension[];
	throw toNodeError(
		context.getNode(),
		new InputError(
			'No extensions are listed for this account',
			'Check the account code and the Monitor URL in the credential: a wrong code gives an empty list. Or choose “By SIP Code” and enter the extension’s SIP code.',
		),
	);
}

/** An answer that cannot be read counts as an empty one. */
async function ask(context: ILoadOptionsFunctions, baseURL: string): Promise<IDataObject> {
	try {
		const { body } = await senderOf(context)({
			method: 'POST',
			baseURL,
			url: extensionsPath,
			headers: { 'Content-Type': 'application/json' },
			body: { showAll: 1 },
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 15_000,
		});
		return JSON.parse(String(body)) as IDataObject;
	} catch {
		return {};
	}
}
