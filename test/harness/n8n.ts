import { runInThisContext } from 'node:vm';
import { loadNatively, loadNativelyFrom } from './native';

process.env.N8N_LOG_LEVEL ??= 'silent';

export const core = loadNatively<typeof import('n8n-core')>('n8n-core');
export const workflowPackage = loadNatively<typeof import('n8n-workflow')>('n8n-workflow');

interface Di {
	readonly Container: { set(type: unknown, instance: object): void };
}

/** Its timer would keep the process from ending, and no test needs a tunnel. */
loadNativelyFrom<Di>('n8n-core', '@n8n/di').Container.set(
	loadNatively<{ SSHClientsManager: unknown }>('n8n-core/dist/execution-engine/ssh-clients-manager')
		.SSHClientsManager,
	{},
);

const nativeJson = runInThisContext('JSON') as typeof JSON;

/** A copy whose objects are n8n's own kind of objects, as those of a stored workflow are. */
export const toNative = <T>(value: T): T =>
	value === undefined ? value : (nativeJson.parse(JSON.stringify(value)) as T);

/** A copy as a stored execution has it. */
export const toStored = <T>(value: T): T =>
	value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
