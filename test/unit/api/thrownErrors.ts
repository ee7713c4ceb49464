import type { FaultKind } from '../../../nodes/VoicenterDialer/api/errors';

/** An error of axios, and Node's error as its cause. */
export interface ThrownError {
	readonly code?: string;
	readonly message: string;
	readonly syscall?: string;
	readonly library?: string;
	readonly reason?: string;
	/** The errors of an AggregateError. */
	readonly errors?: readonly ThrownError[];
	/** The message of axios, if it differs. */
	readonly axiosMessage?: string;
}

export interface ThrownCase {
	readonly name: string;
	readonly error: ThrownError;
	readonly kind: FaultKind;
}

const source = (line: string) => `../deps/openssl/openssl/ssl/record/${line}:`;

const ofNode = (text: string): ThrownError => {
	const [, syscall, code] = /^(\w+) (\w+)/.exec(text) ?? [];
	return { code, message: text, syscall };
};

/** Fails while the request is waiting to be encrypted. */
const handshake = (name: string, text: string): ThrownCase => ({
	name,
	error: { code: 'EPROTO', message: `write EPROTO ${text}\n`, syscall: 'write' },
	kind: 'tls',
});

/** Fails after the handshake, so that the request may have arrived. */
const record = (name: string, code: string, text: string): ThrownCase => {
	const [, , library, , reason] = text.split(':').slice(1);
	return { name, error: { code, message: `${text}\n`, library, reason }, kind: 'cutConnection' };
};

const certificate = (code: string, message: string): ThrownCase => ({
	name: `a rejected certificate: ${code}`,
	error: { code, message },
	kind: 'tls',
});

const list = (name: string, kind: FaultKind, errors: readonly ThrownError[]): ThrownCase[] => {
	const error = { code: errors[0].code, message: '', errors };
	const texts = errors.map(({ message }) => message);
	return [
		{ name: `${name} (axios 1.18)`, error, kind },
		{ name: `${name} (axios 1.21)`, error: { ...error, axiosMessage: texts.join('; ') }, kind },
	];
};

const connects = [
	'connect ECONNREFUSED 127.0.0.1:45583',
	'connect ECONNRESET 127.0.0.1:38093',
	'connect EHOSTUNREACH 2001:db8::1:81',
	'connect ENETUNREACH 255.255.255.255:81 - Local (0.0.0.0:0)',
	'connect ETIMEDOUT 10.0.0.1:443',
	'connect EADDRNOTAVAIL 10.0.0.1:443 - Local (0.0.0.0:0)',
	'bind EADDRNOTAVAIL 10.9.9.9',
	'connect EPERM 10.0.0.1:443 - Local (0.0.0.0:0)',
];

const afterwards = [
	'read ECONNREFUSED',
	'read EHOSTUNREACH',
	'read ENETUNREACH',
	'write ENETUNREACH',
	'write EHOSTUNREACH',
	'read EADDRNOTAVAIL',
	'read ECONNRESET',
	'write EPIPE',
	'write EPROTO',
	'read EPROTO',
	'read EMFILE',
];

/**
 * Errors of a request that went wrong below HTTP, as Node 20.20 (OpenSSL 3.0, axios 1.18) and Node
 * 24.21 (OpenSSL 3.5, axios 1.21) threw them against servers made to fail so. The server saw no
 * request in those that say `tls`, `refused`, `dns` or `noSockets`.
 */
