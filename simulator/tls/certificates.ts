import { generate } from 'selfsigned';

export interface Certificate {
	readonly key: string;
	readonly cert: string;
}

/** Named by how a client sees them that trusts all but the last. */
export interface Certificates {
	readonly good: Certificate;
	readonly otherHost: Certificate;
	readonly expired: Certificate;
	readonly selfSigned: Certificate;
}

export type CertificateName = keyof Certificates;

const dayMs = 24 * 60 * 60 * 1000;
const daysFromNow = (days: number) => new Date(Date.now() + days * dayMs);

async function createCertificate(host: string, from = -1, to = 1): Promise<Certificate> {
	const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
		keyType: 'ec',
		algorithm: 'sha256',
		notBeforeDate: daysFromNow(from),
		notAfterDate: daysFromNow(to),
		extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
	});
	return { key, cert };
}

/** Created at run time, so that none expires in the repository. */
export async function createCertificates(host = 'localhost'): Promise<Certificates> {
	const [good, otherHost, expired, selfSigned] = await Promise.all([
		createCertificate(host),
		createCertificate('elsewhere.example'),
		createCertificate(host, -3, -2),
		createCertificate(host),
	]);
	return { good, otherHost, expired, selfSigned };
}

/** For NODE_EXTRA_CA_CERTS. */
export const trustedCertificates = ({ good, otherHost, expired }: Certificates): string =>
	[good, otherHost, expired].map(({ cert }) => cert).join('\n');
