import type { INodeParameters } from 'n8n-workflow';
import type { Bounds } from './choices';
import type { SavedNode } from './engine';
import { groupOf } from './wireCall';

export type Operation = 'add' | 'addMany' | 'update' | 'remove';

/** An input item. */
export interface Lead {
	readonly phone: string;
	readonly name?: string;
	readonly priority?: number;
	readonly id?: string;
	readonly key?: string;
	/** The phone number after an edit of the node. */
	readonly mobile?: string;
	/** How often the person was called already. */
	readonly attempts?: number;
}

/** What happens after the first execution. */
export type Step =
	/** Retry in the executions list, if the execution failed. */
	| { readonly kind: 'retry'; readonly operation?: Operation; readonly usesMobile?: boolean }
	/** A new execution. */
	| { readonly kind: 'again'; readonly leads?: readonly Lead[] };

export interface Scenario {
	readonly name: string;
	/** The row of the table in the docs. */
	readonly group: string;
	readonly operation: Operation;
	readonly leads: readonly Lead[];
	readonly onError: 'stopWorkflow' | 'continueRegularOutput';
	readonly retryOnFail?: boolean;
	readonly isKeyed: boolean;
	/** n8n takes long to store keys, as it does when there are many. */
	readonly hasSlowKeys?: boolean;
	/** The originate time is one hour after the current time. */
	readonly usesClock?: boolean;
	readonly hasIds: boolean;
	readonly options: INodeParameters;
	/** The calling rules of Add and Update. */
	readonly rules?: INodeParameters;
	readonly steps: readonly Step[];
	/** A second execution runs the same leads at the same time. */
	readonly isTwice?: boolean;
	/** Calls from earlier days in the queue. */
	readonly waiting: readonly Lead[];
	readonly bounds: Bounds;
	/** Tries every outcome as the first fault of a history, instead of one per class. */
	readonly isWide: boolean;
}

/** The saved node at the start of a run. */
export interface RunSetup {
	readonly operation: Operation;
	readonly usesMobile: boolean;
	readonly onError: Scenario['onError'];
}

const one: readonly Lead[] = [{ phone: '0501111111', name: 'Dana' }];
const two: readonly Lead[] = [...one, { phone: '0502222222', name: 'Omer' }];
const four: readonly Lead[] = [
	...two,
	{ phone: '0504444444', name: 'Tal' },
	{ phone: '0505555555', name: 'Gil' },
];
const spellings: readonly Lead[] = [
	{ phone: '0501111111', name: 'Dana' },
	{ phone: '972501111111', name: 'Dana' },
];
const alike: readonly Lead[] = [...one, ...one];
const withAndWithout: readonly Lead[] = [
	{ phone: '0501111111', name: 'Dana', priority: 5 },
	{ phone: '0501111111' },
];
const mixed: readonly Lead[] = [...spellings, { phone: '0502222222', name: 'Omer' }];
const other: readonly Lead[] = [{ phone: '0503333333', name: 'Tal' }];
const yesterday: readonly Lead[] = [{ phone: '0501111111', name: 'Noa' }];

const keyed = (leads: readonly Lead[]): readonly Lead[] =>
	leads.map((lead, index) => ({ ...lead, key: `k${index}` }));
const withIds = (leads: readonly Lead[]): readonly Lead[] =>
	leads.map((lead, index) => ({ ...lead, id: `id${index}` }));
const editable = (leads: readonly Lead[]): readonly Lead[] =>
	leads.map((lead, index) => (index === 0 ? { ...lead, mobile: '0503333333' } : lead));

export const bounds = (total: number, more: Partial<Bounds> = {}): Bounds => ({
	total,
	fault: total,
	switch: 0,
	kill: 0,
	...more,
});

const scenario = (
	group: string,
	name: string,
	operation: Operation,
	leads: readonly Lead[],
	more: Partial<Scenario> = {},
): Scenario => ({
	onError: 'continueRegularOutput',
	isKeyed: false,
	hasIds: false,
	steps: [],
	waiting: operation === 'update' || operation === 'remove' ? leads : [],
	bounds: bounds(2),
	isWide: true,
	...more,
	name,
	group,
	operation,
	leads,
	options: {
		maxRetries: 1,
		maxConcurrency: 1,
		...(operation === 'addMany' && { batchSize: 2 }),
		...((more.isKeyed ?? false) && { idempotencyKey: '={{ $json.key }}' }),
		...more.options,
	},
});

