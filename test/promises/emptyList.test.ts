import { leadsFrom, sendLeads, statusesOf } from './harness/sendLeads';
import { Service } from './harness/service';

const service = new Service();

it('takes an empty list of results for one that is too short, not for an OK for all', async () => {
	const drop = { kind: 'addResult', change: 'drop', count: 2 } as const;
	service.simulator.setFaults([{ method: 'AddCallsBulk', fault: drop }]);
	const [good, bad] = leadsFrom(['lead 0', 'lead 1']);
	const leads = [good, { ...bad, callerId: 'no' }];
	const run = await sendLeads('addMany', leads, {}, { credential: service.credential });
	expect(service.countOf('lead 1')).toBe(0);
	expect(statusesOf(run)).toEqual(['added', 'unknown']);
});
