import assert from 'node:assert/strict';
import type { Execution } from '../n8n/Execution';
import { changeNodes, type Workflow } from '../n8n/workflows';
import { DataTable, type Row } from '../world/DataTable';
import type { Specs, World } from '../world/openWorld';
import {
	byHand,
	latest,
	missedCall,
	notify,
	readFilledIn,
	submitForm,
	tell,
	whileActive,
	withCallTrigger,
} from '../world/readyMade';

const hourly = 'Every hour, and once by hand';

const waitingFor = ({ simulator }: World, phone: string) =>
	simulator.campaigns.filter(({ pending }) => pending.ofPhone(phone).length > 0).length;

const pressed = (id: string, target: string, digit: string) => ({
	...missedCall(id),
	target,
	status: 'ANSWER',
	isAnswer: 1,
	IVR: [{ layer_id: 7, layer_name: 'Main menu', layer_number: 1, Dtmf: digit, dtmf_order: 1 }],
});

const needsPerson = (execution: Execution) =>
	execution.jsonOf('Needs a person').map(({ phone, what }) => [phone, what]);

export const optOut: Specs = {
	'data table: opt-out by a key, a form or a list: table, Do-Not-Call list, every queue': async (
		world,
	) => {
		const { editor, simulator } = world;
		const workflow = readFilledIn(world, 'opt-out.json');
		await withCallTrigger(world, workflow, async (saved, url) => {
			await byHand(world, saved, hourly);
			const table = await DataTable.open(editor.rest, 'Suppressed numbers');
			await table.clear();
			assert.equal(waitingFor(world, '972520000005'), 2);
			await notify(url, pressed('stay', '0520000005', '1'));
			await notify(url, pressed('leave', '0520000005', '9'));
			assert.deepEqual(needsPerson(await latest(world, saved, 2)), []);
			assert.ok(simulator.state.blacklist.has('972520000005'));
			assert.equal(waitingFor(world, '972520000005'), 0);

			await submitForm(world, saved, [
				'052-000-0006\r\n+972 52 000 0007; 520000006\nDana Levi,',
				'By mail',
			]);
			assert.deepEqual(needsPerson(await latest(world, saved, 3)), [
				['DanaLevi', 'Not on the Do-Not-Call list'],
			]);
			assert.equal(waitingFor(world, '972520000006') + waitingFor(world, '972520000007'), 0);

			await tell(world, saved, { phones: ['972520000005', '0520000008'], source: 'Shop' });
			await tell(world, saved, { phone: 520000009, why: 'Complained' });
			await tell(world, saved, { number: '0520000010' });
			assert.deepEqual(needsPerson(await latest(world, saved, 6)), [
				['(no number)', 'Not on the Do-Not-Call list'],
			]);
			const rows = await table.rows();
			assert.deepEqual(
				rows.map(({ phone, why, from_where, do_not_call }) => [
					phone,
					why,
					from_where,
					do_not_call,
				]),
				[
					['972520000005', '', 'Shop', 'added'],
					['972520000006', 'By mail', 'Form', 'added'],
					['972520000007', 'By mail', 'Form', 'added'],
					['DanaLevi', 'By mail', 'Form', 'rejected'],
					['972520000008', '', 'Shop', 'added'],
					['972520000009', 'Complained', 'CRM', 'added'],
					['(no number)', '', 'CRM', 'rejected'],
				],
			);
			for (const { opted_out_at } of rows) {
				assert.ok(Math.abs(Date.parse(String(opted_out_at)) - Date.now()) < 12 * 3_600_000);
			}
		});
	},

	'data table: opt-out while the service is down: done later': async (world) => {
		const { editor, simulator } = world;
		await whileActive(world, readFilledIn(world, 'opt-out.json'), async (saved) => {
			await byHand(world, saved, hourly);
			const table = await DataTable.open(editor.rest, 'Suppressed numbers');
			await table.clear();
			simulator.setFaults([{ fault: { kind: 'httpStatus', status: 500 } }]);
			await submitForm(world, saved, ['0520000005', '']);
			const { all } = await editor.countExecutions(saved.id);
			const [{ id }] = await editor.executionsOf(saved.id);
			assert.equal((await editor.waitForExecution(id)).status, 'error', `of ${all} executions`);
			assert.equal((await table.rows())[0].do_not_call, 'unknown');
			await table.insert([{ phone: '972520000006', do_not_call: null }]);
			simulator.setFaults([]);
			const done = await byHand(world, saved, hourly);
			assert.deepEqual(needsPerson(done), []);
			assert.deepEqual(
				(await table.rows()).map(({ do_not_call }) => do_not_call),
				['added', 'added'],
			);
			assert.equal(waitingFor(world, '972520000005') + waitingFor(world, '972520000006'), 0);
			const idle = await byHand(world, saved, hourly);
			assert.equal(idle.itemsOf('Put on Do-Not-Call list').length, 0);
		});
	},
};