const stop = { onError: 'stopWorkflow', steps: [{ kind: 'retry' }] } as const;
const retryOnFail = { ...stop, retryOnFail: true } as const;
const small = { batchSize: 1 };
const editLead = { onError: 'stopWorkflow', steps: [{ kind: 'retry', usesMobile: true }] } as const;
const editOperation = (operation: Operation) =>
	({ onError: 'stopWorkflow', steps: [{ kind: 'retry', operation }] }) as const;
const killed = bounds(2, { kill: 1 });

const adding = (['add', 'addMany'] as const).flatMap((operation): Scenario[] => {
	const at = (name: string) => `${operation}-${name}`;
	return [
		scenario('One execution', at('two'), operation, two, { bounds: bounds(3) }),
		scenario('One execution', at('spellings'), operation, spellings, { bounds: bounds(3) }),
		scenario('One execution', at('with-and-without'), operation, withAndWithout),
		scenario('One execution', at('yesterday'), operation, one, { waiting: yesterday }),
		scenario('One execution', at('concurrent'), operation, alike, {
			options: { maxConcurrency: 2, ...(operation === 'addMany' && small) },
			bounds: bounds(2, { switch: 1 }),
		}),
		scenario('Retry On Fail', at('retry-on-fail'), operation, spellings, retryOnFail),
		scenario('Retry On Fail', at('retry-on-fail-ids'), operation, withIds(two), retryOnFail),
		scenario('Retry', at('retry'), operation, two, stop),
		scenario('Retry', at('retry-alike'), operation, alike, stop),
		scenario('Retry', at('retry-with-and-without'), operation, withAndWithout, stop),
		scenario('Retry', at('retry-deep'), operation, one, {
			...stop,
			bounds: bounds(3),
			isWide: false,
		}),
		scenario('Retry', at('retry-clock'), operation, alike, { ...stop, usesClock: true }),
		scenario('Retry after an edit', at('edit-lead'), operation, editable(two), editLead),
		scenario('Retry after an edit', at('edit-spellings'), operation, editable(spellings), editLead),
		scenario('Retry after an edit', at('to-remove'), operation, two, editOperation('remove')),
		scenario('Retry after an edit', at('to-update'), operation, one, editOperation('update')),
		scenario('A second execution', at('again'), operation, one, { steps: [{ kind: 'again' }] }),
	];
});

const bulk: readonly Scenario[] = [
	scenario('One execution', 'addMany-small-spellings', 'addMany', spellings, { options: small }),
	scenario('One execution', 'addMany-small-alike', 'addMany', alike, { options: small }),
	scenario('One execution', 'addMany-small-clock', 'addMany', alike, {
		options: small,
		usesClock: true,
	}),
	scenario('One execution', 'addMany-three', 'addMany', mixed, { isWide: false }),
	scenario('Retry', 'addMany-small-retry', 'addMany', mixed, {
		...stop,
		options: small,
		isWide: false,
	}),
	scenario('One execution', 'addMany-skip-pending', 'addMany', two, {
		options: { skipPending: true },
		waiting: yesterday,
	}),
];

const changing = (['update', 'remove'] as const).flatMap((operation): Scenario[] => {
	const at = (name: string) => `${operation}-${name}`;
	return [
		scenario('One execution', at('two'), operation, two, { bounds: bounds(3) }),
		scenario('Retry On Fail', at('retry-on-fail'), operation, two, retryOnFail),
		scenario('Retry', at('retry'), operation, spellings, stop),
		scenario('Retry after an edit', at('to-add'), operation, one, editOperation('add')),
	];
});

