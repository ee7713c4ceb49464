import { seededRandom } from '../../simulator/random';

/** What a builder has saved in the trigger's credential. */
export interface DoorSecrets {
	readonly sentIn: 'query' | 'header';
	readonly name: string;
	readonly secret: string;
	readonly popUpSecret: string;
}

export interface HostileRequest {
	readonly what: string;
	readonly method: 'GET' | 'POST';
	readonly query: Readonly<Record<string, string | readonly string[]>>;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	/** The secret that stands where it has to. Only the events that it is for may start the workflow. */
	readonly carries?: 'secret' | 'popUpSecret';
}

type Chance = () => number;

const pick = <T>(chance: Chance, from: readonly T[]): T => from[Math.floor(chance() * from.length)];

/** Mostly short, sometimes some 300,000. */
const lengthOf = (chance: Chance): number => Math.floor(10 ** (chance() ** 4 * 5.5));

const pieces = [
	' ',
	'\t',
	'\n',
	'\0',
	'0',
	'9',
	'1e',
	'-',
	'+',
	'.',
	',',
	':',
	'/',
	'%',
	'%E3',
	'&',
	'=',
	'<',
	'>',
	'"',
	"'",
	'\\',
	'[',
	']',
	'{',
	'}',
	'var_',
	'a',
	'A',
	'א',
	'\u202e',
	'\ufeff',
	'\ud800',
	'😀',
	'{{ $env }}',
	'={{ 1+1 }}',
	'../',
	';',
	'|',
	'$',
	'`',
	'http://',
	'()',
	'(a+)+',
];

/** Texts on which a careless pattern takes quadratic time: one piece many times, and then another. */
function hostileText(chance: Chance): string {
	const piece = pick(chance, pieces);
	const text = piece.repeat(Math.ceil(lengthOf(chance) / piece.length));
	return chance() < 0.5 ? text : text + pick(chance, pieces);
}

const scalars: ReadonlyArray<(chance: Chance) => unknown> = [
	() => null,
	() => true,
	() => 0,
	() => -1,
	() => 1e308,
	() => Number.MAX_SAFE_INTEGER,
	() => '1e999',
	() => 'NaN',
	() => '',
	() => [],
	() => ({}),
	() => [[]],
	() => ({ toString: 'x', valueOf: 1, then: 'x', toJSON: 'x' }),
	() => ({ $ref: '#', length: 1e9, 0: 'a' }),
	() => ['a', { b: ['c'] }],
	hostileText,
	hostileText,
	hostileText,
];

const endedCall = (chance: Chance): Record<string, unknown> => ({
	ivruniqueid: `hostile${Math.floor(chance() * 1e9)}`,
	type: pick(chance, [
		'ProductiveCall Leg1',
		'ProductiveCall Leg2',
		'Click 2 IVR Incoming',
		'Extension',
	]),
	status: pick(chance, ['ANSWER', 'NOANSWER', 'BUSY', 'NEWSTATUS']),
	target: pick(chance, ['0501234567', 'SIPSIP', '+972-50-123-4567']),
	time: 1784120400,
	duration: 74,
	queueid: 17,
	IVR: [{ layer_id: 5, layer_name: 'Welcome', Dtmf: 9, dtmf_order: 1 }],
	CustomData: { var_lead_id: '1017' },
});

const popUp = (chance: Chance): Record<string, unknown> => ({
	phone: '0501234567',
	ivrid: `hostile${Math.floor(chance() * 1e9)}`,
	extenUser: 'SIPSIP',
	status: pick(chance, ['Ringing', 'Talking', 'Hangup', 'Hold']),
	callStarted: 1784120400,
	currentCall: { callerphone: '0501234567', customdata: { var_lead_id: '1017' } },
});

const strangeNames = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'length',
	'',
	'var_',
	'var___proto__',
	'json',
	'binary',
	'conflictsWith',
	'eventId',
	'IVRUNIQUEID',
	'ivrid',
	'statusCall',
	'aiData',
	'record',
	'isAnswer',
];

function changedRecord(chance: Chance): Record<string, unknown> {
	const record = pick(chance, [endedCall, popUp])(chance);
	const changes = Math.floor(chance() * 4);
	for (let change = 0; change < changes; change++) {
		const name = pick(chance, [...Object.keys(record), ...strangeNames, hostileText(chance)]);
		const value = pick(chance, scalars)(chance);
		Object.defineProperty(record, name, {
			value,
			enumerable: true,
			configurable: true,
			writable: true,
		});
	}
	return record;
}

const asForm = (record: object): string =>
	Object.entries(record)
		.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
		.map((pair) => pair.map((text) => encodeURIComponent(Buffer.from(text).toString())).join('='))
		.join('&');

/** Many values, or many levels, in few bytes. */
function bomb(chance: Chance): string {
	const count = lengthOf(chance);
	const unit = pick(chance, [
		'[],',
		'{},',
		'0,',
		'"",',
		'[[',
		'{"a":',
		'{"a":[',
		'"a":1,',
		'"\\u0022:",',
	]);
	const inside = unit.repeat(count);
	return pick(chance, [
		inside,
		`[${inside}0]`,
		`{"ivruniqueid":"a","type":"x","CustomData":[${inside}0]}`,
		JSON.stringify({
			ivruniqueid: 'a',
			type: 'x',
			CustomData: `{"a":[${inside}0]}`,
			IVR: `[${inside}0]`,
		}),
		JSON.stringify(JSON.stringify(`[${inside}0]`)),
		`${'['.repeat(count)}${']'.repeat(count)}`,
		`${'{"a":'.repeat(count)}1${'}'.repeat(count)}`,
		`{${Array.from({ length: count }, (_, index) => `"f${index}":1`).join(',')}}`,
		Array.from({ length: count }, (_, index) => `f${index}=${index}`).join('&'),
		`a=${pick(chance, ['+', '%', '%2B', '%E3', '+x', '&', '&=', '==']).repeat(count)}`,
	]);
}

