import { runInThisContext } from 'node:vm';
import type { INodeParameters } from 'n8n-workflow';
import { KeyDatabase } from '../../harness/KeyDatabase';
import { runAddMany, sentByAdd, rejectedByAdd, statusesOf } from '../../harness/addCalls';
import { dialerNode, graphOf, retry, runGraph } from '../../harness/graph';
import { byId, nodeRunOf, runNode, type NodeRun, type NodeSetup } from '../../harness/runNode';
import { callTool, fromAi, mcpServerTrigger } from '../../harness/tool';
import { ok, okWith, Wire } from '../../harness/wire';

const wire = new Wire();

/** The node runs outside of Jest’s own context, with a Date of its own. */
const NodeDate = runInThisContext('Date') as DateConstructor;
const setNow = (text: string) => jest.spyOn(NodeDate, 'now').mockReturnValue(Date.parse(text));

const mondayMorning = '2026-11-02T10:30:00+02:00';
const mondayNight = '2026-11-02T22:30:00+02:00';
const tuesdayAtNine = '2026-11-03T09:00:00+02:00';
const seconds = (text: string) => Date.parse(text) / 1000;

beforeEach(() => void setNow(mondayNight));
afterEach(() => jest.restoreAllMocks());

const israelHours = { callingHours: 'sunThu9to20Fri9to13' };
const timezone = 'Asia/Jerusalem';

const addMany = async (
	items: readonly object[],
	callingRules: INodeParameters,
	options: INodeParameters = {},
	rest: Partial<NodeSetup> = {},
): Promise<NodeRun> =>
	await runAddMany(items, options, { parameters: { callingRules }, timezone, ...rest });

interface Element {
	readonly Target: string;
	readonly OriginateTime?: number;
}
const elements = () => wire.requests.flatMap(({ body }) => body as Element[]);

