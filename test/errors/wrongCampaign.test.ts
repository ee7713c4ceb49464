import { byId } from '../harness/locator';
import { no, ok } from '../harness/answers';
import { failuresOf, successesOf } from '../harness/onError';
import { phones } from '../harness/runAddMany';
import { runNode } from '../harness/runNode';
import { Wire, type SentRequest } from '../harness/wire';

const wire = new Wire();
const onError = 'continueRegularOutput';

const add = async (items: readonly object[]) =>
	await runNode({
		parameters: {
			resource: 'call',
			operation: 'add',
			campaign: byId('={{ $json.campaign }}'),
			target: '={{ $json.phone }}',
			options: { maxConcurrency: 1 },
		},
		items,
		node: { onError },
	});

const leadsOf = (campaign: string, count: number) =>
	phones(count).map((lead) => ({ ...lead, campaign }));

const campaignOf = ({ body }: SentRequest) => (body as { Campaign: string }).Campaign;

it('stops sending to a campaign whose code ten leads in a row were rejected for', async () => {
	wire.answer(
		(request) => (campaignOf(request) === 'wrong' ? no(1, 'Invalid campaign code') : ok),
		{
			times: 15,
		},
	);
	const run = await add([...leadsOf('wrong', 50), ...leadsOf('right', 5)]);
	expect(wire.requests.map(campaignOf).sort()).toEqual([
		...Array<string>(5).fill('right'),
		...Array<string>(10).fill('wrong'),
	]);
	const failures = failuresOf(run, onError);
	expect(failures).toHaveLength(50);
	for (const { json } of failures) {
		expect(json.status).toBe('rejected');
		expect(json.errorCode).toBe(1);
		expect(json.error).toMatch(/campaign code/);
	}
	expect(successesOf(run).map(({ json }) => json.status)).toEqual(Array(5).fill('added'));
});

it('goes on where single leads are rejected so', async () => {
	let count = 0;
	wire.answer(() => (++count % 10 === 0 ? ok : no(1)), { times: 40 });
	const run = await add(leadsOf('c1', 40));
	expect(wire.requests).toHaveLength(40);
	expect(successesOf(run)).toHaveLength(4);
});