/** Broken on the way: cut, with a byte changed, or with something in between. */
function damaged(chance: Chance): Buffer {
	const bytes = Buffer.from(JSON.stringify(changedRecord(chance)));
	const at = Math.floor(chance() * bytes.length);
	if (chance() < 0.3) return bytes.subarray(0, at);
	if (chance() < 0.5) {
		bytes[at] = Math.floor(chance() * 256);
		return bytes;
	}
	return Buffer.concat([
		bytes.subarray(0, at),
		Buffer.from(hostileText(chance)),
		bytes.subarray(at),
	]);
}

const noise = (chance: Chance): Buffer =>
	Buffer.from(
		Array.from({ length: Math.min(lengthOf(chance), 2000) }, () => Math.floor(chance() * 256)),
	);

const bodies: Readonly<Record<string, (chance: Chance) => Buffer>> = {
	record: (chance) => Buffer.from(JSON.stringify(changedRecord(chance))),
	wrapped: (chance) => Buffer.from(JSON.stringify([JSON.stringify([changedRecord(chance)])])),
	two: (chance) => Buffer.from(JSON.stringify([changedRecord(chance), changedRecord(chance)])),
	form: (chance) => Buffer.from(asForm(changedRecord(chance))),
	bomb: (chance) => Buffer.from(bomb(chance)),
	damaged,
	noise,
	nothing: () => Buffer.alloc(0),
};

const contentTypes = [
	'application/json',
	'application/json; charset=windows-1255',
	'application/json; charset=iso-2022-jp',
	'application/x-www-form-urlencoded',
	'application/x-www-form-urlencoded; charset=iso-8859-8',
	'text/plain',
	'text/xml',
	'multipart/form-data; boundary=x',
	'multipart/form-data',
	'application/octet-stream',
	'image/png',
	'application/json; charset="',
	'; ;',
	'x',
	'',
];

/** Guesses, and the right secret in wrong places. Only the last two are right. */
function door(chance: Chance, { sentIn, name, secret, popUpSecret }: DoorSecrets) {
	const other = sentIn === 'query' ? 'header' : 'query';
	const attempts: ReadonlyArray<[typeof sentIn, string, string | readonly string[]]> = [
		[sentIn, name, ''],
		[sentIn, name, secret.slice(0, -1)],
		[sentIn, name, `${secret}x`],
		[sentIn, name, ` ${secret}`],
		[sentIn, name, secret.toUpperCase()],
		[sentIn, name, secret.replace('e', 'е')],
		[sentIn, name, `${secret},${secret}`],
		['query', name, [secret, secret]],
		['query', `${name}[]`, secret],
		['query', `${name}[toString]`, secret],
		['query', '__proto__', secret],
		[sentIn, `${name}x`, secret],
		[other, name, secret],
		['header', 'authorization', `Bearer ${secret}`],
		['header', 'cookie', `${name}=${secret}`],
		[sentIn, name, 'undefined'],
		[sentIn, name, 'null'],
		[sentIn, name, '[object Object]'],
		[sentIn, name, hostileText(chance).slice(0, 2000)],
	];
	const luck = chance();
	if (luck < 0.2) return { place: sentIn, name, value: secret, carries: 'secret' as const };
	if (luck < 0.4)
		return { place: sentIn, name, value: popUpSecret, carries: 'popUpSecret' as const };
	if (luck < 0.5) return undefined;
	const [place, where, value] = pick(chance, attempts);
	return { place, name: where, value };
}

/** Headers carry no other characters. */
const inHeader = (text: string): string => text.replace(/[^\x21-\x7e]/g, '?').slice(0, 2000);

/** Requests as somebody would send them who wants to start the workflow, or to stop n8n. */
export function* hostileRequests(
	seed: string,
	count: number,
	secrets: DoorSecrets,
): Generator<HostileRequest> {
	const chance = seededRandom(seed);
	for (let index = 0; index < count; index++) {
		const kind = pick(chance, Object.keys(bodies));
		const method = chance() < 0.15 ? 'GET' : 'POST';
		const query: Record<string, string | readonly string[]> = {};
		const headers: Record<string, string> = { 'content-type': pick(chance, contentTypes) };
		if (chance() < 0.3) {
			for (const [name, value] of Object.entries(changedRecord(chance))) {
				query[name.slice(0, 100)] = String(
					typeof value === 'string' ? value : JSON.stringify(value),
				).slice(0, 100);
			}
			delete query[secrets.name];
		}
		const attempt = door(chance, secrets);
		if (attempt?.place === 'query') query[attempt.name] = attempt.value;
		else if (attempt) headers[attempt.name.toLowerCase()] = inHeader(String(attempt.value));
		yield {
			what: `${index} ${kind}`,
			method,
			query,
			headers,
			body: method === 'GET' ? Buffer.alloc(0) : bodies[kind](chance),
			carries: attempt?.carries,
		};
	}
}
