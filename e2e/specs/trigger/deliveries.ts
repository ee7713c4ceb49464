import assert from 'node:assert/strict';
import { saveTrigger, trigger as triggerName, withTrigger } from '../../world/openTrigger';
import type { Specs } from '../../world/openWorld';
import { ended, popUp, sendAll, shown, taken } from './notifications';

const bothLegs = { parameters: { options: { leg: 'both' } } };

/** Which executions the notifications of Voicenter start. */
export const deliveries: Specs = {
	'trigger: the URL is available while the workflow is active': async (world) => {
		const open = await saveTrigger(world);
		assert.equal((await open.sendJson(ended())).status, 404);
		await world.editor.activateWorkflow(open.workflow);
		assert.deepEqual((await open.sendJson(ended())).body, taken);
		await world.editor.deactivateWorkflow(open.workflow);
		assert.equal((await open.sendJson(ended())).status, 404);
		await open.executions(1);
	},

	'trigger: an ended call, as JSON and as a form': async (world) => {
		await withTrigger(world, {}, async (open) => {
			const call = ended();
			const { status, body } = await open.sendJson(call);
			assert.deepEqual([status, body], [200, taken]);
			const { CustomData, ...others } = ended();
			const form = new URLSearchParams({
				...Object.fromEntries(Object.entries(others).map(([name, value]) => [name, `${value}`])),
				CustomData: JSON.stringify(CustomData),
			});
			assert.deepEqual((await open.send({ body: form })).body, taken);
			const [fromJson, fromForm] = await open.items(2);
			assert.deepEqual(fromJson, {
				event: 'callEnded',
				eventId: `${call.ivruniqueid}:callEnded:ProductiveCall Leg2:0501234567:ANSWER:true:1784120400:61:4`,
				callId: call.ivruniqueid,
				leg: 'customer',
				phone: '972501234567',
				status: 'ANSWER',
				answered: true,
				durationSeconds: 61,
				waitSeconds: 4,
				startedAt: '2026-07-15T13:00:00+03:00',
				agent: { name: 'דנה לוי', code: '12345678' },
				queue: { id: 17, name: 'מכירות' },
				extension: 'SIPSIP',
				recordingUrl: 'https://recordings.example/1.mp3',
				keysPressed: [],
				customVariables: { lead_id: '1017' },
			});
			const { callId, eventId } = fromForm;
			assert.deepEqual(fromForm, { ...fromJson, callId, eventId });
		});
	},

	'trigger: pop-ups, as JSON and as the older GET': async (world) => {
		const parameters = { events: ['ringing', 'answered', 'hungUp'] };
		await withTrigger(world, { parameters }, async (open) => {
			for (const status of ['Ringing', 'Talking', 'Hangup']) {
				const { body, headers } = await open.sendJson(popUp({ status }), {
					origin: 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio',
				});
				assert.deepEqual(body, shown);
				assert.equal(
					headers.get('access-control-allow-origin'),
					'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio',
				);
			}
			const query = new URLSearchParams({
				phone: '0501234567',
				ivrid: 'get1',
				extenUser: 'SIPSIP',
				did: '0722776772',
				statusCall: 'Ringing',
			});
			const { body } = await open.send({ method: 'GET' }, `${open.url}?${query}`);
			assert.deepEqual(body, shown);
			assert.deepEqual((await open.sendJson(ended())).body, taken);
			const items = await open.items(4);
			assert.deepEqual(
				items.map(({ event, phone, leg }) => [event, phone, leg]),
				['ringing', 'answered', 'hungUp', 'ringing'].map((event) => [
					event,
					'972501234567',
					'agent',
				]),
			);
		});
	},

	'trigger: Listen for test event accepts one event, even a repeated one': async (world) => {
		const open = await saveTrigger(world);
		const call = ended();
		for (const round of [1, 2]) {
			await world.editor.listenForTestEvent(open.workflow, triggerName);
			const send = async (body: object) =>
				await open.send(
					{ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
					open.testUrl,
				);
			assert.deepEqual((await send({ ...call, type: 'Extension Outgoing' })).body, taken);
			assert.deepEqual((await send(call)).body, taken);
			const [execution] = await open.executions(round);
			assert.equal(execution.jsonOf(triggerName)[0].callId, call.ivruniqueid);
		}
	},

	'trigger: an event delivered 20 times at once starts one execution': async (world) => {
		await withTrigger(world, {}, async (open) => {
			const call = ended();
			await sendAll(open, Array<object>(20).fill(call), 20);
			await sendAll(open, Array<object>(5).fill(call), 1);
			await open.executions(1);
		});
	},

	'trigger: each attempt to reach an agent in the same call starts an execution': async (world) => {
		await withTrigger(world, bothLegs, async (open) => {
			const missed = ended({ type: 'ProductiveCall Leg1', target: 'SIPSIP', status: 'NOANSWER' });
			const tries = [
				missed,
				{ ...missed, time: missed.time + 60 },
				{ ...missed, time: missed.time + 120, status: 'ANSWER' },
			];
			for (const call of [...tries, ...tries]) await open.sendJson(call);
			const items = await open.items(3);
			assert.deepEqual(items.map(({ status }) => status).sort(), [
				'ANSWER',
				'NOANSWER',
				'NOANSWER',
			]);
		});
	},

	'trigger: the customer’s leg of a call starts an execution': async (world) => {
		await withTrigger(world, {}, async (open) => {
			const customer = ended();
			await open.sendJson({ ...customer, type: 'ProductiveCall Leg1', target: 'SIPSIP' });
			await open.sendJson(customer);
			const [item] = await open.items(1);
			assert.equal(item.leg, 'customer');
		});
	},

	'trigger: an event that contradicts an earlier one starts an execution, and says so': async (
		world,
	) => {
		await withTrigger(world, {}, async (open) => {
			const call = ended();
			for (const body of [{ ...call, status: 'NOANSWER' }, call, call]) await open.sendJson(body);
			const [forged, genuine] = await open.items(2);
			assert.equal(forged.conflictsWith, undefined);
			assert.deepEqual([genuine.status, genuine.conflictsWith], ['ANSWER', forged.eventId]);
		});
	},

	'trigger: a form in windows-1255, and the keys that were pressed': async (world) => {
		const parameters = { options: { binaryData: true, keyPressed: 'תפריט:9' } };
		await withTrigger(world, { parameters }, async (open) => {
			const IVR =
				'[{"layer_id":7,"layer_name":"%FA%F4%F8%E9%E8","Dtmf":9,"dtmf_order":2},{"layer_id":5,"Dtmf":"1","dtmf_order":1}]';
			const body = `ivruniqueid=form1255&type=ProductiveCall+Leg2&target=0501234567&queuename=%EE%EB%E9%F8%E5%FA&IVR=${IVR}`;
			const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=windows-1255' };
			assert.deepEqual((await open.send({ body, headers })).body, taken);
			assert.deepEqual((await open.sendJson(ended())).body, taken);
			const [item] = await open.items(1);
			assert.deepEqual(item.queue, { id: null, name: 'מכירות' });
			assert.deepEqual(item.keysPressed, [
				{ layerId: 5, layerName: null, digit: '1' },
				{ layerId: 7, layerName: 'תפריט', digit: '9' },
			]);
		});
	},

	'trigger: with Leg on Both, both legs of a call start an execution': async (world) => {
		await withTrigger(world, bothLegs, async (open) => {
			const customer = ended();
			await open.sendJson(customer);
			await open.sendJson({ ...customer, type: 'ProductiveCall Leg1', target: 'SIPSIP' });
			const items = await open.items(2);
			assert.deepEqual(items.map(({ leg }) => leg).sort(), ['agent', 'customer']);
			assert.equal(new Set(items.map(({ callId }) => callId)).size, 1);
		});
	},

	'trigger: 1,000 events, 20 at a time, start 1,000 executions': async (world) => {
		await withTrigger(world, {}, async (open) => {
			const startedAt = Date.now();
			await sendAll(
				open,
				Array.from({ length: 1000 }, () => ended()),
				20,
			);
			const answeredMs = Date.now() - startedAt;
			console.log(`          ${Math.round(1e6 / answeredMs)} responses per second`);
			await open.executions(1000);
		});
	},

	'trigger: a filtered event gets a response, but starts nothing': async (world) => {
		const parameters = { options: { statuses: ['BUSY', 'NOANSWER'], queues: 'מכירות' } };
		await withTrigger(world, { parameters }, async (open) => {
			const wanted = ended({ status: 'BUSY' });
			for (const call of [
				ended(),
				ended({ status: 'BUSY', queuename: 'Service' }),
				ended({ status: 'BUSY', type: 'Extension Outgoing' }),
				ended({ status: 'NEWSTATUS' }),
				wanted,
			]) {
				assert.deepEqual((await open.sendJson(call)).body, taken);
			}
			assert.deepEqual((await open.sendJson(popUp())).body, shown);
			const [item] = await open.items(1);
			assert.equal(item.callId, wanted.ivruniqueid);
		});
	},

	'trigger: a body of 10 MB': async (world) => {
		await withTrigger(world, {}, async (open) => {
			const transcript = [{ speaker: 'agent', text: 'שלום '.repeat(1_100_000) }];
			assert.deepEqual((await open.sendJson(ended({ aiData: { transcript } }))).body, taken);
			const [item] = await open.items(1);
			assert.deepEqual(item.ai, { transcript });
		});
	},
};
