import type { GenericValue } from 'n8n-workflow';
import type { ReadParameter } from './parameterReader';

/** A parameter to show beside an error, as far as its expression can run. */
export function readIfPossible(read: ReadParameter, path: string): GenericValue {
	try {
		return (read(path) ?? '') as GenericValue;
	} catch {
		return '';
	}
}
