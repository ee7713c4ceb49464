import type { INode } from 'n8n-workflow';
import type { NodeRun } from './runNode';

export type OnError = NonNullable<INode['onError']>;
export const onErrorModes: readonly OnError[] = [
	'stopWorkflow',
	'continueRegularOutput',
	'continueErrorOutput',
];

export interface Failure {
	/** What the user reads of the item. */
	readonly text: string;
	readonly item: number;
	readonly json: Record<string, unknown>;
}

const hasError = ({ json, error }: NodeRun['items'][number]) =>
	error !== undefined || json.error !== undefined;

/** The failed items of a run that continued, wherever its mode puts them. */
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