describe('Add Many', () => {
	it('schedules leads for the next opening of their own time, in their order', async () => {
		wire.answer(ok);
		const phones = ['0501111111', '12125550123', '0502222222', '81312345678'];
		const run = await addMany(
			phones.map((phone) => ({ phone })),
			israelHours,
		);
		expect(elements().map(({ Target, OriginateTime }) => [Target, OriginateTime])).toEqual([
			['0501111111', seconds(tuesdayAtNine)],
			['12125550123', undefined],
			['0502222222', seconds(tuesdayAtNine)],
			['81312345678', seconds('2026-11-03T09:00:00+09:00')],
		]);
		expect(run.items.map(({ json }) => [json.status, json.scheduledFor])).toEqual([
			['added', tuesdayAtNine],
			['added', undefined],
			['added', tuesdayAtNine],
			['added', '2026-11-03T09:00:00+09:00'],
		]);
		expect(run.hints.map(({ message }) => message)).toEqual([
			'Leads: 4 added. Calling Rules: 3 scheduled for later.',
		]);
	});

	it('keeps leads back, says why, and sends the others', async () => {
		wire.answer(ok);
		setNow(mondayMorning);
		const run = await addMany(
			[
				{ phone: '0501111111', attempts: 0, consent: '2026-12-01' },
				{ phone: '050-222-2222', attempts: 0, consent: '2026-12-01' },
				{ phone: '0503333333', attempts: 3, consent: '2026-12-01' },
				{ phone: '0504444444', attempts: 0, consent: '2026-11-01' },
				{ phone: '0505555555', attempts: 0 },
				{ phone: '18005550123', attempts: 0, consent: '2026-12-01' },
				{ phone: '12125550123', attempts: 0, consent: '2026-12-01' },
				{ phone: '0507777777', consent: '2026-12-01' },
			],
			{
				...israelHours,
				outsideHours: 'skip',
				suppressedNumbers: '={{ ["+972 50 222 2222"] }}',
				maxAttempts: 3,
				attemptsSoFar: '={{ $json.attempts }}',
				consentUntil: '={{ $json.consent }}',
			},
		);
		expect(elements().map(({ Target }) => Target)).toEqual(['0501111111']);
		expect(run.error).toBeUndefined();
		expect(run.items.map(({ json }) => [json.status, json.reason])).toEqual([
			['added', undefined],
			['skipped', 'suppressed'],
			['skipped', 'attemptLimit'],
			['skipped', 'consentExpired'],
			['skipped', 'consentExpired'],
			['skipped', 'timeZoneUnknown'],
			['skipped', 'outsideCallingHours'],
			['rejected', 'invalidInput'],
		]);
		expect(run.items[7].json.description).toMatch(/“Attempts So Far” has no value/);
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual(
			run.items.map((_item, item) => ({ item })),
		);
		expect(run.hints[0].message).toMatch(
			/1 added, 1 rejected, 6 skipped.*Calling Rules: 6 kept back\./,
		);
	});

	it('takes Suppressed Numbers from the items of another node', async () => {
		wire.answer(ok);
		const leads = [
			{ phone: '0501111111', optedOut: '+972 50-333-3333' },
			{ phone: '0502222222', optedOut: null },
			{ phone: '0503333333', optedOut: '0504444444' },
		];
		const parameters = {
			resource: 'call',
			operation: 'addMany',
			campaign: byId('c1'),
			target: '={{ $json.phone }}',
			callingRules: {
				suppressedNumbers: "={{ $('Giving').all().map((row) => row.json.optedOut) }}",
			},
		};
		const ran = await runGraph(graphOf([leads], [dialerNode('Dialer', parameters)]), {});
		const { items } = nodeRunOf(ran, 'Dialer');
		expect(items.map(({ json }) => json.reason)).toEqual([undefined, undefined, 'suppressed']);
	});

	it('does not send what it cannot compare with Suppressed Numbers', async () => {
		wire.answer(ok);
		const run = await addMany(
			['0501234567 ext 5', '0501234567;0521234567', '٠٥٠١٢٣٤٥٦٧', '*2000', '501234567'].map(
				(phone) => ({ phone }),
			),
			{ suppressedNumbers: '0501234567' },
		);
		expect(elements().map(({ Target }) => Target)).toEqual(['*2000']);
		expect(run.items.map(({ json }) => [json.status, json.reason])).toEqual([
			['rejected', 'invalidInput'],
			['rejected', 'invalidInput'],
			['rejected', 'invalidInput'],
			['added', undefined],
			['skipped', 'suppressed'],
		]);
		expect(run.items[0].json.description).toBe(
			'“Target Phone Number” is not a phone number: "0501234567ext5". Enter one phone number, with digits only.',
		);
	});

	it('rejects what is not a phone number where the number has to tell the time zone', async () => {
		const leads = ['n/a', '050-1234567 ext 5', '050-1234567;052-1234567', '1800-555-0123'];
		const { items } = await addMany(
			leads.map((phone) => ({ phone })),
			israelHours,
		);
		expect(items.map(({ json }) => [json.status, json.reason])).toEqual([
			['rejected', 'invalidInput'],
			['rejected', 'invalidInput'],
			['rejected', 'invalidInput'],
			['skipped', 'timeZoneUnknown'],
		]);
		expect(items[0].json.description).toBe(
			'“Target Phone Number” is not a phone number: "n/a". Enter one phone number, with digits only.',
		);
	});

	it('calls ten digits without a + inside the hours of both countries that they may be in', async () => {
		wire.answer(ok);
		setNow(mondayMorning);
		const phones = ['6598765432', '+6598765432'];
		await addMany(
			phones.map((phone) => ({ phone })),
			{ callingHours: 'daily8to21' },
		);
		expect(elements().map(({ OriginateTime }) => OriginateTime)).toEqual([
			seconds('2026-11-03T08:00:00+08:00'),
			undefined,
		]);
	});

	it('shows in a dry run what it decided, and where', async () => {
		const { items } = await addMany(
			[{ phone: '0501111111' }, { phone: '12125550123' }, { phone: '18005550123' }],
			israelHours,
			{ dryRun: true },
		);
		expect(items[0].json).toMatchObject({
			status: 'dryRun',
			scheduledFor: tuesdayAtNine,
			timeZones: ['Asia/Jerusalem'],
		});
		expect(JSON.stringify(items[0].json.request)).toContain(String(seconds(tuesdayAtNine)));
		expect(items[1].json).toMatchObject({ status: 'dryRun', timeZones: ['America/New_York'] });
		expect(items[1].json).not.toHaveProperty('scheduledFor');
		expect(items[2].json).toMatchObject({ status: 'skipped', reason: 'timeZoneUnknown' });
	});

	it('rejects each lead if a rule cannot be read', async () => {
		const { items } = await addMany([{ phone: '0501111111' }, { phone: '0502222222' }], {
			callingHours: 'custom',
			customHours: { window: [{ days: ['monday'], from: '09:00', to: '25:00' }] },
		});
		expect(statusesOf({ items })).toEqual(['rejected', 'rejected']);
		expect(items[0].json.description).toMatch(/“To” in “Custom Hours” is not a time: "25:00"/);
	});

	it('does not count a lead that it kept back as the first of its number', async () => {
		wire.answer(ok);
		const leads = [
			{ phone: '0501111111', attempts: 3 },
			{ phone: '0501111111', attempts: 0 },
			{ phone: '0501111111', attempts: 0 },
		];
		const rules = { maxAttempts: 3, attemptsSoFar: '={{ $json.attempts }}' };
		const { items } = await addMany(leads, rules, { skipDuplicates: true });
		expect(items.map(({ json }) => json.reason)).toEqual(['attemptLimit', undefined, 'duplicate']);
	});

	it('ignores hours that a preset hides, and takes them alone', async () => {
		wire.answer(ok, { times: 2 });
		const customHours = { window: [{ days: ['tuesday'], from: '15:00', to: '16:00' }] };
		await addMany([{ phone: '0501111111' }], { ...israelHours, customHours });
		await addMany([{ phone: '0501111111' }], { customHours });
		expect(elements().map(({ OriginateTime }) => OriginateTime)).toEqual([
			seconds(tuesdayAtNine),
			seconds('2026-11-03T15:00:00+02:00'),
		]);
	});
});

