import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Certificate } from './certificates';

/** During the handshake: nothing of the request is sent. */
type HandshakeFault =
	/** Nobody listens. */
	| 'refused'
	/** Closed after the ClientHello. */
	| 'cutHandshake'
	/** Reset after the ClientHello. */
	| 'resetHandshake'
	/** An HTTP answer instead of TLS. */
	| 'plainHandshake'
	/** One bit of the server's handshake is wrong. */
	| 'damagedHandshake';

/** After the request was forwarded and answered. */
type AnswerFault =
	/** One bit of the record is wrong. */
	| 'damagedAnswer'
	/** Half of the record, then the connection closes. */
	| 'halfAnswer'
	/** Reset instead of an answer. */
	| 'resetAfterRequest'
	/** The server closes its side without an answer; the client's side stays open. */
	| 'halfClosed'
	/** The answer without TLS. */
	| 'plainAnswer'
	/** An unauthenticated fatal alert. */
	| 'forgedAlert'
	/** Delayed beyond any client's timeout. */
	| 'lateAnswer';

export type TlsFault = HandshakeFault | AnswerFault;

const answerFaults: Readonly<Record<AnswerFault, true>> = {
	damagedAnswer: true,
	halfAnswer: true,
	resetAfterRequest: true,
	halfClosed: true,
	plainAnswer: true,
	forgedAlert: true,
	lateAnswer: true,
};

const isAnswerFault = (fault?: TlsFault): fault is AnswerFault =>
	fault !== undefined && Object.hasOwn(answerFaults, fault);

export interface TlsProxyOptions {
	/** The service behind it, on plain HTTP. */
	readonly upstream: string;
	readonly certificate: Certificate;
	readonly fault?: TlsFault;
	/** How many connections, or requests that add leads, the fault affects. Defaults to all. */
	readonly times?: number;
	readonly lateMs?: number;
}

/** A TLS proxy in front of the service that injects faults. */
export interface TlsProxy {
	readonly url: string;
	/** How often the fault happened. */
	readonly hits: () => number;
	readonly close: () => Promise<void>;
}

const host = 'localhost';
const plainText = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 4\r\n\r\nTLS?';
const forgedAlert = Buffer.from([21, 3, 3, 0, 2, 2, 40]);
const addsLeads = /\/(AddCall|AddCallsBulk)(\?|$)/;

const flipLastBit = (bytes: Buffer): Buffer => {
	const corrupted = Buffer.from(bytes);
	corrupted[corrupted.length - 1] ^= 1;
	return corrupted;
};

function breakHandshake(fault: HandshakeFault | undefined, wire: RawConnection): void {
	const { socket } = wire;
	const afterHello = (act: () => void) => socket.once('data', act);
	if (fault === 'damagedHandshake') return wire.corruptNext(flipLastBit);
	if (fault === undefined) return;
	wire.corruptNext(() => undefined);
	if (fault === 'resetHandshake') afterHello(() => socket.resetAndDestroy());
	else if (fault === 'plainHandshake') afterHello(() => socket.end(plainText));
	else afterHello(() => socket.end());
}

interface UpstreamAnswer {
	readonly status: number;
	readonly contentType: string;
	readonly text: string;
}

async function forward(request: IncomingMessage, upstream: string): Promise<UpstreamAnswer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const { method = 'GET', url = '/', headers } = request;
	const answer = await fetch(upstream + url, {
		method,
		headers: { 'content-type': headers['content-type'] ?? '', accept: headers.accept ?? '*/*' },
		body: method === 'GET' ? undefined : Buffer.concat(chunks),
	});
	const contentType = answer.headers.get('content-type') ?? '';
	return { status: answer.status, contentType, text: await answer.text() };
}

