/** A text without one layer of escapes, and where each of its characters was before. */
export interface Decoded {
	readonly text: string;
	/** One more than there are characters: a character ends where the next one starts. */
	readonly starts: Uint32Array;
}

/**
 * Removes one layer of escapes: percent (`%2F`, `%u002F`), HTML entities (`&sol;`, `&#47;`, `&#x2f;`)
 * and JSON (`\/`, `\u002f`, `\x2f`). Anything else stays as it is. Takes linear time.
 * @returns `undefined` if there is no escape
 */
export function decode(text: string): Decoded | undefined {
	let at = nextEscape(text, 0);
	if (at === text.length) return undefined;
	const decoder = new Decoder(text);
	let last = 0;
	while (at < text.length) {
		decoder.copy(last, at);
		last = decoder.decodeAt(at);
		if (last === at) decoder.copy(at, ++last);
		at = nextEscape(text, last);
	}
	decoder.copy(last, text.length);
	return decoder.finish();
}

const percent = 0x25;
const ampersand = 0x26;
const backslash = 0x5c;

export const hasEscape = (text: string): boolean => nextEscape(text, 0) < text.length;

function nextEscape(text: string, from: number): number {
	for (let at = from; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		if (unit === percent || unit === ampersand || unit === backslash) return at;
	}
	return text.length;
}

class Decoder {
	private readonly units: Uint16Array;

	private readonly starts: Uint32Array;

	private length = 0;

	private isChanged = false;

	constructor(private readonly text: string) {
		this.units = new Uint16Array(text.length);
		this.starts = new Uint32Array(text.length + 1);
	}

	copy(from: number, to: number): void {
		for (let at = from; at < to; at++) this.put(this.text.charCodeAt(at), at);
	}

	/** @returns the end of the escape, or `at` if it is none */
	decodeAt(at: number): number {
		const unit = this.text.charCodeAt(at);
		if (unit === percent) return this.decodePercent(at);
		return unit === ampersand ? this.decodeEntity(at) : this.decodeBackslash(at);
	}

	finish(): Decoded | undefined {
		if (!this.isChanged) return undefined;
		const { length } = this;
		this.starts[length] = this.text.length;
		const bytes = Buffer.from(this.units.buffer, 0, length * 2);
		return { text: bytes.toString('utf16le'), starts: this.starts.subarray(0, length + 1) };
	}

	private put(unit: number, start: number): void {
		this.units[this.length] = unit;
		this.starts[this.length++] = start;
	}

	private putPoint(point: number, start: number): void {
		this.isChanged = true;
		if (point < 0x10000) return this.put(point, start);
		this.put(0xd800 + ((point - 0x10000) >> 10), start);
		this.put(0xdc00 + ((point - 0x10000) & 0x3ff), start);
	}

	/** One character in UTF-8, or else one byte. */
	private decodePercent(at: number): number {
		const next = this.text.charCodeAt(at + 1);
		if (next === 0x75 || next === 0x55) return this.decodeHex(at, at + 2, 4);
		const first = this.byteAt(at);
		if (first < 0) return at;
		const count = first < 0xc2 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : 0;
		let point = count === 0 ? first : first & (0x3f >> count);
		for (let index = 1; index <= count; index++) {
			const byte = this.byteAt(at + 3 * index);
			if (byte < 0x80 || byte > 0xbf) {
				this.putPoint(first, at);
				return at + 3;
			}
			point = (point << 6) | (byte & 0x3f);
		}
		this.putPoint(Math.min(point, lastPoint), at);
		return at + 3 * (count + 1);
	}

	/** @returns a negative number unless the text has `%` and two hexadecimal digits there */
	private byteAt(at: number): number {
		if (this.text.charCodeAt(at) !== percent) return -1;
		const [high, low] = [this.digitAt(at + 1, 16), this.digitAt(at + 2, 16)];
		return high < 0 || low < 0 ? -1 : 16 * high + low;
	}

