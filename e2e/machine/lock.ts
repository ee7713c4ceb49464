import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Holder {
	readonly processId: number;
	readonly note: string;
}

const held = new Set<string>();
process.once('exit', () => {
	for (const file of held) rmSync(file, { force: true });
});

function isAlive(processId: number): boolean {
	try {
		process.kill(processId, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function holderOf(file: string): Holder | undefined {
	try {
		const holder = JSON.parse(readFileSync(file, 'utf8')) as Holder;
		return isAlive(holder.processId) ? holder : undefined;
	} catch {
		return undefined;
	}
}

function write(file: string, note: string): boolean {
	try {
		const holder: Holder = { processId: process.pid, note };
		writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

/** Takes the lock until this process ends, or returns its holder. Takes over the lock of a dead process. */
export function takeLock(file: string, note = ''): Holder | undefined {
	mkdirSync(dirname(file), { recursive: true });
	for (;;) {
		if (write(file, note)) {
			held.add(file);
			return undefined;
		}
		const holder = holderOf(file);
		if (holder) return holder;
		rmSync(file, { force: true });
	}
}

export function releaseLock(file: string): void {
	if (!held.delete(file)) return;
	rmSync(file, { force: true });
}
