/** On the error output, n8n leaves nothing but `error` and `message` of what the node gives out. */
const statusInMessage = /^Status: (\w+)\./;

/** The verdict that an item of the node carries, if it carries any. */
export function statusIn(json: Readonly<Record<string, unknown>>): string | undefined {
	if (typeof json.status === 'string') return json.status;
	return statusInMessage.exec(String(json.message ?? ''))?.[1];
}