describe('idempotency keys', () => {
	const database = new KeyDatabase();
	const leads = [
		{ phone: '0501111111', id: 'a' },
		{ phone: '0502222222', id: 'b' },
	];

	it('are not used up by a lead that is kept back', async () => {
		expect(database).toBeDefined();
		const send = async (items: readonly object[]) =>
			await addMany(
				items,
				{ ...israelHours, outsideHours: 'skip' },
				{ idempotencyKey: '={{ $json.id }}', maxRetries: 0 },
			);
		const reasons = ({ items }: NodeRun) => items.map(({ json }) => json.reason);
		expect(reasons(await send([leads[0], leads[0]]))).toEqual([
			'outsideCallingHours',
			'outsideCallingHours',
		]);
		setNow(mondayMorning);
		wire.answer(ok);
		expect(reasons(await send(leads))).toEqual([undefined, undefined]);
		expect(reasons(await send(leads))).toEqual(['keyKnown', 'keyKnown']);
		expect(elements()).toHaveLength(2);
	});
});

describe('Add and Update', () => {
	const setup = (operation: string, parameters: INodeParameters): NodeSetup => ({
		parameters: {
			resource: 'call',
			operation,
			campaign: byId('c1'),
			target: '0501234567',
			callingRules: israelHours,
			...parameters,
		},
		items: [{}],
		timezone,
	});

	it('Add schedules one call, and a note says so', async () => {
		wire.answer(ok);
		const { items, hints } = await runNode(setup('add', {}));
		expect(wire.requests[0].body).toMatchObject({
			OriginateTime: seconds(tuesdayAtNine),
			IsDateLocal: 'false',
		});
		expect(items[0].json).toMatchObject({ status: 'added', scheduledFor: tuesdayAtNine });
		expect(hints.map(({ message }) => message)).toEqual(['Calling Rules: 1 scheduled for later.']);
	});

	it('Add leaves a time alone that is inside', async () => {
		const parameters = {
			callingRules: israelHours,
			additionalFields: { originateTime: '2026-11-04T12:00' },
		};
		const sent = await sentByAdd(wire, parameters, {}, { timezone });
		expect(sent.OriginateTime).toBe(seconds('2026-11-04T12:00:00+02:00'));
	});

	it('Add keeps a call back without an error', async () => {
		const run = await runNode(
			setup('add', { callingRules: { ...israelHours, outsideHours: 'skip' } }),
		);
		expect(run.error).toBeUndefined();
		expect(run.items[0].json).toMatchObject({ status: 'skipped', reason: 'outsideCallingHours' });
		expect(run.hints.map(({ message }) => message)).toEqual(['Calling Rules: 1 kept back.']);
	});

	it('Add fails if a rule cannot be read', async () => {
		const { message } = await rejectedByAdd({ callingRules: { timeZone: 'Mars/Olympus' } });
		expect(message).toMatch(/“Time Zone” is not a time zone/);
	});

	it.each([
		['sets a time', { originateTime: '2026-11-02T23:00' }, seconds(tuesdayAtNine)],
		['asks for a call at once', { originateTime: '={{ 0 }}' }, seconds(tuesdayAtNine)],
		['sets no time', { priority: 5 }, undefined],
		['has an empty time', { originateTime: '', priority: 5 }, undefined],
	])('Update follows the rules only where it %s', async (_what, updateFields, time) => {
		wire.answer(ok);
		await runNode(setup('update', { updateFields }));
		expect((wire.requests[0].body as Element).OriginateTime).toBe(time);
	});
});

