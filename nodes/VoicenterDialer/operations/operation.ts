import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { DialerRequest, WireValue } from '../api/encode';
import { recordsIn } from '../api/json';
import type { MethodName, WireName } from '../api/methods';
import type { Answer } from '../api/outcome';
import type { ReadParameter } from '../input/parameterReader';

/** A successful request and its response. */
interface Success {
	readonly request: DialerRequest;
	readonly description: string;
	readonly answer: Answer;
	readonly read: ReadParameter;
}

/** One entry of the Operation menu: what the panel shows, and what is sent. */
export interface Operation<M extends MethodName = MethodName> {
	readonly method: M;
	readonly option: Pick<INodePropertyOptions, 'name' | 'action' | 'description'> & {
		readonly value: string;
	};
	readonly fields: readonly INodeProperties[];
	/** Maps the method's parameters to the node's parameters. */
	readonly request: Readonly<Partial<Record<WireName<M>, string>>>;
	/** Parameters that do not come from one field, or that a field left empty. */
	readonly computed?: (read: ReadParameter) => Readonly<Record<string, WireValue>>;
	/** Checks the whole request before it is sent. Throws an InputError. */
	readonly check?: (request: DialerRequest, read: ReadParameter) => void;
	/** The data of the output items, unless the operation is about leads. */
	readonly output?: (success: Success) => IDataObject[];
	/** The success verdict, if the operation is about leads (one per input item). */
	readonly status?: 'added' | 'updated' | 'removed';
	/** Rejected leads are ordinary output, not errors of their items. */
	readonly toleratesRejections?: true;
	/** The same request may be sent twice, because the second one changes nothing. */
	readonly isRepeatable?: true;
}

/** Lets the compiler check the method's parameter names. */
export const operation = <M extends MethodName>(definition: Operation<M>): Operation =>
	definition as unknown as Operation;

/** Output of an action on a campaign. */
export const done = ({ request: { parameters }, description }: Success): IDataObject[] => [
	{ campaign: parameters.Campaign, success: true, errorCode: 0, description },
];

/** Output of an action on a campaign's member, with the number of members it changed. */
export const memberDone =
	(wireName: 'TotalAdded' | 'TotalRemoved', name: 'totalAdded' | 'totalRemoved') =>
	({ request: { parameters }, description, answer }: Success): IDataObject[] => [
		{
			campaign: parameters.Campaign,
			member: parameters.Member,
			success: true,
			errorCode: 0,
			description,
			[name]: (answer.Data as IDataObject | undefined)?.[wireName] ?? null,
		},
	];

/** Output of Get Many: the API's own records, up to the limit. */
export const records =
	(select: (data: unknown, read: ReadParameter) => unknown) =>
	({ answer, read }: Success): IDataObject[] =>
		recordsIn(select(answer.Data, read)).slice(0, limitOf(read));

/** How many records Get Many returns. */
export function limitOf(read: ReadParameter): number {
	if (String(read('returnAll')) === 'true') return Infinity;
	const limit = Number(read('limit') ?? 50);
	return Number.isFinite(limit) ? Math.max(0, limit) : 50;
}
