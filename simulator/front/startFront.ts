import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Certificate } from './certificates';
import {
	isAnswerFault,
	type AnswerFault,
	type FrontFault,
	type HandshakeFault,
} from './FrontFault';
import { Wire } from './Wire';

export interface FrontOptions {
	/** The service behind it, on plain HTTP. */
	readonly upstream: string;
	readonly certificate: Certificate;
	readonly fault?: FrontFault;
	/** So many connections meet it, or requests that add leads: the first ones. All unless said otherwise. */
	readonly times?: number;
	readonly lateMs?: number;
}

/** A TLS server before a service, with what can go wrong on the way there. */
export interface Front {
	readonly url: string;
	/** How often the fault happened. */
	readonly hits: () => number;
	readonly close: () => Promise<void>;
}

const host = 'localhost';
const plainText = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 4\r\n\r\nTLS?';
const forgedAlert = Buffer.from([21, 3, 3, 0, 2, 2, 40]);
const addsLeads = /\/(AddCall|AddCallsBulk)(\?|$)/;

const withWrongBit = (bytes: Buffer): Buffer => {
	const spoilt = Buffer.from(bytes);
	spoilt[spoilt.length - 1] ^= 1;
	return spoilt;
};

function spoilHandshake(fault: HandshakeFault | undefined, wire: Wire): void {
	const { socket } = wire;
	const afterHello = (act: () => void) => socket.once('data', act);
	if (fault === 'damagedHandshake') return wire.spoilNext(withWrongBit);
	if (fault === undefined) return;
	wire.spoilNext(() => undefined);
	if (fault === 'resetHandshake') afterHello(() => socket.resetAndDestroy());
	else if (fault === 'plainHandshake') afterHello(() => socket.end(plainText));
	else afterHello(() => socket.end());
}

interface UpstreamAnswer {
	readonly status: number;
	readonly contentType: string;
	readonly text: string;
}

async function passOn(request: IncomingMessage, upstream: string): Promise<UpstreamAnswer> {
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
	{ socket, spoilNext }: { socket: Socket; spoilNext: Wire['spoilNext'] },
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
			spoilNext(withWrongBit);
			break;
		case 'halfAnswer':
			spoilNext((record) => {
				socket.end(record.subarray(0, record.length / 2));
				return undefined;
			});
	}
	answer();
}

export async function startFront(options: FrontOptions): Promise<Front> {
	const { upstream, certificate, fault, times = Infinity, lateMs = 2500 } = options;
	const secureContext = createSecureContext({ ...certificate });
	const wires = new WeakMap<Socket, Wire>();
	const sockets = new Set<Socket>();
	let hits = 0;
	const takeTurn = () => hits < times && ++hits > 0;

	const http = createServer((request, response) => {
		const wire = wires.get(request.socket);
		if (wire === undefined) return response.destroy();
		const isHit = isAnswerFault(fault) && addsLeads.test(request.url ?? '') && takeTurn();
		const { socket } = wire;
		const spoilNext: Wire['spoilNext'] = (spoil) => wire.spoilNext(spoil);
		void passOn(request, upstream).then(
			(answer) =>
				respond(isHit ? fault : undefined, answer, response, { socket, spoilNext }, lateMs),
			// What the service does to its connection happens to the client's.
			() => socket.resetAndDestroy(),
		);
		return response;
	});

	const tcp = createTcpServer({ allowHalfOpen: true }, (socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		const wire = new Wire(socket);
		if (!isAnswerFault(fault) && fault !== undefined && takeTurn()) spoilHandshake(fault, wire);
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
