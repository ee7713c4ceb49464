import { createHash } from 'node:crypto';

/** A code that looks made up and is the same at every start. */
export const seedCode = (name: string, length: number): string =>
	createHash('sha256').update(name).digest('hex').slice(0, length);
