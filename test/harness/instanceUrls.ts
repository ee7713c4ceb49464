/** Where an n8n that is none says that it is. */
export const instanceUrls = {
	instanceBaseUrl: 'http://n8n.test/',
	restApiUrl: 'http://n8n.test/rest',
	webhookBaseUrl: 'http://n8n.test/webhook',
	webhookTestBaseUrl: 'http://n8n.test/webhook-test',
	webhookWaitingBaseUrl: 'http://n8n.test/webhook-waiting',
	formWaitingBaseUrl: 'http://n8n.test/form-waiting',
};