export const thrownCases: readonly ThrownCase[] = [
	...connects.map((text): ThrownCase => ({ name: text, error: ofNode(text), kind: 'refused' })),
	...afterwards.map(
		(text): ThrownCase => ({ name: text, error: ofNode(text), kind: 'cutConnection' }),
	),
	{
		name: 'no free socket',
		error: ofNode('connect EMFILE 127.0.0.1:37009 - Local (undefined:undefined)'),
		kind: 'noSockets',
	},
	{
		name: 'an unknown host name',
		error: ofNode('getaddrinfo ENOTFOUND no-such-host.invalid'),
		kind: 'dns',
	},
	{ name: 'no name server', error: ofNode('getaddrinfo EAI_AGAIN some.host'), kind: 'dns' },

	...list('no address of the host reached', 'refused', [
		ofNode('connect ECONNREFUSED 127.0.0.1:45793'),
		ofNode('connect ENETUNREACH ::1:45793'),
	]),
	...list('every address of the host timed out', 'refused', [
		ofNode('connect ETIMEDOUT 10.0.0.1:443'),
		ofNode('connect ETIMEDOUT 10.0.0.2:443'),
	]),
	...list('no free socket for any address', 'noSockets', [
		ofNode('connect EMFILE 127.0.0.1:1 - Local (undefined:undefined)'),
		ofNode('connect EMFILE ::1:1 - Local (undefined:undefined)'),
	]),
	...list('one of the addresses reached', 'cutConnection', [
		ofNode('connect ECONNREFUSED 127.0.0.1:45793'),
		ofNode('read ECONNREFUSED'),
	]),

	certificate('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'),
	certificate(
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'self-signed certificate; if the root CA is installed locally, try running Node.js with --use-system-ca',
	),
	certificate('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain'),
	certificate('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate'),
	certificate('CERT_HAS_EXPIRED', 'certificate has expired'),
	certificate(
		'ERR_TLS_CERT_ALTNAME_INVALID',
		"Hostname/IP does not match certificate's altnames: Host: localhost. is not in the cert's altnames: DNS:elsewhere.example",
	),
	{
		name: 'a cut handshake',
		error: {
			code: 'ECONNRESET',
			message: 'Client network socket disconnected before secure TLS connection was established',
		},
		kind: 'tls',
	},
	handshake(
		'plain HTTP on the TLS port',
		`802CA5AE6D7F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:${source('ssl3_record.c:350')}`,
	),
	handshake(
		'plain HTTP on the TLS port (Node 24)',
		`409DEFC5BF7F0000:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:${source('methods/tlsany_meth.c:77')}`,
	),
	handshake(
		'a rejected protocol version',
		`802CA5AE6D7F0000:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:${source('rec_layer_s3.c:1601')}SSL alert number 70`,
	),
	handshake(
		'no common cipher',
		`802CA5AE6D7F0000:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:${source('rec_layer_s3.c:1601')}SSL alert number 40`,
	),
	{
		// Its text mentions a damaged record, so it counts as a damaged answer.
		name: 'a damaged TLS record of the handshake',
		error: {
			code: 'EPROTO',
			message: `write EPROTO 802CA5AE6D7F0000:error:0A000119:SSL routines:ssl3_get_record:decryption failed or bad record mac:${source('ssl3_record.c:616')}\n`,
			syscall: 'write',
		},
		kind: 'cutConnection',
	},

	record(
		'a damaged TLS record of the answer',
		'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
		`802CA5AE6D7F0000:error:0A000119:SSL routines:ssl3_get_record:decryption failed or bad record mac:${source('ssl3_record.c:616')}`,
	),
	record(
		'a damaged TLS record of the answer (Node 24)',
		'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
		`409DEFC5BF7F0000:error:0A000119:SSL routines:tls_get_more_records:decryption failed or bad record mac:${source('methods/tls_common.c:873')}`,
	),
	record(
		'a damaged TLS record of the answer (TLS 1.2)',
		'ERR_SSL_CIPHER_OPERATION_FAILED',
		'802CA5AE6D7F0000:error:1C800066:Provider routines:ossl_gcm_stream_update:cipher operation failed:../deps/openssl/openssl/providers/implementations/ciphers/ciphercommon_gcm.c:320:',
	),
	record(
		'a wrong version in the answer’s TLS record',
		'ERR_SSL_WRONG_VERSION_NUMBER',
		`802CA5AE6D7F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:${source('ssl3_record.c:354')}`,
	),
	record(
		'a wrong length in the answer’s TLS record',
		'ERR_SSL_ENCRYPTED_LENGTH_TOO_LONG',
		`802CA5AE6D7F0000:error:0A000096:SSL routines:ssl3_get_record:encrypted length too long:${source('ssl3_record.c:390')}`,
	),
	record(
		'plain text instead of the answer’s TLS record',
		'ERR_SSL_BAD_RECORD_TYPE',
		`802CA5AE6D7F0000:error:0A0001BB:SSL routines:ssl3_get_record:bad record type:${source('ssl3_record.c:367')}`,
	),
	record(
		'a forged alert instead of the answer (TLS 1.2)',
		'ERR_SSL_INVALID_AAD',
		'802CA5AE6D7F0000:error:1C80006C:Provider routines:ossl_gcm_set_ctx_params:invalid aad:../deps/openssl/openssl/providers/implementations/ciphers/ciphercommon_gcm.c:270:',
	),
	record(
		'the request’s own TLS record damaged in transit',
		'ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC',
		`802CA5AE6D7F0000:error:0A0003FC:SSL routines:ssl3_read_bytes:sslv3 alert bad record mac:${source('rec_layer_s3.c:1601')}SSL alert number 20`,
	),
	record(
		'the request’s own TLS record damaged in transit (Node 24)',
		'ERR_SSL_SSL/TLS_ALERT_BAD_RECORD_MAC',
		`409DEFC5BF7F0000:error:0A0003FC:SSL routines:ssl3_read_bytes:ssl/tls alert bad record mac:${source('rec_layer_s3.c:918')}SSL alert number 20`,
	),
	record(
		'a client certificate that TLS 1.3 asks for after the handshake',
		'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
		`802CA5AE6D7F0000:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:${source('rec_layer_s3.c:1601')}SSL alert number 116`,
	),
	{
		name: 'a connection that ends without an answer',
		error: { code: 'ECONNRESET', message: 'socket hang up' },
		kind: 'cutConnection',
	},
	{
		name: 'an answer that is too late',
		error: { code: 'ECONNABORTED', message: 'timeout of 400ms exceeded' },
		kind: 'timeout',
	},
	{
		name: 'a connection that is lost while waiting',
		error: ofNode('read ETIMEDOUT'),
		kind: 'timeout',
	},
];
