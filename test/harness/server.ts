import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A real server on this computer, for tests of sockets and timing. */
export class LocalServer {
	handler: Handler = (_request, response) => response.end('{"ErrorCode":0,"Description":"OK"}');

	/** The bodies of all requests, in the order of their arrival. */
	bodies: string[] = [];

	mostInFlight = 0;

	private inFlight = 0;

	private readonly server: Server = createServer((request, response) => {
		this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
		response.once('close', () => this.inFlight--);
		let body = '';
		request.setEncoding('utf8').on('data', (text: string) => (body += text));
		request.on('end', () => {
			this.bodies.push(body);
			this.handler(request, response, body);
		});
	});

	constructor() {
		beforeAll(async () => {
			await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		});
		beforeEach(() => {
			this.bodies = [];
			this.mostInFlight = 0;
		});
		afterAll(async () => {
			this.server.closeAllConnections();
			await new Promise((resolve) => this.server.close(resolve));
		});
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}
}
