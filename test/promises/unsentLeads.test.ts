import { ids, leadsFrom, sendLeads, statusesOf } from './harness/sendLeads';
import { Service } from './harness/service';

const service = new Service();
const method = 'GetCampaignPendingCalls';

it('calls no lead unknown that was not sent because the queue could not be read', async () => {
	service.simulator.setFaults([{ method, fault: { kind: 'cut' } }]);
	const run = await sendLeads(
		'addMany',
		leadsFrom(ids(2)),
		{ skipPending: true },
		{ node: { onError: 'continueRegularOutput' }, credential: service.credential },
	);
	expect(service.requestsOf('AddCallsBulk')).toEqual([]);
	expect(statusesOf(run)).toEqual(['skipped', 'skipped']);
	for (const { json } of run.items) expect(json.description).not.toMatch(/carried out/);
});
