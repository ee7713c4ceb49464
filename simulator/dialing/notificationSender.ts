import http from 'node:http';
import https from 'node:https';
import { isRecord } from '../checks';
import type { CallHistory } from './callHistory';
import type { Notification, NotificationKind } from './notifications';
import type { DialingOptions } from './options';
import { popUpQuery } from './popUpPayload';
import type { SendQueue } from './sendQueue';
import type { EventQueue, VirtualClock } from './virtualTime';

const maxRecordedChars = 300;

/** Sends notifications to the configured URLs, and retries until they are accepted or attempts run out. */
export class NotificationSender {
	private readonly client = new NotificationClient();

	constructor(
		private readonly options: Readonly<DialingOptions>,
		private readonly clock: VirtualClock,
		private readonly events: EventQueue,
		private readonly sendQueue: SendQueue,
		private readonly history: CallHistory,
	) {}

	hasAddressOf(kind: NotificationKind): boolean {
		return Boolean(this.addressOf(kind));
	}

	/** Notifications with the same ordering key are sent one at a time, in order. */
	post(notification: Notification, orderingKey?: string): void {
		const dueAtMs = this.clock.nowMs;
		this.sendQueue.add(async () => await this.deliver(notification, dueAtMs), orderingKey);
	}

	postLater(notification: Notification, seconds: number): void {
		this.events.add(this.clock.nowMs + seconds * 1000, () => this.post(notification));
	}

	close(): void {
		this.client.close();
	}

	private async deliver(notification: Notification, dueAtMs: number): Promise<void> {
		const { record } = notification;
		if (await this.trySend(notification, dueAtMs)) return this.history.settle(record, 'delivered');
		const { cdrTries, retryDelaySeconds } = this.options;
		// The vendor's servers retry; pop-ups come from a browser, which does not (vendor's practice).
		const tries = record.kind === 'cdr' ? cdrTries : 1;
		if (record.tries.length >= tries) return this.history.settle(record, 'givenUp');
		this.postLater(notification, retryDelaySeconds);
	}

	private async trySend({ record, fields }: Notification, atMs: number): Promise<boolean> {
		const { kind } = record;
		const { cdrEncoding, popUpEncoding, cdrTimeoutMs, popUpTimeoutMs } = this.options;
		const [encoding, timeoutMs] =
			kind === 'cdr' ? [cdrEncoding, cdrTimeoutMs] : [popUpEncoding, popUpTimeoutMs];
		try {
			const request = encodeNotification(kind, fields, this.addressOf(kind) ?? '', encoding);
			const answer = await this.client.send(request, timeoutMs);
			const { status, text } = answer;
			this.history.tried(record, { atMs, status, answer: text.slice(0, maxRecordedChars) });
			return isAccepted(kind, answer);
		} catch (error) {
			this.history.tried(record, { atMs, failure: (error as Error).message });
			return false;
		}
	}

	private addressOf(kind: NotificationKind): string | undefined {
		return kind === 'cdr' ? this.options.cdrUrl : this.options.popUpUrl;
	}
}

interface NotificationRequest {
	readonly method: 'GET' | 'POST';
	readonly url: URL;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string =>
	typeof value === 'object' ? JSON.stringify(value) : String(value);

const asTexts = (fields: Fields) =>
	Object.entries(fields).map(([name, value]): [string, string] => [name, textOf(value)]);

/** Pop-ups come from the vendor's Chrome extension, not from its servers (vendor's practice). */
const origins: Record<NotificationKind, Record<string, string>> = {
	cdr: {},
	popUp: { origin: 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio' },
};

/** The HTTP request for a notification. Forms carry nested values as JSON text. */
function encodeNotification(
	kind: NotificationKind,
	fields: Fields,
	address: string,
	encoding: DialingOptions['cdrEncoding' | 'popUpEncoding'],
): NotificationRequest {
	const url = new URL(address);
	if (encoding === 'get') {
		for (const [name, text] of asTexts(popUpQuery(fields))) url.searchParams.append(name, text);
		return { method: 'GET', url, headers: origins[kind] };
	}
	const isJson = encoding === 'json';
	const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
	const body = isJson ? JSON.stringify(fields) : new URLSearchParams(asTexts(fields)).toString();
	return { method: 'POST', url, headers: { 'content-type': type, ...origins[kind] }, body };
}

interface NotificationAnswer {
	readonly status: number;
	readonly text: string;
}

const maxAnswerChars = 64 * 1024;

/** Sends over keep-alive connections. Does not follow redirects. */
class NotificationClient {
	private readonly http = new http.Agent({ keepAlive: true });

	private readonly https = new https.Agent({ keepAlive: true });

	async send(
		{ method, url, headers, body = '' }: NotificationRequest,
		timeoutMs: number,
	): Promise<NotificationAnswer> {
		const isSecure = url.protocol === 'https:';
		const options = {
			method,
			headers: { ...headers, 'content-length': Buffer.byteLength(body) },
			agent: isSecure ? this.https : this.http,
		};
		return await new Promise((resolve, reject) => {
			const request = (isSecure ? https : http).request(url, options, (response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (chunk: string) => {
					if (text.length < maxAnswerChars) text += chunk;
				});
				response.on('error', reject);
				response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
			});
			const timer = setTimeout(
				() => request.destroy(new Error(`No answer within ${timeoutMs} ms`)),
				timeoutMs,
			);
			request.on('error', reject);
			request.on('close', () => clearTimeout(timer));
			request.end(body);
		});
	}

	close(): void {
		this.http.destroy();
		this.https.destroy();
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Whether the vendor accepts this answer: HTTP 200 with Err 0, or for a pop-up STATUS OK (vendor's practice). */
function isAccepted(kind: NotificationKind, { status, text }: NotificationAnswer): boolean {
	const body = parsed(text);
	if (status !== 200 || !isRecord(body)) return false;
	return kind === 'cdr' ? body.Err === 0 : body.STATUS === 'OK';
}
