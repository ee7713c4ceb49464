import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IHttpRequestOptions,
	INodeCredentials,
} from 'n8n-workflow';
import { toNative } from './n8n';
import { loadNatively } from './native';

const { VoicenterDialerApi } = loadNatively<
	typeof import('../../credentials/VoicenterDialerApi.credentials')
>('credentials/VoicenterDialerApi.credentials.ts');

const credentialType = new VoicenterDialerApi();

/** Nothing but the credential holds it, so that wherever else it turns up it has leaked. */
export const accountCode = 'S3cr3t/Code+of=the account&ü';

export type Credential = Partial<
	Record<'baseUrl' | 'sendAccountCode' | 'monitorUrl', string> & {
		/** A number where a program has saved it. */
		accountCode: string | number;
	}
>;

/** The credential's data as n8n hands it out: what was saved, the defaults for the rest. */
export const credentialData = (saved: Credential = {}): ICredentialDataDecryptedObject =>
	toNative({
		...Object.fromEntries(
			credentialType.properties.map(({ name, default: value }) => [name, String(value)]),
		),
		accountCode,
		...saved,
	});

export const savedCredential: INodeCredentials = {
	[credentialType.name]: { id: '1', name: 'Voicenter' },
};

/** n8n's part between a node and its credential, with the credential's own `authenticate`. */
export const credentialsHelper = (saved?: Credential): ICredentialsHelper => {
	const helper: Partial<ICredentialsHelper> = {
		getParentTypes: () => [],
		getCredentialsProperties: () => credentialType.properties,
		getDecrypted: async () => credentialData(saved),
		preAuthentication: async () => undefined,
		authenticate: async (data, _type, request) =>
			await credentialType.authenticate(data, request as IHttpRequestOptions),
	};
	return helper as ICredentialsHelper;
};