	private decodeBackslash(at: number): number {
		const unit = this.text[at + 1] ?? '';
		if (unit === 'u' && this.text[at + 2] === '{') {
			const end = this.decodeNumber(at, at + 3, 16);
			return end > at && this.text[end] === '}' ? end + 1 : end;
		}
		if (unit === 'u') return this.decodeHex(at, at + 2, 4);
		if (unit === 'x') return this.decodeHex(at, at + 2, 2);
		const escaped = backslashEscapes[unit];
		if (escaped === undefined) return at;
		this.putPoint(escaped.charCodeAt(0), at);
		return at + 2;
	}

	private decodeEntity(at: number): number {
		let end = at;
		if (this.text[at + 1] === '#') {
			const isHex = this.text[at + 2] === 'x' || this.text[at + 2] === 'X';
			end = this.decodeNumber(at, at + (isHex ? 3 : 2), isHex ? 16 : 10);
		} else {
			const name = entityNameAt(this.text, at + 1);
			const point = entities.get(name);
			if (point === undefined) return at;
			this.putPoint(point, at);
			end = at + 1 + name.length;
		}
		return end > at && this.text[end] === ';' ? end + 1 : end;
	}

	private decodeHex(at: number, from: number, count: number): number {
		let point = 0;
		for (let index = from; index < from + count; index++) {
			const digit = this.digitAt(index, 16);
			if (digit < 0) return at;
			point = 16 * point + digit;
		}
		this.putPoint(point, at);
		return from + count;
	}

	/** With any number of digits, such as leading zeros. */
	private decodeNumber(at: number, from: number, radix: 10 | 16): number {
		let point = 0;
		let end = from;
		for (let digit = this.digitAt(end, radix); digit >= 0; digit = this.digitAt(++end, radix)) {
			point = Math.min(radix * point + digit, lastPoint);
		}
		if (end === from) return at;
		this.putPoint(point, at);
		return end;
	}

	private digitAt(at: number, radix: 10 | 16): number {
		const unit = this.text.charCodeAt(at);
		if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
		const letter = unit | 0x20;
		return radix === 16 && letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
	}
}

const lastPoint = 0x10ffff;

const backslashEscapes: Readonly<Record<string, string>> = {
	'"': '"',
	"'": "'",
	'/': '/',
	'\\': '\\',
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
};

/** HTML's names for what can stand in a code, in lower case: letter case does not matter here. */
const entities: ReadonlyMap<string, number> = new Map([
	...named(
		'! excl " quot # num $ dollar % percnt & amp \' apos ( lpar ) rpar * ast + plus , comma . period / sol',
	),
	...named(
		': colon ; semi < lt = equals > gt ? quest @ commat [ lsqb [ lbrack \\ bsol ] rsqb ] rbrack ^ hat',
	),
	...named('_ lowbar ` grave { lcub { lbrace | verbar | vert } rcub } rbrace'),
	...numbered(
		160,
		'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn',
	),
	...numbered(
		178,
		'sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest',
	),
	...numbered(215, 'times'),
	...numbered(
		223,
		'szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute',
	),
	...numbered(
		238,
		'icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml',
	),
	...numbered(253, 'yacute thorn yuml'),
]);

const longestName = 6;

function* named(list: string): Iterable<[string, number]> {
	const words = list.split(' ');
	for (let at = 0; at < words.length; at += 2) yield [words[at + 1], words[at].charCodeAt(0)];
}

function* numbered(first: number, list: string): Iterable<[string, number]> {
	for (const [index, name] of list.split(' ').entries()) yield [name, first + index];
}

/** The longest name that starts there: a semicolon may be missing, as browsers accept it. */
function entityNameAt(text: string, from: number): string {
	const letter = text.charCodeAt(from) | 0x20;
	if (!(letter >= 0x61 && letter <= 0x7a)) return '';
	let name = text.slice(from, from + longestName).toLowerCase();
	while (name !== '' && !entities.has(name)) name = name.slice(0, -1);
	return name;
}
