import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { InputError } from '../transport/InputError';
import { dryRunItem } from './dryRunItem';
import { giveOut } from './giveOut';
import { nodeExecutionOf } from './nodeExecution';
import type { Operation } from './Operation';
import { prepareItem } from './prepareItem';
import { sendItem } from './sendItem';

/**
 * One item of a declarative operation, from its parameters to its output items.
 *
 * It stands where n8n has the “pagination” of a declarative node: the one place around each
 * request. So here is where the requests in flight are bounded, and repeated when that is safe.
 */
export const exchangeFor = (operation: Operation) =>
	async function exchange(
		this: IExecutePaginationFunctions,
		requestData: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const execution = nodeExecutionOf(this, operation);
		const read = execution.readerFor({
			json: this.getInputData().json,
			getParameter: (path) => this.getNodeParameter(path, null),
		});
		const prepared = prepareItem(operation, read, this.getTimezone());
		if (prepared instanceof InputError) return giveOut(this, operation, read, prepared);
		const { request, encoding } = prepared;
		if (read('options.dryRun') === true) {
			return [dryRunItem(request, encoding, await execution.credential, this.getItemIndex())];
		}
		const outcome = await sendItem(this, operation, execution, prepared, requestData);
		if (!outcome.ok) return giveOut(this, operation, read, outcome.failure);
		const { description, answer } = outcome;
		return operation
			.output({ request, description, answer, read })
			.map((json) => ({ json, pairedItem: { item: this.getItemIndex() } }));
	};