const morning = 'Every morning, and once by hand';

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** The verdicts of the leads, by lead ID. */
const verdictsIn = (execution: Execution) =>
	Object.fromEntries(
		execution
			.jsonOf('Add leads to campaign')
			.map(({ status, reason }, index) => [
				String(execution.jsonOf('Leads to call')[index].lead_id),
				String(reason ?? status),
			]),
	);

const people = (list: string): readonly Row[] => [
	{ lead_id: `${list}-1`, phone: '050-555-0301', name: 'Three this week' },
	{ lead_id: `${list}-2`, phone: '+972 50 555 0302', name: 'Two this week, one before' },
	{ lead_id: `${list}-3`, phone: '505550303', name: 'Called long ago' },
	{ lead_id: `${list}-4`, phone: '', name: 'No number' },
];

export const attempts: Specs = {
	'data table: three attempts a week, in any spelling of the number': async (world) => {
		const { editor, simulator } = world;
		await withCallTrigger(world, readFilledIn(world, 'attempts.json'), async (saved, url) => {
			const empty = await byHand(world, saved, morning);
			assert.equal(empty.itemsOf('Add leads to campaign').length, 0);
			const table = await DataTable.open(editor.rest, 'Call attempts');
			const leads = await DataTable.open(editor.rest, 'Leads to call');
			await table.clear();
			await leads.clear();
			await leads.insert(people('A'));
			const untouched = await byHand(world, saved, morning);
			assert.equal(untouched.jsonOf('Add leads to campaign').length, 4);
			assert.deepEqual(verdictsIn(untouched), {
				'A-1': 'added',
				'A-2': 'added',
				'A-3': 'added',
				'A-4': 'invalidInput',
			});
			const attempt = (phone: string, days: number, index: number) => ({
				call_id: `${phone} ${index}`,
				phone,
				status: 'NOANSWER',
				called_at: daysAgo(days),
			});
			await table.insert([
				...[0.1, 2, 6.9].map((days, index) => attempt('972505550301', days, index)),
				...[1, 2, 7.1].map((days, index) => attempt('972505550302', days, index)),
				attempt('972505550303', 61, 1),
			]);
			simulator.reset();
			await leads.clear();
			await leads.insert(people('B'));
			const limited = await byHand(world, saved, morning);
			assert.deepEqual(verdictsIn(limited), {
				'B-1': 'attemptLimit',
				'B-2': 'added',
				'B-3': 'added',
				'B-4': 'invalidInput',
			});
			assert.equal((await table.rows()).length, 6, 'the one of 61 days ago is gone');

			const call = { ...missedCall('try-1'), target: '0505550302' };
			await notify(url, call);
			await notify(url, { ...call, ivruniqueid: 'try-2', status: 'NOTCALLED' });
			await latest(world, saved, 4);
			assert.equal((await table.rows()).length, 7);
		});
		assert.deepEqual(
			[...simulator.campaigns[0].pending].map(({ phone }) => phone),
			['972505550302', '972505550303'],
		);
	},
};

/** Shows the CSV file's text. */
const withText = (workflow: Workflow): Workflow => ({
	...workflow,
	nodes: [
		...workflow.nodes,
		{
			id: 'text',
			name: 'Text',
			type: 'n8n-nodes-base.extractFromFile',
			typeVersion: 1,
			position: [900, 440],
			parameters: { operation: 'text', destinationKey: 'text', options: {} },
		},
	],
	connections: {
		...workflow.connections,
		'Consent trail.csv': { main: [[{ node: 'Text', type: 'main', index: 0 }]] },
	},
});

