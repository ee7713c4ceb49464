import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Pool } from '../transport/Pool';
import { toInteger } from '../transport/toNumber';
import { adviseOnDialing } from './adviseOnDialing';
import { adoptEarlier } from './adoptEarlier';
import { openLedger } from './ledger/openLedger';
import { defaultConcurrency, startExecution } from './NodeExecution';
import type { Operation } from './Operation';
import { processItem, type Item } from './processItem';
import { senderOf } from './senderOf';
import { continuesOnFail } from './tool/continuesOnFail';
import { turnTaker } from './turnTaker';

/**
 * An operation as n8n's custom operation: the same checks, requests and items as its routing, which
 * runs where n8n uses the node as a tool. n8n's declarative engine evaluates each expression several
 * times for each item, cannot give out more than about 100,000 records, and gives all items up,
 * those on their way too, when one has an expression that cannot run.
 */
export const runItems = (operation: Operation) =>
	async function run(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const maxConcurrency = maxConcurrencyOf(this);
		const ledger = operation.verdict && openLedger(this, operation, items);
		const execution = startExecution(this, {
			ledger,
			continuesOnFail: continuesOnFail(this),
			maxConcurrency,
		});
		const send = senderOf(this);
		const outcomes = new Array<Outcome>(items.length);
		const pool = new Pool(maxConcurrency);
		const nextTurn = turnTaker();
		const itemAt = (itemIndex: number): Item => ({
			itemIndex,
			source: {
				json: items[itemIndex].json,
				getParameter: (path) => this.getNodeParameter(path, itemIndex, null),
			},
			evaluate: (expression) => this.evaluateExpression(expression.slice(1), itemIndex),
			send,
		});
		adoptEarlier(operation, execution, itemAt);
		for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
			await nextTurn();
			await pool.start(async () => {
				outcomes[itemIndex] = await settle(processItem(operation, execution, itemAt(itemIndex)));
			});
		}
		await pool.finish();
		const output = gather(outcomes);
		if (operation.verdict === 'added') {
			if (items.length >= manyItems) this.addExecutionHints(useAddMany);
			await adviseOnDialing(
				this,
				output.map(({ json }) => json),
			);
		}
		return [output];
	};

/** One that cannot be read is told to each item when its options are read. */
function maxConcurrencyOf(context: IExecuteFunctions): number {
	try {
		const value = context.getNodeParameter('options.maxConcurrency', 0, defaultConcurrency);
		return Math.max(1, toInteger(value, 'Max Concurrency'));
	} catch {
		return 1;
	}
}

type Outcome = { readonly output: INodeExecutionData[] } | { readonly error: Error };

const settle = async (work: Promise<INodeExecutionData[]>): Promise<Outcome> =>
	await work.then(
		(output) => ({ output }),
		(error: Error) => ({ error }),
	);

/** Once all items are done, the first error is thrown. */
function gather(outcomes: readonly Outcome[]): INodeExecutionData[] {
	const all: INodeExecutionData[] = [];
	for (const outcome of outcomes) {
		if ('error' in outcome) throw outcome.error;
		for (const item of outcome.output) all.push(item);
	}
	return all;
}

/** From so many items on, Add Many is the better operation. */
const manyItems = 100;

const useAddMany = {
	message:
		'For many leads, the operation “Add Many” is much faster: it sends up to 3,000 in one request and gives each its verdict.',
	type: 'info',
	location: 'outputPane',
} as const;
