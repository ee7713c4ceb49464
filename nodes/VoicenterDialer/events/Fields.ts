import { isRecord } from '../transport/isRecord';
import type { Payload } from './Payload';
import { readPayload } from './readPayload';

const decimal = /^[+-]?\d+(\.\d+)?$/;

/**
 * The fields of a record, whatever the case of their names. Numbers and booleans may come as text,
 * records as JSON text (forms can't do otherwise). What is missing, empty or of another kind is
 * `null`.
 */
export class Fields {
	private readonly values = new Map<string, unknown>();

	constructor(payload: Payload) {
		for (const [name, value] of Object.entries(payload)) {
			const key = name.toLowerCase();
			if (!this.values.has(key)) this.values.set(key, value);
		}
	}

	text(name: string): string | null {
		const value = this.values.get(name.toLowerCase());
		if (typeof value === 'number' && Number.isFinite(value)) return String(value);
		return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
	}

	number(name: string): number | null {
		const text = this.text(name);
		return text !== null && decimal.test(text) ? Number(text) : null;
	}

	flag(name: string): boolean | null {
		const value = this.values.get(name.toLowerCase());
		if (typeof value === 'boolean') return value;
		const text = this.text(name)?.toLowerCase();
		if (text === 'true' || text === '1') return true;
		return text === 'false' || text === '0' ? false : null;
	}

	record(name: string): Payload | null {
		const value = this.values.get(name.toLowerCase());
		if (isRecord(value)) return value;
		const read = readPayload(value);
		return read.ok ? read.payload : null;
	}

	has(name: string): boolean {
		return this.values.has(name.toLowerCase());
	}
}
