import type { IContextObject, INode, INodeExecutionData } from 'n8n-workflow';
import type { Operation } from '../Operation';
import { Ledger } from './Ledger';
import type { NodeParameters } from './isSameLead';

/** The part of n8n's contexts that the ledger needs; the declarative engine's has it too. */
export interface LedgerContext {
	getContext(type: 'node'): IContextObject;
	getNode(): INode;
	evaluateExpression(expression: string, itemIndex: number): unknown;
}

export const openLedger = (
	context: LedgerContext,
	operation: Operation,
	items: readonly INodeExecutionData[],
): Ledger =>
	new Ledger(
		context.getContext('node'),
		Number(context.evaluateExpression('{{ $runIndex }}', 0)),
		items,
		leadParameters(operation, context.getNode().parameters),
	);

/** The parameters that make the lead; the rest, such as a timeout, may change between tries. */
export function leadParameters(operation: Operation, parameters: NodeParameters): NodeParameters {
	const names = ['resource', 'operation', ...operation.fields.map(({ name }) => name)];
	const entries = names
		.filter((name) => name !== 'options' && name in parameters)
		.map((name): [string, unknown] => [name, parameters[name]]);
	const { cleanPhoneNumbers } = (parameters.options ?? {}) as NodeParameters;
	if (cleanPhoneNumbers !== undefined) entries.push(['options', { cleanPhoneNumbers }]);
	return Object.fromEntries(entries);
}
