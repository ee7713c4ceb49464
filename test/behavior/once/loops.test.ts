import { addOperations, ids, leadParameters, leadsFrom, statusesOf } from '../../harness/addCalls';
import { dialerNode, graphOf, retryGraph, runGraph } from '../../harness/graph';
import { withoutPauses } from '../../harness/n8n';
import { nodeRunOf } from '../../harness/runNode';
import { Service } from '../../harness/service';

const service = new Service();
withoutPauses();
const retryOnFail = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
const busy = { kind: 'httpStatus', status: 503 } as const;

describe.each(addOperations)('call: %s', (operation) => {
	const method = operation === 'add' ? 'AddCall' : 'AddCallsBulk';
	const parameters = leadParameters(operation, {
		maxConcurrency: 1,
		batchSize: 1,
		maxRetries: 0,
	});
	const rounds = ids(9).map((id) => leadsFrom([id])[0]);
	const threeByThree = [rounds.slice(0, 3), rounds.slice(3, 6), rounds.slice(6)];
	const everyRound = ids(9).map(() => 1);
	const taken = () => ids(9).map((id) => service.timesTaken(id));

	it('keeps the rounds of a loop apart (Retry On Fail)', async () => {
		service.simulator.setFaults([{ method, fault: busy, after: 4, times: 1 }]);
		const dialer = dialerNode('Dialer', parameters, retryOnFail);
		const run = await runGraph(graphOf(threeByThree, [dialer], true), service.credential);
		expect(run.data.resultData.error).toBeUndefined();
		expect(run.data.resultData.runData.Dialer).toHaveLength(3);
		expect(taken()).toEqual(everyRound);
	});

	it('continues in the failed round (Retry)', async () => {
		service.simulator.setFaults([{ method, fault: busy, after: 4, times: 1 }]);
		const workflow = () => graphOf(threeByThree, [dialerNode('Dialer', parameters)], true);
		const failed = await runGraph(workflow(), service.credential);
		expect(failed.data.resultData.error).toBeDefined();
		const run = await retryGraph(failed, workflow(), service.credential);
		expect(run.data.resultData.error).toBeUndefined();
		expect(run.data.resultData.runData.Dialer).toHaveLength(3);
		expect(taken()).toEqual(everyRound);
	});

	it('treats the same items in another round as new leads', async () => {
		const round = leadsFrom(ids(2));
		const workflow = graphOf([round, round, round], [dialerNode('Dialer', parameters)], true);
		await runGraph(workflow, service.credential);
		expect(ids(2).map((id) => service.countOf(id))).toEqual([3, 3]);
	});

	it('keeps two nodes of a workflow apart', async () => {
		const leads = leadsFrom(ids(3)).map((lead) => ({ ...lead, status: 'new' }));
		const other = { ...parameters, campaign: { __rl: true, mode: 'id', value: 'c2' } };
		const inputOf = (name: string) => ({
			target: `={{ $("${name}").item.json.phone }}`,
			customVariables: {
				variable: [{ name: 'id', value: `={{ $("${name}").item.json.id }}` }],
			},
		});
		service.simulator.setFaults([{ method, campaign: 'c2', fault: busy, after: 1, times: 1 }]);
		const workflow = () =>
			graphOf(
				[leads],
				[
					dialerNode('First', parameters),
					dialerNode('Second', { ...other, additionalFields: {}, ...inputOf('Giving') }),
				],
			);
		const failed = await runGraph(workflow(), service.credential);
		expect(failed.data.resultData.error).toBeDefined();
		const run = await retryGraph(failed, workflow(), service.credential);
		expect(statusesOf(nodeRunOf(run, 'Second'))).toEqual(['added', 'added', 'added']);
		expect(ids(3).map((id) => service.timesTaken(id))).toEqual([2, 2, 2]);
		expect(service.simulator.leads('c2')).toHaveLength(3);
	});
});
