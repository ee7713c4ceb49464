import type { INode, IRun, IRunExecutionData, Workflow } from 'n8n-workflow';
import type { NodeRun } from './runNode';

/** The URLs of an n8n that does not exist. */
export const instanceUrls = {
	instanceBaseUrl: 'http://n8n.test/',
	restApiUrl: 'http://n8n.test/rest',
	webhookBaseUrl: 'http://n8n.test/webhook',
	webhookTestBaseUrl: 'http://n8n.test/webhook-test',
	webhookWaitingBaseUrl: 'http://n8n.test/webhook-waiting',
	formWaitingBaseUrl: 'http://n8n.test/form-waiting',
};

/**
 * Retry in the executions list, as n8n's server prepares it: the stored data of the failed execution,
 * without the failed run, and the workflow as it is saved now.
 * @param failed a copy, which is changed
 */
export function prepareRetry({ data }: IRun, workflow: Workflow): IRunExecutionData {
	delete data.resultData.error;
	const runs = data.resultData.runData[String(data.resultData.lastNodeExecuted)] ?? [];
	if (runs.at(-1)?.error !== undefined) runs.pop();
	for (const entry of data.executionData?.nodeExecutionStack ?? []) {
		entry.node = workflow.nodes[entry.node.name];
	}
	return data;
}

export type OnError = NonNullable<INode['onError']>;
export const onErrorModes: readonly OnError[] = [
	'stopWorkflow',
	'continueRegularOutput',
	'continueErrorOutput',
];

export interface Failure {
	/** The item's text for the user. */
	readonly text: string;
	readonly item: number;
	readonly json: Record<string, unknown>;
}

const hasError = ({ json, error }: NodeRun['items'][number]) =>
	error !== undefined || json.error !== undefined;

/** The failed items of a run that continued, from the output that its mode uses. */
export function failuresOf(run: NodeRun, mode: OnError): Failure[] {
	const failed = mode === 'continueErrorOutput' ? run.errorItems : run.items.filter(hasError);
	return failed.map((item) => ({
		text: JSON.stringify([item.json, item.error]),
		item: (item.pairedItem as { item: number }).item,
		json: item.json,
	}));
}

/** The other items. */
export const successesOf = ({ items }: NodeRun) => items.filter((item) => !hasError(item));

/** The number of leads in the hint on the node. */
export function countOfHint({ hints }: NodeRun, status: string): number {
	expect(hints).toHaveLength(1);
	const found = new RegExp(`([\\d,]+) ${status}`).exec(hints[0].message);
	return Number(found?.[1].replace(/,/g, '') ?? 0);
}

/** All text in a value, with what `JSON.stringify` omits, such as causes. */
export function everythingIn(value: unknown): string {
	const seen = new Set<unknown>();
	const texts: string[] = [];
	const visit = (part: unknown): void => {
		if (typeof part === 'string') texts.push(part);
		if (typeof part !== 'object' || part === null || seen.has(part)) return;
		seen.add(part);
		for (const name of Object.getOwnPropertyNames(part)) {
			texts.push(name);
			visit((part as Record<string, unknown>)[name]);
		}
	};
	visit(value);
	return texts.join('\n');
}
