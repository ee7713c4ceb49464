import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { DialerRequest } from '../api/encode';
import type { MethodName, WireName } from '../api/methods';
import type { Answer } from '../api/outcome';
import type { ReadParameter } from '../input/parameterReader';

/** The service said OK: what was asked, what it answered. */
interface Success {
	readonly request: DialerRequest;
	readonly description: string;
	readonly answer: Answer;
	readonly read: ReadParameter;
}

/** One entry of the Operation menu: what the panel shows, and what goes over the wire. */
export interface Operation<M extends MethodName = MethodName> {
	readonly method: M;
	readonly option: Pick<INodePropertyOptions, 'name' | 'action' | 'description'> & {
		readonly value: string;
	};
	readonly fields: readonly INodeProperties[];
	/** Which parameter of the node holds which parameter of the method. */
	readonly request: Readonly<Partial<Record<WireName<M>, string>>>;
	/** Throws an InputError, before anything is sent, for what no single row of the request can tell. */
	readonly check?: (request: DialerRequest, read: ReadParameter) => void;
	/** The output items' data, where the operation is not about leads. */
	readonly output?: (success: Success) => IDataObject[];
	/** The good verdict, where the operation is about leads: each input item is one. */
	readonly status?: 'added' | 'updated' | 'removed';
}

/** Keeps the method's own parameter names known to the compiler. */
export const operation = <M extends MethodName>(definition: Operation<M>): Operation =>
	definition as unknown as Operation;

/** Something was done to a campaign. */
export const done = ({ request: { parameters }, description }: Success): IDataObject[] => [
	{ campaign: parameters.Campaign, success: true, errorCode: 0, description },
];

/** Something was done to a campaign's member; `total` is how many members it touched. */
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

/** The API's own records, as many as were asked for. */
export const records =
	(select: (data: unknown, read: ReadParameter) => unknown) =>
	({ answer, read }: Success): IDataObject[] => {
		const selected = select(answer.Data, read);
		const all = Array.isArray(selected) ? (selected as IDataObject[]) : [];
		if (String(read('returnAll')) === 'true') return all;
		const limit = Number(read('limit') ?? 50);
		return all.slice(0, Number.isFinite(limit) ? Math.max(0, limit) : 50);
	};
