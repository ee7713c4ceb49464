import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { MethodName, WireName } from '../contract/methods';
import type { DialerRequest } from '../transport/encode';
import type { ReadParameter } from './parameterReader';
import type { Answer } from '../transport/readAnswer';

/** The service said OK: what was asked, what it answered. */
export interface Success {
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
