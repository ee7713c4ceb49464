/** The credential's data, as far as requests need it. */
export interface Credential {
	readonly baseUrl: string;
	readonly accountCode: string;
	readonly sendAccountCode: string;
	readonly monitorUrl: string;
}

/** The type's name in n8n. */
export const credentialType = 'voicenterDialerApi';