export const consent: Specs = {
	'data table: consent trail: written down, needed for a call, exported': async (world) => {
		const { editor, simulator } = world;
		await whileActive(world, withText(readFilledIn(world, 'consent-trail.json')), async (saved) => {
			await byHand(world, saved, morning);
			const trail = await DataTable.open(editor.rest, 'Consent trail');
			const leads = await DataTable.open(editor.rest, 'Leads to call');
			await trail.clear();
			await leads.clear();
			const text =
				'I agree that Example Ltd. calls me about its offers, for one year. I can withdraw at any time.';
			await submitForm(world, saved, ['=cmd|"/c calc"!A1', '050-555-0401', JSON.stringify([text])]);
			await latest(world, saved, 2);
			const [row] = await trail.rows();
			assert.equal(row.phone, '972505550401');
			assert.equal(row.text_shown, text);
			assert.equal(row.source, 'Web form');
			const years =
				(Date.parse(String(row.valid_until)) - Date.parse(String(row.agreed_at))) / 3.15e10;
			assert.ok(Math.abs(years - 1) < 0.01, String(row.valid_until));
			await trail.insert([
				{ phone: '972505550402', valid_until: daysAgo(-30) },
				{ phone: '972505550402', valid_until: daysAgo(1), source: '@SUM(1+1)' },
				{ phone: '972505550403', valid_until: daysAgo(1) },
				{ phone: '972505550403', valid_until: daysAgo(-1) },
				{ phone: '972505550404', valid_until: null },
			]);
			await leads.insert([
				{ lead_id: 'C-1', phone: '0505550401' },
				{ lead_id: 'C-2', phone: '+972-50-555-0402' },
				{ lead_id: 'C-3', phone: '505550403' },
				{ lead_id: 'C-4', phone: '0505550404' },
				{ lead_id: 'C-5', phone: '0505550405' },
			]);
			const added = await byHand(world, saved, morning);
			assert.deepEqual(verdictsIn(added), {
				'C-1': 'added',
				'C-2': 'consentExpired',
				'C-3': 'added',
				'C-4': 'consentExpired',
				'C-5': 'consentExpired',
			});
			assert.equal(simulator.campaigns[0].pending.size, 2);

			const exported = await byHand(world, saved, 'Consents as CSV');
			const csv = String(exported.jsonOf('Text')[0].text);
			assert.match(csv, /"?'=cmd/);
			assert.match(csv, /'@SUM\(1\+1\)/);
			assert.doesNotMatch(csv, /(^|,)"?[=+@-]/m);
			assert.equal(csv.trim().split('\n').length, 7);
		});
	},
};

/** The node that asks for the hours, with these rules instead. */
const withHours = (world: World, callingRules: Record<string, unknown>) =>
	changeNodes(readFilledIn(world, 'hours-guard.json', 1), ({ name, parameters }) =>
		name === 'Is it open now?'
			? {
					parameters: {
						...parameters,
						callingRules: { ...callingRules, outsideHours: 'schedule' },
					},
				}
			: undefined,
	);

const everyDay = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const always = {
	callingHours: 'custom',
	customHours: { window: [{ days: everyDay, from: '00:00', to: '24:00' }] },
	timeZone: 'Asia/Jerusalem',
	stopBeforeClosing: 0,
};

export const hoursGuard: Specs = {
	'hours guard: stops, moves what is due, starts at opening alone': async (world) => {
		const { editor, simulator } = world;
		const campaign = simulator.campaigns[1];
		const at = (hours: number) => Math.floor(Date.now() / 1000) + hours * 3600;
		const [asSoonAsPossible, past, soon, later] = [...campaign.pending];
		campaign.pending.updatePhone(past.phone, { originateTime: at(-2) });
		campaign.pending.updatePhone(soon.phone, { originateTime: at(1) });
		campaign.pending.updatePhone(later.phone, { originateTime: at(24 * 9) });
		const timeOf = (phone: string) => campaign.pending.ofPhone(phone)[0].originateTime;

		const today = new Date().toISOString().slice(0, 10);
		const inThreeDays = daysAgo(-3).slice(0, 10);
		const closed = await editor.saveWorkflow(
			withHours(world, { ...always, closedDates: `${daysAgo(1).slice(0, 10)}..${inThreeDays}` }),
		);
		await byHand(world, closed, 'At opening');
		assert.equal(campaign.status, 'Disabled', `closed on ${today}`);
		const opening = timeOf(soon.phone);
		assert.ok(opening > at(48) && opening < at(24 * 5), new Date(opening * 1000).toISOString());
		assert.equal(timeOf(past.phone), opening);
		assert.equal(timeOf(asSoonAsPossible.phone), 0);
		assert.ok(timeOf(later.phone) > at(24 * 8));
		const again = await byHand(world, closed, 'Every quarter of an hour');
		assert.equal(again.itemsOf('Stop campaign').length, 0, 'stopped once');

		const open = await editor.saveWorkflow(withHours(world, always));
		await byHand(world, open, 'Every quarter of an hour');
		assert.equal(campaign.status, 'Disabled', 'stays stopped during the day');
		await byHand(world, open, 'At opening');
		assert.equal(campaign.status, 'Enabled');
	},
};