const withKeys: readonly Scenario[] = [
	scenario('Keys', 'keys', 'addMany', keyed(one), { isKeyed: true }),
	scenario('Keys', 'keys-small', 'addMany', keyed(two), {
		isKeyed: true,
		options: small,
		isWide: false,
	}),
	scenario('Keys', 'keys-again', 'addMany', keyed(two), {
		isKeyed: true,
		steps: [{ kind: 'again' }],
		isWide: false,
	}),
	scenario('Keys', 'keys-spellings', 'addMany', keyed(spellings), { isKeyed: true, isWide: false }),
	scenario('Keys', 'keys-one-person', 'addMany', keyed(one), {
		isKeyed: true,
		isWide: false,
		steps: [{ kind: 'again', leads: [{ ...one[0], key: 'another' }] }],
		bounds: bounds(2, { kill: 1 }),
	}),
	scenario('Keys', 'keys-retry', 'addMany', keyed(two), { ...stop, isKeyed: true, isWide: false }),
	scenario('Keys', 'keys-small-retry', 'addMany', keyed(two), {
		...stop,
		isKeyed: true,
		options: small,
		isWide: false,
	}),
	scenario('Keys', 'keys-retry-on-fail', 'addMany', keyed(one), {
		...retryOnFail,
		isKeyed: true,
		isWide: false,
	}),
	scenario('Keys', 'keys-edit-lead', 'addMany', editable(keyed(two)), {
		...editLead,
		isKeyed: true,
		isWide: false,
	}),
];

const deaths: readonly Scenario[] = [
	scenario('A kill', 'add-death', 'add', one, { bounds: killed, isWide: false }),
	scenario('A kill', 'keys-death', 'addMany', keyed(one), { isKeyed: true, bounds: killed }),
	scenario('A kill', 'keys-death-spellings', 'addMany', keyed(spellings), {
		isKeyed: true,
		bounds: killed,
		isWide: false,
	}),
	scenario('A kill', 'keys-death-small', 'addMany', keyed(two), {
		isKeyed: true,
		options: small,
		bounds: killed,
		isWide: false,
	}),
	// The keys of the third and fourth request share a write.
	scenario('A kill', 'keys-death-group', 'addMany', keyed(four), {
		isKeyed: true,
		hasSlowKeys: true,
		options: { ...small, maxConcurrency: 1 },
		bounds: killed,
		isWide: false,
	}),
	scenario('A kill', 'keys-two-deaths', 'addMany', keyed(one), {
		isKeyed: true,
		bounds: bounds(2, { kill: 2, fault: 1 }),
		isWide: false,
	}),
];

const maxAttempts = 3;
const attemptRules = { maxAttempts, attemptsSoFar: '={{ $json.attempts ?? 0 }}' };

/** One person, as three sources write the number. */
const suppressedPhones: ReadonlySet<string> = new Set([
	'501111111',
	'+972 (0)50-111-1111',
	'972501111111',
]);
const suppressRules = { suppressedNumbers: '0502222222, 050-111-1111' };
const suppressed: readonly Lead[] = [...suppressedPhones].map((phone) => ({ phone, name: 'Dana' }));

/** Whether the scenario's rules keep the lead back, at any time. */
export const isKeptBack = ({ rules }: Scenario, { phone, attempts = 0 }: Lead): boolean =>
	(rules?.maxAttempts !== undefined && attempts >= Number(rules.maxAttempts)) ||
	(rules?.suppressedNumbers !== undefined && suppressedPhones.has(phone));

/** The histories begin at 08:00 UTC, one minute before closing. A timeout takes longer. */
const closingRules = {
	customHours: {
		window: [{ days: ['wednesday', 'thursday', 'friday'], from: '00:00', to: '08:01' }],
	},
	timeZone: 'UTC',
	stopBeforeClosing: 0,
};

const calledTooOften: readonly Lead[] = keyed(two).map((lead, index) =>
	index === 0 ? { ...lead, attempts: maxAttempts } : lead,
);

