import { publishedWorkflow, workflowFiles } from '../../e2e/n8n/workflows';

/** The nodes that n8n gives a URL which anyone can call. */
const listeners = /\.(webhook|formTrigger|voicenterDialerTrigger)$/;

const listenersIn = (file: string) =>
	publishedWorkflow(file).nodes.filter(({ type }) => listeners.test(type));

it('there are workflows that listen', () => {
	expect(workflowFiles.flatMap(listenersIn).length).toBeGreaterThan(5);
});

/** n8n keeps both on import, so the same URL would be open in every instance. */
it.each(workflowFiles)('%s has no webhook ID, no fixed path, and authentication', (file) => {
	for (const { webhookId, parameters = {} } of listenersIn(file)) {
		expect(webhookId).toBeUndefined();
		expect(parameters.path).toBeUndefined();
		expect(parameters.authentication).toMatch(/^(secret|headerAuth|basicAuth)$/);
	}
});
