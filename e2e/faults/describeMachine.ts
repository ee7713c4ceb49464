import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';

/** What the figures were made on. */
export function describeMachine(n8nVersion: string): string {
	const memory = Math.round(totalmem() / 1024 ** 3);
	const model = cpus()[0]?.model.trim() || 'unknown processor';
	return [
		`n8n ${n8nVersion}`,
		`${model}, ${availableParallelism()} cores, ${memory} GB, ${platform()} ${arch()}`,
		new Date().toISOString().slice(0, 10),
	].join(' · ');
}