const withRules: readonly Scenario[] = [
	scenario('Calling rules', 'rules-attempts', 'addMany', calledTooOften, {
		isKeyed: true,
		rules: attemptRules,
		steps: [{ kind: 'again', leads: keyed(two) }],
		options: small,
		isWide: false,
	}),
	scenario('Calling rules', 'rules-attempts-death', 'addMany', calledTooOften, {
		isKeyed: true,
		rules: attemptRules,
		steps: [{ kind: 'again', leads: keyed(two) }],
		bounds: killed,
		isWide: false,
	}),
	scenario('Calling rules', 'rules-suppressed', 'addMany', keyed([...suppressed, ...other]), {
		isKeyed: true,
		rules: suppressRules,
		steps: [{ kind: 'again', leads: keyed([...other, suppressed[0]]) }],
		options: { ...small, cleanPhoneNumbers: false },
		isWide: false,
	}),
	...(['add', 'addMany'] as const).flatMap((operation): Scenario[] => [
		scenario('Calling rules', `rules-${operation}-closing`, operation, two, {
			...stop,
			rules: { ...closingRules, outsideHours: 'skip' },
			options: operation === 'addMany' ? small : {},
		}),
		scenario('Calling rules', `rules-${operation}-scheduling`, operation, alike, {
			...retryOnFail,
			rules: closingRules,
			options: operation === 'addMany' ? small : {},
		}),
	]),
];

const atOnce = bounds(2, { switch: 2, fault: 1 });
const twoAtOnce: readonly Scenario[] = [
	scenario('Two at once', 'twice-one', 'addMany', keyed(one), {
		isKeyed: true,
		isTwice: true,
		bounds: bounds(3, { switch: 3, fault: 1 }),
		isWide: false,
	}),
	scenario('Two at once', 'twice-two', 'addMany', keyed(two), {
		isKeyed: true,
		isTwice: true,
		options: small,
		bounds: atOnce,
		isWide: false,
	}),
	scenario('Two at once', 'twice-death', 'addMany', keyed(one), {
		isKeyed: true,
		isTwice: true,
		bounds: bounds(2, { switch: 2, fault: 1, kill: 1 }),
		isWide: false,
	}),
];

export const scenarios: readonly Scenario[] = [
	...adding,
	...bulk,
	...changing,
	...withKeys,
	...deaths,
	...twoAtOnce,
	...withRules,
];

const saved = new Map<string, SavedNode>();

/** The node for a run. Returns the same object each time, so that n8n prepares it only once. */
export function nodeFor(
	scenario: Scenario,
	{ operation, usesMobile, onError }: RunSetup,
): SavedNode {
	const name = [scenario.name, operation, usesMobile, onError].join(' ');
	const known = saved.get(name);
	if (known !== undefined) return known;
	const details = {
		customerName: '={{ $json.name }}',
		priority: '={{ $json.priority }}',
		...(scenario.usesClock && { originateTime: '={{ $now.plus({ hours: 1 }) }}' }),
	};
	const variables = { variable: [{ name: 'id', value: '={{ $json.id }}' }] };
	const node: SavedNode = {
		parameters: {
			resource: 'call',
			operation,
			campaign: { __rl: true, mode: 'id', value: 'c1' },
			target: usesMobile ? '={{ $json.mobile ?? $json.phone }}' : '={{ $json.phone }}',
			...(operation !== 'remove' && {
				[operation === 'update' ? 'updateFields' : 'additionalFields']: details,
				...(scenario.hasIds && { customVariables: variables }),
				...(scenario.rules && { callingRules: scenario.rules }),
			}),
			options: optionsFor(operation, scenario.options),
		},
		settings: {
			onError,
			...(scenario.retryOnFail && { retryOnFail: true, maxTries: 2, waitBetweenTries: 1000 }),
		},
	};
	saved.set(name, node);
	return node;
}

/** Only Add Many has all of the options. */
function optionsFor(
	operation: Operation,
	{ maxRetries, maxConcurrency, ...more }: INodeParameters,
) {
	return { maxRetries, maxConcurrency, ...(operation === 'addMany' && more) };
}

export const verbOfOperation = {
	add: 'add',
	addMany: 'add',
	update: 'update',
	remove: 'remove',
} as const;

/** The lead as the service sees it. */
export const groupOfLead = (
	lead: Lead,
	{ operation, usesMobile }: RunSetup,
	hasIds: boolean,
): string =>
	groupOf(verbOfOperation[operation], {
		target: targetOf(lead, usesMobile),
		customerName: lead.name ?? '',
		priority: lead.priority ?? 0,
		variables: hasIds ? { var_id: lead.id } : {},
	});

export const targetOf = ({ phone, mobile }: Lead, usesMobile: boolean): string =>
	(usesMobile ? mobile : undefined) ?? phone;
