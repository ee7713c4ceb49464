import type { INode, INodeParameters } from 'n8n-workflow';
import type { DialerRequest } from '../api/encode';
import { InputError } from '../api/failure';
import { methodOf, variablePrefix } from '../api/methods';
import { canonicalPhoneNumber, hasCountryCode } from '../api/phone';
import { parameterReader, type ItemSource, type ReadParameter } from '../input/parameterReader';
import { isEmpty, toFlag, toText } from '../input/values';
import { shownValue, subjectPaths, toRequest } from '../operations/toRequest';
import { CallingRules, type Sending } from '../rules/CallingRules';
import { sendingOf, type Item, type Lead, type LeadOperation } from './lead';
import { readOptions, readOutputField, type Options } from './options';
import type { EarlierLead } from './sentLeads';
import type { Subject } from './verdict';

/** Reads leads from input items. */
export class LeadReader {
	readonly isBulk: boolean;

	/** Whether the leads have idempotency keys. */
	readonly hasKeys: boolean;

	/** Apply to the whole run in bulk operations. Otherwise each item has its own options. */
	readonly options: Options | InputError;

	/** Applies to the whole run, also to items that are not valid leads. */
	readonly outputField?: string;

	private readonly readerFor: (source: ItemSource) => ReadParameter;

	private readonly rules?: CallingRules;

	/** @param zone the IANA time zone for times without one */
	constructor(
		private readonly operation: LeadOperation,
		{ parameters }: INode,
		private readonly zone: string,
		first: Item,
	) {
		this.isBulk = methodOf(operation.method).isBulk === true;
		this.readerFor = parameterReader(parameters);
		this.hasKeys = hasKeys(operation, parameters);
		this.options = this.optionsOf(first);
		this.outputField = this.outputFieldOf(first);
		const hasRules = Object.keys(parameters[rulesField] ?? {}).length > 0;
		const takesRules = operation.fields.some(({ name }) => name === rulesField);
		if (hasRules && takesRules) this.rules = new CallingRules(zone);
	}

	/** @returns an InputError that names the field if the item is not a valid lead */
	read({ itemIndex, source, send }: Item): Lead | InputError {
		const read = this.readerFor(source);
		try {
			const options = this.isBulk ? (this.options as Options) : readOptions(read, false);
			const asked = toRequest(this.operation, read, this.zone);
			const decision = this.decide(asked, read);
			const request = atTime(asked, sendingOf({ decision }));
			const key = this.hasKeys ? readKey(read) : undefined;
			const isDryRun = toFlag(read('options.dryRun'), 'Dry Run', false);
			return { itemIndex, request: withKey(request, key), options, send, isDryRun, key, decision };
		} catch (error) {
			return InputError.from(error);
		}
	}

	/** Identifies an item in the output that is not a valid lead. */
	subjectOf({ source }: Item): Subject {
		const read = this.readerFor(source);
		const shown = (path: string) => [path, shownValue(this.operation, read, path, this.zone)];
		return Object.fromEntries(subjectPaths(this.operation).map(shown));
	}

	/** Evaluates campaign and phone number of a lead from an earlier try again. */
	readEarlier(item: Item): EarlierLead {
		const { campaign, target } = this.subjectOf(item);
		const phone = canonicalPhoneNumber(String(target));
		return { itemIndex: item.itemIndex, campaign: String(campaign), phone };
	}

	/** An invalid one is an error of each lead. */
	private outputFieldOf({ source }: Item): string | undefined {
		try {
			return readOutputField(this.readerFor(source));
		} catch {
			return undefined;
		}
	}

	/** An update that sets no time leaves the call when it is. */
	private decide({ parameters }: DialerRequest, read: ReadParameter): Lead['decision'] {
		if (this.rules === undefined) return undefined;
		const { Target, OriginateTime } = parameters;
		if (this.operation.status === 'updated' && OriginateTime === undefined) return undefined;
		const call = {
			phone: canonicalPhoneNumber(String(Target)),
			hasCountryCode: () => hasCountryCode(String(read('target'))),
			originateTime: OriginateTime === undefined ? undefined : Number(OriginateTime),
		};
		try {
			return this.rules.decide(read, call, Date.now() / msPerSecond);
		} catch (error) {
			return InputError.from(error);
		}
	}

	private optionsOf(item: Item): Options | InputError {
		try {
			return readOptions(this.readerFor(item.source), this.operation.method === 'AddCallsBulk');
		} catch (error) {
			return InputError.from(error);
		}
	}
}

const rulesField = 'callingRules';
const msPerSecond = 1000;

/** The request with the time to which the calling rules moved it. */
function atTime(request: DialerRequest, sending?: Sending): DialerRequest {
	if (sending?.originateTime === undefined) return request;
	const parameters = { ...request.parameters, OriginateTime: sending.originateTime };
	return { ...request, parameters };
}

/** Whether the leads have idempotency keys. */
export const hasKeys = ({ method }: LeadOperation, { options }: INodeParameters): boolean =>
	method === 'AddCallsBulk' &&
	!isEmpty((options as Partial<INodeParameters> | undefined)?.idempotencyKey);

const label = 'Idempotency Key';
const keyVariable = `${variablePrefix}idempotency_key`;

/**
 * Sends the key as a custom variable, so that the lead can be found in the queue and in the outcome.
 * Not needed if another variable already has this value.
 */
function withKey(request: DialerRequest, key: string | undefined): DialerRequest {
	if (key === undefined || keyVariable in request.variables) return request;
	if (Object.values(request.variables).some((value) => String(value) === key)) return request;
	return { ...request, variables: { ...request.variables, [keyVariable]: key } };
}

function readKey(read: ReadParameter): string {
	const value = read('options.idempotencyKey');
	const key = isEmpty(value) ? '' : toText(value, label).trim();
	if (key !== '') return key;
	throw new InputError(
		`“${label}” is empty`,
		'Without a key, this lead could be sent twice. Check the expression in “Idempotency Key”: every lead needs its own value.',
	);
}
