import type { Fault } from '../../simulator';
import type { CertificateName } from '../../simulator/tls/certificates';
import type { TlsFault } from '../../simulator/tls/tlsProxy';

export type LeadOperation = 'add' | 'addMany';

/** A TLS server stands before the service; most of what goes wrong goes wrong there. */
export interface FrontSetup {
	readonly fault?: TlsFault;
	/** The good one unless said otherwise. */
	readonly certificate?: CertificateName;
}

/** One thing that goes wrong, and whom it hits. */
export interface FaultCase {
	readonly name: string;
	/** Absent: all goes well on the service's side. */
	readonly fault?: Fault;
	readonly front?: FrontSetup;
	/** So many requests meet it, the first ones; or so many connections, if it happens before a request is read. */
	readonly times?: Readonly<Record<LeadOperation, number>>;
	/** Both unless said otherwise. */
	readonly operations?: readonly LeadOperation[];
	/** Some of the leads are no good, so that verdicts differ within one request. */
	readonly hasBadLeads?: boolean;
	/** The campaign's pending calls cannot be read either. */
	readonly isQueueUnreadable?: boolean;
	readonly timeoutMs?: number;
	/** Belongs into the short form. */
	readonly isShort?: boolean;
}
