import { decode, hasEscape } from './decoding';
import type { Failure } from './failure';
import { isRecord } from './json';

/** Replaces the account code. */
export const mask = '***';

/** A shorter code could occur in any text by chance, so it could not be redacted. */
export const shortestCode = 4;

/**
 * From this length on, digits that are part of a longer number are redacted as well. A shorter code of
 * digits would turn phone numbers into `***` by chance.
 */
const shortestDistinctNumber = 8;

/** Escapes within escapes, such as `%252F` or JSON in JSON. */
const mostLayers = 4;
const mostLayersInBase64 = 2;

/** In a text that is cut, how much further to look for the end of the code. */
const longestEncoded = 4000;

/** A deeper value is replaced: n8n could not store it either. */
const mostLevels = 200;

/** A part of a text, from the first character up to the second. */
type Span = readonly [from: number, to: number];

/**
 * Redacts the account code from everything that leaves the node: in any letter case, plain or escaped
 * for URLs, HTML or JSON (in part, or several times), and within Base64.
 */
export class Redactor {
	private readonly code: string;

	private readonly foldsPlus: boolean;

	/** The code, and how its UTF-8 bytes look when they are read one by one. */
	private readonly needles: readonly string[];

	private readonly isPartOfNumbers: boolean;

	private readonly canBeNumber: boolean;

	/** The fewest Base64 characters that contain the code. */
	private readonly shortestBase64: number;

	/** @param secret usually text, but a credential created through n8n's API may hold a number */
	constructor(secret: unknown) {
		const code = String(secret ?? '').trim();
		this.foldsPlus = /[+ ]/.test(code);
		this.code = code.length < shortestCode ? '' : this.fold(code);
		// Letters other than A to Z have other bytes in other letter case.
		const cases = [code, code.toLowerCase(), code.toUpperCase()];
		const bytes = cases.flatMap((text) => [
			Buffer.from(text, 'utf8').toString('latin1'),
			Buffer.from(text, 'utf16le').toString('latin1'),
		]);
		this.needles = [...new Set([this.code, ...bytes.map((text) => this.fold(text))])];
		this.isPartOfNumbers = /^\d+$/.test(code) && code.length < shortestDistinctNumber;
		this.canBeNumber = /^[\d.e+-]+$/i.test(code);
		this.shortestBase64 = Math.ceil((code.length * 8) / 6);
	}

	/** Returns the text without the code. */
	text(text: string): string {
		return this.mayHide(text) ? this.redactUpTo(text, text.length) : text;
	}

	/** Returns the beginning of a text without the code, also where the code is cut. */
	start(text: string, length: number): string {
		if (text.length <= length) return this.text(text);
		return `${this.redactUpTo(text.slice(0, length + longestEncoded), length)}…`;
	}

	private redactUpTo(text: string, length: number): string {
		let redacted = '';
		let last = 0;
		const spans = this.code === '' ? [] : this.spansIn(text, mostLayers, true);
		for (const [from, to] of spans.sort(([a], [b]) => a - b)) {
			if (from >= length) break;
			if (from >= last) redacted += text.slice(last, from) + mask;
			last = Math.max(last, to);
		}
		return redacted + text.slice(last, Math.max(last, length));
	}

	/** Returns JSON data without the code in its texts, numbers and names. Unchanged data is not copied. */
	value<T>(value: T): T {
		return (this.code === '' ? value : this.redactValue(value, 0)) as T;
	}

	errorCode(errorCode: number | string): number | string {
		return typeof errorCode === 'string'
			? this.start(errorCode, longestSaid)
			: this.value<number | string>(errorCode);
	}

	/**
	 * Redacts a value that the node's user entered, such as a campaign code, only if it is the account
	 * code itself: the value has to stay usable.
	 */
	ownValue<T>(value: T): T | string {
		return this.isCode(value) ? mask : value;
	}

	/** The same for each of the values. */
	ownValues<V extends Readonly<Record<string, unknown>>>(values: V): V {
		if (!Object.values(values).some((value) => this.isCode(value))) return values;
		const entries = Object.entries(values).map(([name, value]) => [name, this.ownValue(value)]);
		return Object.fromEntries(entries) as V;
	}

	private isCode(value: unknown): boolean {
		if (this.code === '' || (typeof value !== 'string' && typeof value !== 'number')) return false;
		const text = String(value);
		return text.length >= this.code.length && this.fold(text.trim()) === this.code;
	}