describe('a try after the first', () => {
	const setup: NodeSetup = {
		parameters: {
			resource: 'call',
			operation: 'add',
			campaign: byId('c1'),
			target: '={{ $json.phone }}',
			callingRules: { ...israelHours, outsideHours: 'skip' },
			options: { maxRetries: 0, maxConcurrency: 1 },
		},
		items: [{ phone: '0501111111' }, { phone: '0502222222' }],
		timezone,
	};

	it('tells of what was sent, even if a rule would keep it back by now', async () => {
		setNow(mondayMorning);
		wire.answer(ok, { method: 'AddCall' });
		wire.answer({ status: 503, headers: { 'Retry-After': '1' } }, { method: 'AddCall' });
		const first = await runNode(setup);
		expect(first.error).toBeDefined();
		setNow(mondayNight);
		const second = await retry(first, setup);
		expect(wire.of('AddCall')).toHaveLength(2);
		expect(second.items.map(({ json }) => [json.status, json.reason])).toEqual([
			['added', undefined],
			['skipped', 'outsideCallingHours'],
		]);
	});

	it('tells of what was sent, even if a rule can no longer be read', async () => {
		setNow(mondayMorning);
		wire.answer(ok, { method: 'AddCall' });
		wire.answer({ status: 503, headers: { 'Retry-After': '1' } }, { method: 'AddCall' });
		const first = await runNode(setup);
		const callingRules = { timeZone: 'Mars/Olympus' };
		const edited = { ...setup, parameters: { ...setup.parameters, callingRules } };
		const second = await retry(first, { ...edited, node: { onError: 'continueRegularOutput' } });
		expect(wire.of('AddCall')).toHaveLength(2);
		expect(second.items.map(({ json }) => [json.status, json.reason])).toEqual([
			['added', undefined],
			['rejected', 'invalidInput'],
		]);
	});

	it('finds a scheduled lead in the queue by the time that it was given', async () => {
		const scheduling = {
			...setup,
			parameters: { ...setup.parameters, callingRules: israelHours },
			items: [{ phone: '0501111111' }],
		};
		wire.answer({ status: 500 }, { method: 'AddCall' });
		wire.answer(
			okWith({ Calls: [{ Phone: '972501111111', OriginateTime: seconds(tuesdayAtNine) }] }),
			{
				method: 'GetCampaignPendingCalls',
			},
		);
		const { items } = await runNode(scheduling);
		expect(items[0].json).toMatchObject({ status: 'added', scheduledFor: tuesdayAtNine });
	});
});

it('applies to a call that a model asks for', async () => {
	const parameters = {
		resource: 'call',
		operation: 'add',
		campaign: byId('c1'),
		target: fromAi('Phone'),
		callingRules: { ...israelHours, suppressedNumbers: '0501234567' },
	};
	wire.answer(ok);
	const scheduled = await callTool(mcpServerTrigger, { parameters, args: { Phone: '0502222222' } });
	expect(scheduled.text).toContain('2026-11-03T09:00:00+02:00');
	expect(wire.requests[0].body).toMatchObject({ OriginateTime: seconds(tuesdayAtNine) });
	const kept = await callTool(mcpServerTrigger, { parameters, args: { Phone: '0501234567' } });
	expect(kept.text).toContain('“Suppressed Numbers”');
	expect(wire.requests).toHaveLength(1);
});
