import type { FunctionsBase, IDataObject } from 'n8n-workflow';
import { InputError } from './InputError';

/** The credential's data, as far as requests need it. */
export interface Credential {
	readonly baseUrl: string;
	readonly accountCode: string;
	readonly sendAccountCode: string;
	readonly monitorUrl: string;
}

/** The type's name in n8n. */
export const credentialType = 'voicenterDialerApi';

/** Why n8n does not give it out, where it does not. */
export async function credentialOf(
	context: Pick<FunctionsBase, 'getCredentials'>,
): Promise<Credential | InputError> {
	try {
		return await context.getCredentials<Credential & IDataObject>(credentialType);
	} catch (error) {
		return new InputError(
			error instanceof Error ? error.message : String(error),
			'Choose the credential of this node again, and check that this workflow may use it. Nothing was sent.',
		);
	}
}
