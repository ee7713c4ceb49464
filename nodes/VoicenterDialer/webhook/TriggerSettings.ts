import type { Allowlist } from '../events/Allowlist';
import type { Filters } from '../events/Filters';

/** What the panel says, checked. */
export interface TriggerSettings {
	readonly filters: Filters;
	readonly simplify: boolean;
	readonly zone: string;
	readonly ignoreRepeated: boolean;
	readonly respondWithLastNode: boolean;
}

/** How a caller shows that it may call. */
export interface Admission {
	readonly allowlist: Allowlist;
	readonly secret?: WebhookSecret;
}

/** The credential `voicenterDialerWebhookApi`. */
export interface WebhookSecret {
	readonly sentIn: 'header' | 'query';
	readonly name: string;
	readonly secret: string;
}
