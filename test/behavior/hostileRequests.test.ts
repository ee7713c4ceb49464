import { setTimeout as sleep } from 'node:timers/promises';
import {
	hostileRequests,
	type DoorSecrets,
	type HostileRequest,
} from '../../e2e/world/hostileRequests';
import { TriggerUnderTest, type Delivery, type Reply } from '../harness/callTrigger';

const count = 4000;
const inUrl: DoorSecrets = {
	sentIn: 'query',
	name: 'key',
	secret: 'the secret of ended calls',
	popUpSecret: 'the secret of pop-ups',
};
const inHeader: DoorSecrets = {
	sentIn: 'header',
	name: 'X-Key',
	secret: 'the-secret-of-ended-calls',
	popUpSecret: 'the-secret-of-pop-ups',
};

const openTrigger = (parameters: object, secrets: DoorSecrets): TriggerUnderTest =>
	new TriggerUnderTest(
		{
			events: ['callEnded', 'ringing', 'answered', 'hungUp'],
			options: { leg: 'both', dialerCallsOnly: false },
			...parameters,
		},
		{ ...secrets },
	);

/** Each pop-up's time limit runs on. */
afterAll(async () => await sleep(2700));

const deliveryOf = (request: HostileRequest): Delivery => ({
	...request,
	encoding: /charset=([\w-]+)/.exec(request.headers['content-type'])?.[1],
});

/** Processor time, which does not depend on how busy the computer is. */
async function cpuMsOf(work: () => Promise<unknown>): Promise<number> {
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

const longestHoldMs = 100;
const tries = 5;

/** A hold takes long every time, a garbage collection does not: the fastest of some tries counts. */
async function holdOf(trial: () => Promise<unknown>): Promise<number> {
	let fastest = Number.POSITIVE_INFINITY;
	for (let index = 0; index < tries && fastest > longestHoldMs; index++) {
		fastest = Math.min(fastest, await cpuMsOf(trial));
	}
	return fastest;
}

const isReply = ({ status, body }: Reply): boolean =>
	[200, 401].includes(status) &&
	typeof body === 'object' &&
	body !== null &&
	('Err' in body || ('STATUS' in body && body.STATUS === 'OK'));

it.each<[string, DoorSecrets, object]>([
	['a secret in the URL', inUrl, { authentication: 'secret' }],
	['a secret in a header', inHeader, { authentication: 'secret' }],
	['no secret, the record as it came', inUrl, { simplify: false }],
])(
	`${count} hostile requests to a trigger with %s`,
	async (what, secrets, parameters) => {
		const trigger = openTrigger(parameters, secrets);
		const started = { callEnded: 0, popUp: 0, raw: 0 };
		let denied = 0;
		let slowest = { ms: 0, request: '' };
		for (const request of hostileRequests(what, count, secrets)) {
			const delivery = deliveryOf(request);
			trigger.started.length = 0;
			let reply: Reply = { status: 0, headers: {}, body: undefined };
			let ms = await cpuMsOf(async () => (reply = await trigger.deliver(delivery)));
			if (ms > longestHoldMs) {
				ms = await holdOf(async () => await openTrigger(parameters, secrets).deliver(delivery));
			}
			if (ms > slowest.ms) slowest = { ms, request: request.what };
			if (reply.status === 401) denied++;

			expect([isReply(reply), trigger.started.length <= 1]).toEqual([true, true]);
			for (const { event } of trigger.started) {
				if ('simplify' in parameters) started.raw++;
				else {
					const kind = event === 'callEnded' ? event : 'popUp';
					started[kind]++;
					expect(request.carries).toBe(kind === 'popUp' ? 'popUpSecret' : 'secret');
				}
			}
		}
		console.log(`${what}:`, { denied, ...started, slowest });
		// Otherwise they would not be of the kind that a trigger takes seriously.
		const least = count / 50;
		if ('simplify' in parameters) expect(started.raw).toBeGreaterThan(least);
		else expect(Math.min(started.callEnded, started.popUp, denied)).toBeGreaterThan(least);
		expect(slowest.ms).toBeLessThan(longestHoldMs);
		expect(Object.keys(Object.prototype)).toEqual([]);
	},
	600_000,
);

/** What n8n lets through (`N8N_PAYLOAD_SIZE_MAX`). */
const largest = 16 * 1024 * 1024;
const filled = (start: string, unit: string, end: string): string =>
	start + unit.repeat((largest - start.length - end.length) / unit.length) + end;
const call = '{"ivruniqueid":"a","type":"x",';

const noCharset = undefined;

it.each<[string, string | undefined, () => string]>([
	['empty lists', noCharset, () => filled(`${call}"IVR":[`, '[],', '0]}')],
	['numbers', noCharset, () => filled(`${call}"IVR":[`, '0,', '0]}')],
	['fields', noCharset, () => filled(call, '"a":1,', '"b":1}')],
	['lists in lists', noCharset, () => '['.repeat(largest / 2) + ']'.repeat(largest / 2)],
	['records in records', noCharset, () => filled(call, '"a":{', '')],
	['prefixes', noCharset, () => filled(`${call}"`, 'var_', '":1}')],
	['a type of spaces', noCharset, () => filled('{"ivruniqueid":"a","type":"', 'a ', '"}')],
	['a target of formatting', noCharset, () => filled(`${call}"target":"`, '+ ', '"}')],
	['a time of digits', noCharset, () => filled(`${call}"time":"`, '1', 'x"}')],
	['a status of blanks', noCharset, () => filled(`${call}"status":"x`, ' ', 'x"}')],
	['a form of pluses', noCharset, () => filled('ivruniqueid=a&type=', '+', '')],
	['a form of pluses and letters', noCharset, () => filled('ivruniqueid=a&type=', '+x', '')],
	['a form of escapes', noCharset, () => filled('ivruniqueid=a&type=', '%', '')],
	['a form of empty fields', noCharset, () => filled('ivruniqueid=a', '&', '')],
	['a form of one name', noCharset, () => filled('', 'a', '=')],
	['escapes of shifts', 'iso-2022-jp', () => filled('', '\u001b', '=')],
])(
	'a body of 16 MB, %s: no hold beyond reading it once',
	async (what, encoding, make) => {
		const body = Buffer.from(make());
		const readingMs = await cpuMsOf(async () => new TextDecoder().decode(body));
		const trial = async () => await openTrigger({}, inUrl).deliver({ body, encoding });
		const ms = (await holdOf(trial)) - readingMs;
		console.log(`${what}: ${Math.round(ms)} ms, and ${Math.round(readingMs)} ms to decode it`);
		// On a slow computer, reading takes longer too. What this guards against took seconds.
		expect(ms).toBeLessThan(longestHoldMs + 5 * readingMs);
	},
	600_000,
);