function respond(
	fault: AnswerFault | undefined,
	{ status, contentType, text }: UpstreamAnswer,
	response: ServerResponse,
	{ socket, corruptNext }: { socket: Socket; corruptNext: RawConnection['corruptNext'] },
	lateMs: number,
): void {
	const answer = () => {
		const bytes = Buffer.from(text);
		response.writeHead(status, { 'content-type': contentType, 'content-length': bytes.length });
		response.end(bytes);
	};
	switch (fault) {
		case 'resetAfterRequest':
			socket.resetAndDestroy();
			return;
		case 'halfClosed':
			socket.end();
			return;
		case 'plainAnswer':
			socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
			return;
		case 'forgedAlert':
			socket.write(forgedAlert);
			return;
		case 'lateAnswer':
			setTimeout(answer, lateMs).unref();
			return;
		case 'damagedAnswer':
			corruptNext(flipLastBit);
			break;
		case 'halfAnswer':
			corruptNext((record) => {
				socket.end(record.subarray(0, record.length / 2));
				return undefined;
			});
	}
	answer();
}

export async function startTlsProxy(options: TlsProxyOptions): Promise<TlsProxy> {
	const { upstream, certificate, fault, times = Infinity, lateMs = 2500 } = options;
	const secureContext = createSecureContext({ ...certificate });
	const wires = new WeakMap<Socket, RawConnection>();
	const sockets = new Set<Socket>();
	let hits = 0;
	const takeTurn = () => hits < times && ++hits > 0;

	const http = createServer((request, response) => {
		const wire = wires.get(request.socket);
		if (wire === undefined) return response.destroy();
		const isHit = isAnswerFault(fault) && addsLeads.test(request.url ?? '') && takeTurn();
		const { socket } = wire;
		const corruptNext: RawConnection['corruptNext'] = (corrupt) => wire.corruptNext(corrupt);
		void forward(request, upstream).then(
			(answer) =>
				respond(isHit ? fault : undefined, answer, response, { socket, corruptNext }, lateMs),
			// A connection that the service resets is reset for the client too.
			() => socket.resetAndDestroy(),
		);
		return response;
	});

	const tcp = createTcpServer({ allowHalfOpen: true }, (socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		const wire = new RawConnection(socket);
		if (!isAnswerFault(fault) && fault !== undefined && takeTurn()) breakHandshake(fault, wire);
		const secure = new TLSSocket(wire, { isServer: true, secureContext });
		wires.set(secure, wire);
		secure.once('error', () => secure.destroy());
		secure.once('secure', () => http.emit('connection', secure));
	});
	await new Promise<void>((resolve) => tcp.listen(0, host, resolve));
	const { port } = tcp.address() as AddressInfo;
	const close = async () => {
		const closed = new Promise((resolve) => tcp.close(resolve));
		for (const socket of sockets) socket.destroy();
		await closed;
	};
	if (fault === 'refused') await close();
	return {
		url: `https://${host}:${port}`,
		hits: () => hits,
		close: fault === 'refused' ? async () => {} : close,
	};
}

/** Changes bytes on their way to the client. Nothing is written if it returns undefined. */
type Corrupt = (bytes: Buffer) => Buffer | undefined;

/** A client connection below TLS, where bytes can be corrupted. */
class RawConnection extends Duplex {
	private corrupt?: Corrupt;

	constructor(readonly socket: Socket) {
		super();
		socket.on('data', (bytes: Buffer) => {
			if (!this.push(bytes)) socket.pause();
		});
		socket.once('end', () => this.push(null));
		socket.once('error', () => this.destroy());
		socket.once('close', () => this.destroy());
	}

	/** The next bytes to the client, in TLS one or more whole records. */
	corruptNext(corrupt: Corrupt): void {
		this.corrupt = corrupt;
	}

	override _read(): void {
		this.socket.resume();
	}

	override _write(bytes: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
		const { corrupt = (same: Buffer) => same } = this;
		this.corrupt = undefined;
		const corrupted = corrupt(bytes);
		if (corrupted === undefined || this.socket.destroyed) return done();
		this.socket.write(corrupted, () => done());
	}

	override _final(done: () => void): void {
		this.socket.end(done);
	}

	override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
		this.socket.destroy();
		done(error);
	}
}
