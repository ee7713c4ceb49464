import * as fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import type { Fault, FaultRule } from '../../simulator';
import { leadsFrom, type AddOperation } from './addCalls';
import { onErrorModes } from './execution';
import { campaignCodes, waitingPhone } from './service';

/** Few numbers in several spellings, so that they coincide, and some invalid ones. */
const phone = fc.oneof(
	{
		weight: 8,
		arbitrary: fc.constantFrom('0501111111', '972501111111', '+972 50-111-1111', '0502222222'),
	},
	{ weight: 4, arbitrary: fc.constantFrom('972503333333', '0504444444', waitingPhone) },
	{ weight: 1, arbitrary: fc.constantFrom('', null, 'abc', '12', 972505555555) },
);

const rarely = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
	fc.oneof(
		{ weight: 6, arbitrary: fc.constant(usual) },
		{ weight: 1, arbitrary: fc.constantFrom(...others) },
	);

const lead = fc.record({
	campaign: fc.oneof(
		{ weight: 8, arbitrary: fc.constantFrom(...campaignCodes) },
		{ weight: 1, arbitrary: fc.constantFrom('unknown', '') },
	),
	phone,
	/** The service rejects `no`. */
	callerId: rarely('', '0722776772', 'no'),
	name: fc.constantFrom('Dana', 'דנה', ''),
	priority: rarely<unknown>(0, 5, '7', 'high'),
	at: rarely('', '2026-12-24T09:30:00Z', 'tomorrow'),
});

/** Leads with ids. Some are exact copies of others. */
const leads = fc
	.tuple(
		fc.array(lead, { minLength: 1, maxLength: 10 }),
		fc.array(fc.tuple(fc.nat(9), fc.nat(20)), { maxLength: 4 }),
	)
	.map(([singles, copies]) => {
		const all = singles.map((single, index) => ({ ...single, id: `lead ${index}` }));
		for (const [from, to] of copies) all.splice(to % all.length, 0, all[from % all.length]);
		return all;
	});

const httpStatus = (status: number, processed = false): Fault => ({
	kind: 'httpStatus',
	status,
	processed,
});

/** Faults after which the request may or may not have been processed. */
const eitherWay = fc
	.boolean()
	.chain((processed) =>
		fc.constantFrom<Fault>(
			{ kind: 'cut', processed },
			{ kind: 'cutConnection', processed },
			{ kind: 'empty', processed },
			{ kind: 'html', processed },
			{ kind: 'noErrorCode', processed },
			{ kind: 'repeatAnswer', processed },
			{ kind: 'errorCode', errorCode: 3, processed },
			{ kind: 'errorCode', errorCode: '3', processed },
			httpStatus(500, processed),
			httpStatus(502, processed),
			httpStatus(504, processed),
		),
	);

const addResultFault = fc.record({
	kind: fc.constant('addResult' as const),
	change: fc.constantFrom(
		'reverse' as const,
		'drop' as const,
		'extra' as const,
		'duplicateTarget' as const,
		'omit' as const,
		'wrongTarget' as const,
	),
	count: fc.integer({ min: 1, max: 3 }),
});

const fault = fc.oneof(
	{ weight: 8, arbitrary: eitherWay },
	{ weight: 4, arbitrary: addResultFault },
	{
		weight: 6,
		arbitrary: fc.constantFrom<Fault>(
			{ kind: 'answerLost' },
			{ kind: 'resetBefore' },
			{ kind: 'errorCode', errorCode: 1 },
			{ kind: 'errorCode', errorCode: '2' },
			httpStatus(403),
			httpStatus(404),
		),
	},
);

/** The service answers these only if it did nothing. Few, because the node waits before it resends. */
const busy = fc.constantFrom(httpStatus(429), httpStatus(503));

const place = {
	campaign: fc.option(fc.constantFrom(...campaignCodes), { nil: undefined }),
	after: fc.nat(2),
};

const rule: fc.Arbitrary<FaultRule> = fc.oneof(
	{
		weight: 12,
		arbitrary: fc.record({
			...place,
			method: fc.constantFrom('AddCall', 'AddCallsBulk', 'AddCall', 'AddCallsBulk', undefined),
			times: fc.constantFrom(1, 2, undefined),
			fault,
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			...place,
			method: fc.constant('GetCampaignPendingCalls' as const),
			times: fc.constantFrom(1, 2),
			fault: eitherWay,
		}),
	},
	{ weight: 1, arbitrary: fc.record({ ...place, times: fc.constant(1), fault: busy }) },
);

const optionsOf: Readonly<Record<AddOperation, fc.Arbitrary<INodeParameters>>> = {
	add: fc.record({
		maxConcurrency: fc.integer({ min: 1, max: 4 }),
		maxRetries: fc.constantFrom(0, 1),
		requestFormat: fc.constantFrom('json', 'form', 'query'),
	}),
	addMany: fc.record({
		batchSize: fc.integer({ min: 1, max: 6 }),
		maxConcurrency: fc.integer({ min: 1, max: 3 }),
		maxRetries: fc.constantFrom(0, 1),
		skipDuplicates: rarely(false, true),
		skipPending: rarely(false, true),
	}),
};

/** A run of call: Add or Add Many against a service with faults. */
export const arbitraryRun = (operation: AddOperation) =>
	fc.record({ leads, options: optionsOf[operation], faults: fc.array(rule, { maxLength: 3 }) });

/** A run with valid leads, all of them different. */
export const goodRun = (operation: AddOperation) =>
	fc.record({
		leads: fc
			.array(fc.constantFrom(...campaignCodes), { minLength: 1, maxLength: 8 })
			.map((campaigns) => campaigns.flatMap((code, index) => leadsFrom([`lead ${index}`], code))),
		options: optionsOf[operation].map((options) => ({
			...options,
			maxRetries: 0,
			skipDuplicates: false,
			skipPending: false,
		})),
		faults: fc.array(rule, { minLength: 1, maxLength: 3 }),
		retryOnFail: fc.boolean(),
		onError: fc.constantFrom(...onErrorModes),
	});
