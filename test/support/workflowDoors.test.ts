import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workflowsFolder, type Workflow } from '../../e2e/n8n/workflows';
import { readFile } from './docs/pages';

const files = readdirSync(workflowsFolder).filter((file) => file.endsWith('.json'));

/** The nodes that n8n gives a URL which anyone can call. */
const listeners = /\.(webhook|formTrigger|voicenterDialerTrigger)$/;

const listenersIn = (file: string) =>
	(JSON.parse(readFile(join('examples', 'workflows', file))) as Workflow).nodes.filter(({ type }) =>
		listeners.test(type),
	);

it('there are workflows that listen', () => {
	expect(files.flatMap(listenersIn).length).toBeGreaterThan(5);
});

/** n8n keeps both on import, so the same URL would be open in every instance. */
it.each(files)('%s has no webhook ID, no fixed path, and authentication', (file) => {
	for (const { webhookId, parameters = {} } of listenersIn(file)) {
		expect(webhookId).toBeUndefined();
		expect(parameters.path).toBeUndefined();
		expect(parameters.authentication).toMatch(/^(secret|headerAuth|basicAuth)$/);
	}
});
