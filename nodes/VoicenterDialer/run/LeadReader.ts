import type { INode, INodeParameters } from 'n8n-workflow';
import type { DialerRequest } from '../api/encode';
import { InputError } from '../api/failure';
import { methodOf, variablePrefix } from '../api/methods';
import { canonicalPhoneNumber } from '../api/phone';
import {
	parameterReader,
	readIfPossible,
	type ItemSource,
	type ReadParameter,
} from '../input/parameterReader';
import { isEmpty, toFlag, toText } from '../input/values';
import { shownValue, toRequest } from '../operations/toRequest';
import type { Item, Lead, LeadOperation } from './lead';
import { readOptions, type Options } from './options';
import type { EarlierLead } from './sentLeads';
import type { Subject } from './verdict';

/** Reads the leads of a run from its input items. */
export class LeadReader {
	readonly isBulk: boolean;

	/** Whether the leads have idempotency keys. */
	readonly hasKeys: boolean;

	/** They hold for the whole run where one request carries many leads; else each item has its own. */
	readonly options: Options | InputError;

	private readonly readerFor: (source: ItemSource) => ReadParameter;

	/** @param zone IANA zone of times that name none */
	constructor(
		private readonly operation: LeadOperation,
		{ parameters }: INode,
		private readonly zone: string,
		first: Item,
	) {
		this.isBulk = methodOf(operation.method).isBulk === true;
		this.readerFor = parameterReader(parameters);
		this.hasKeys =
			this.isBulk &&
			!isEmpty((parameters.options as Partial<INodeParameters> | undefined)?.idempotencyKey);
		this.options = this.optionsOf(first);
	}

	/** @returns InputError naming the field where the item makes no lead */
	read({ itemIndex, source, send }: Item): Lead | InputError {
		const read = this.readerFor(source);
		try {
			const options = this.isBulk ? (this.options as Options) : readOptions(read, false);
			const request = toRequest(this.operation, read, this.zone);
			const key = this.hasKeys ? keyOf(read) : undefined;
			const isDryRun = toFlag(read('options.dryRun'), 'Dry Run', false);
			return { itemIndex, request: withKey(request, key), options, send, isDryRun, key };
		} catch (error) {
			return InputError.from(error);
		}
	}

	/** How the output names an item that makes no lead. */
	subjectOf({ source }: Item): Subject {
		const read = this.readerFor(source);
		const shown = (path: string) => shownValue(this.operation, read, path, this.zone);
		return { campaign: shown('campaign'), target: shown('target') };
	}

	/** What can be said today of a lead that an earlier try sent. */
	readEarlier({ itemIndex, source }: Item): EarlierLead {
		const read = this.readerFor(source);
		const campaign = String(readIfPossible(read, 'campaign')).trim();
		const phone = canonicalPhoneNumber(String(readIfPossible(read, 'target')));
		return { itemIndex, campaign, phone };
	}

	private optionsOf(item: Item): Options | InputError {
		try {
			return readOptions(this.readerFor(item.source), this.isBulk);
		} catch (error) {
			return InputError.from(error);
		}
	}
}

const label = 'Idempotency Key';
const keyVariable = `${variablePrefix}idempotency_key`;

/**
 * The key travels with its lead, by which the lead is found again in the queue and in the outcome,
 * unless one of its variables has that very value already.
 */
function withKey(request: DialerRequest, key: string | undefined): DialerRequest {
	if (key === undefined || keyVariable in request.variables) return request;
	if (Object.values(request.variables).some((value) => String(value) === key)) return request;
	return { ...request, variables: { ...request.variables, [keyVariable]: key } };
}

function keyOf(read: ReadParameter): string {
	const value = read('options.idempotencyKey');
	const key = isEmpty(value) ? '' : toText(value, label).trim();
	if (key !== '') return key;
	throw new InputError(
		`“${label}” is empty`,
		'Without its key, this lead might be sent twice. Check the expression of “Idempotency Key”: every lead needs a value of its own.',
	);
}