	private redactValue(value: unknown, level: number): unknown {
		if (typeof value === 'string') return this.text(value);
		if (typeof value === 'number') return this.canBeNumber ? this.redactNumber(value) : value;
		if (level > mostLevels) return typeof value === 'object' && value !== null ? mask : value;
		if (Array.isArray(value)) {
			let copy: unknown[] | undefined;
			for (const [index, element] of value.entries()) {
				const redacted = this.redactValue(element, level + 1);
				if (redacted === element) continue;
				copy ??= [...(value as unknown[])];
				copy[index] = redacted;
			}
			return copy ?? value;
		}
		return isRecord(value) ? this.redactRecord(value, level) : value;
	}

	private redactRecord(record: Readonly<Record<string, unknown>>, level: number): unknown {
		let isChanged = false;
		const entries: Array<[string, unknown]> = [];
		for (const name of Object.keys(record)) {
			const entry: [string, unknown] = [this.text(name), this.redactValue(record[name], level + 1)];
			isChanged ||= entry[0] !== name || entry[1] !== record[name];
			entries.push(entry);
		}
		return isChanged ? Object.fromEntries(entries) : record;
	}

	private redactNumber(value: number): unknown {
		const text = String(value);
		const redacted = this.text(text);
		return redacted === text ? value : redacted;
	}

	/** A quick check: most texts have neither the code nor anything that could hide it. */
	private mayHide(text: string): boolean {
		if (this.code === '' || text.length < this.code.length) return false;
		if (hasEscape(text) || base64Run(text, 0, this.shortestBase64) !== undefined) return true;
		const folded = this.fold(text);
		return this.needles.some((needle) => folded.includes(needle));
	}

	private spansIn(text: string, layers: number, looksInBase64: boolean): Span[] {
		const spans = this.plainSpansIn(text);
		if (looksInBase64) {
			for (const span of this.base64SpansIn(text)) spans.push(span);
		}
		const decoded = layers > 0 ? decode(text) : undefined;
		if (decoded === undefined) return spans;
		for (const [from, to] of this.spansIn(decoded.text, layers - 1, looksInBase64)) {
			spans.push([decoded.starts[from], decoded.starts[to]]);
		}
		return spans;
	}

	private plainSpansIn(text: string): Span[] {
		const folded = this.fold(text);
		const spans: Span[] = [];
		for (const needle of this.needles) {
			let at = folded.indexOf(needle);
			while (at >= 0) {
				const to = at + needle.length;
				if (!this.isPartOfNumbers || !isWithinNumber(folded, at, to)) spans.push([at, to]);
				at = folded.indexOf(needle, to);
			}
		}
		return spans;
	}

	private *base64SpansIn(text: string): Iterable<Span> {
		let run = base64Run(text, 0, this.shortestBase64);
		while (run !== undefined) {
			const [from, to] = run;
			// Base64 may start at any of its characters.
			for (let start = from; start < from + 4; start++) {
				const bytes = Buffer.from(text.slice(start, to), 'base64').toString('latin1');
				for (const span of this.spansIn(bytes, mostLayersInBase64, false)) {
					const [first, end] = span.map((byte) => (byte * 8) / 6);
					yield [start + Math.floor(first), Math.min(to, start + Math.ceil(end))];
				}
			}
			run = base64Run(text, to, this.shortestBase64);
		}
	}

	/** Without letter case, and with the same length. In forms, a plus is a space. */
	private fold(text: string): string {
		const lower = text.toLowerCase();
		const folded = lower.length === text.length ? lower : text.replaceAll('İ', 'i').toLowerCase();
		return this.foldsPlus ? folded.replaceAll('+', ' ') : folded;
	}
}

/** Characters of the service's text to keep. */
export const longestSaid = 300;

/** What the service said, without the code and not too long. */
export function redactFailure(failure: Failure, redactor: Redactor): Failure {
	const { said, errorCode } = failure;
	return {
		...failure,
		...(said !== undefined && { said: redactor.start(said, longestSaid) }),
		...(errorCode !== undefined && { errorCode: redactor.errorCode(errorCode) }),
	};
}

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

const isWithinNumber = (text: string, from: number, to: number): boolean =>
	isDigit(text.charCodeAt(from - 1)) || isDigit(text.charCodeAt(to));

const isBase64 = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_') {
	isBase64[character.charCodeAt(0)] = 1;
}

/** The next characters of Base64, as many as stand together, if they are enough. */
function base64Run(text: string, from: number, shortest: number): Span | undefined {
	let start = from;
	for (let at = from; at < text.length; at++) {
		if (isBase64[text.charCodeAt(at)] === 1) continue;
		if (at - start >= shortest) return [start, at];
		start = at + 1;
	}
	return text.length - start >= shortest ? [start, text.length] : undefined;
}
