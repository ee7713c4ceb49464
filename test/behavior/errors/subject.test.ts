import type { INodeParameters } from 'n8n-workflow';
import { byId, runNode } from '../../harness/runNode';
import { no, okWith, Wire } from '../../harness/wire';

const wire = new Wire();

/** How a failed item names its lead if the workflow continues. */
async function failedLead(operation: string, phone: unknown, more: INodeParameters = {}) {
	const { items } = await runNode({
		parameters: {
			resource: 'call',
			operation,
			campaign: byId(' c1 '),
			target: '={{ $json.phone }}',
			...more,
		},
		items: [{ phone }],
		node: { onError: 'continueRegularOutput' },
	});
	const { campaign, target, status } = items[0].json;
	return { campaign, target, status };
}

const operations = ['add', 'addMany', 'update', 'remove'];
const asSent = { campaign: 'c1', target: '972501234567' };

describe.each(operations)('call: %s names a failed lead', (operation) => {
	it('as sent, if the service rejects it', async () => {
		const results = [{ Target: '972501234567', ErrorCode: 4, Description: 'No' }];
		wire.answer(
			operation === 'addMany'
				? { body: { ErrorCode: 0, Description: 'OK', AddResult: results } }
				: no(4, 'No'),
		);
		expect(await failedLead(operation, '+972 50-123-4567')).toEqual({
			...asSent,
			status: 'rejected',
		});
	});

	it('as sent, without a clear answer', async () => {
		wire.answer({ status: 500, body: '' });
		wire.answer(okWith({ Calls: [] }), { method: 'GetCampaignPendingCalls', isOptional: true });
		expect(await failedLead(operation, '+972 50-123-4567')).toEqual({
			...asSent,
			status: 'unknown',
		});
	});

	it('as it would have been sent, if another field is invalid', async () => {
		const lead = await failedLead(operation, '+972 50-123-4567', { campaign: byId(' ') });
		expect(lead).toEqual({ ...asSent, campaign: ' ', status: 'rejected' });
	});

	it.each([[' - '], [['0501234567']], [{ mobile: '0501234567' }]])(
		'as entered, if %j is not a phone number',
		async (phone) => {
			const lead = await failedLead(operation, phone);
			expect(lead).toEqual({ campaign: 'c1', target: phone, status: 'rejected' });
			expect(wire.requests).toEqual([]);
		},
	);
});

it('names the campaign and the member of a failed item as they were sent', async () => {
	wire.answer(no(3, 'No'));
	const { items } = await runNode({
		parameters: {
			resource: 'member',
			operation: 'add',
			campaign: byId(' c1'),
			member: byId('SIP1 '),
		},
		node: { onError: 'continueRegularOutput' },
	});
	expect(items[0].json).toMatchObject({ campaign: 'c1', member: 'SIP1' });
});
