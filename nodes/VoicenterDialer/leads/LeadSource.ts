import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { addMany as operation } from '../resources/call/addMany';
import { isSameLead, type NodeParameters } from '../routing/ledger/isSameLead';
import { leadParameters } from '../routing/ledger/openLedger';
import type { ReadParameter } from '../routing/Operation';
import { parameterReader, type ItemSource } from '../routing/parameterReader';
import { shownValue, toRequest } from '../routing/toRequest';
import { InputError } from '../transport/InputError';
import { isEmpty } from '../transport/isEmpty';
import { toFlag } from '../transport/toFlag';
import { toText } from '../transport/toText';
import type { Subject } from './Book';
import type { Lead } from './Lead';

/** The leads behind the input items. */
export class LeadSource {
	readonly itemCount: number;

	private readonly zone: string;

	private readonly hasKeys: boolean;

	private readonly readerFor: (source: ItemSource) => ReadParameter;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly items: readonly INodeExecutionData[],
	) {
		const { parameters } = context.getNode();
		this.itemCount = items.length;
		this.zone = context.getTimezone();
		this.readerFor = parameterReader(parameters);
		this.hasKeys = !isEmpty((parameters.options as IDataObject | undefined)?.idempotencyKey);
	}

	/** An item's parameters, by path. */
	reader(itemIndex: number): ReadParameter {
		return this.readerFor({
			json: this.items[itemIndex].json,
			getParameter: (path) => this.context.getNodeParameter(path, itemIndex, null),
		});
	}

	read(itemIndex: number): Lead | InputError {
		const read = this.reader(itemIndex);
		try {
			const request = toRequest(operation, read, this.zone);
			return {
				itemIndex,
				request,
				key: this.hasKeys ? keyOf(read) : undefined,
				isDryRun: toFlag(read('options.dryRun'), 'Dry Run', false),
			};
		} catch (error) {
			return InputError.from(error);
		}
	}

	/** By which an item that makes no lead is known in the output. */
	subjectOf(itemIndex: number): Subject {
		const read = this.reader(itemIndex);
		const shown = (path: string) => shownValue(operation, read, path, this.zone);
		return { campaign: shown('campaign'), target: shown('target') };
	}

	/** Whether the item made the same lead with the parameters of an earlier try. */
	isUnchanged(itemIndex: number, before: NodeParameters): boolean {
		return isSameLead(
			operation,
			before,
			leadParameters(operation, this.context.getNode().parameters),
			{
				json: this.items[itemIndex].json,
				getParameter: (_path, expression) =>
					this.context.evaluateExpression(expression.slice(1), itemIndex),
			},
			this.zone,
		);
	}
}

const label = 'Idempotency Key';

function keyOf(read: ReadParameter): string {
	const value = read('options.idempotencyKey');
	if (!isEmpty(value)) return toText(value, label);
	throw new InputError(
		`“${label}” is empty`,
		'Without its key, this lead might be sent twice. Check the expression of “Idempotency Key”: every lead needs a value of its own.',
	);
}
