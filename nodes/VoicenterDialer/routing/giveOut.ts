import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { failedItem, statusOf, toNodeError, type Obstacle } from './failedItem';
import type { Operation, ReadParameter } from './Operation';

/** With “On Error: Stop” n8n throws the first error once all items are done. */
export function giveOut(
	context: IExecutePaginationFunctions,
	{ verdict, request }: Operation,
	read: ReadParameter,
	obstacle: Obstacle,
): INodeExecutionData[] {
	const node = context.getNode();
	const itemIndex = context.getItemIndex();
	if (!context.continueOnFail()) throw toNodeError(node, obstacle, itemIndex);
	const subject: IDataObject = {};
	const paths: unknown[] = Object.values(request);
	for (const name of ['campaign', 'target', 'member']) {
		if (paths.includes(name)) subject[name] = read(name) as IDataObject[string];
	}
	if (verdict !== undefined) subject.status = statusOf(obstacle);
	return [failedItem(node, obstacle, itemIndex, subject)];
}
