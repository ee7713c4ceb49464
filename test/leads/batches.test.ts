import { ok } from '../harness/answers';
import { phones, runAddMany } from '../harness/runAddMany';
import { Wire } from '../harness/wire';

const wire = new Wire();

interface Element {
	readonly Campaign: string;
	readonly Target: string;
}
const batches = () => wire.requests.map(({ body }) => body as Element[]);

it('cuts the leads by batch size, in their order', async () => {
	wire.answer(ok, { times: 3 });
	const { items } = await runAddMany(phones(7), { batchSize: 3, maxConcurrency: 1 });
	expect(batches().map((batch) => batch.map(({ Target }) => Target.slice(-1)))).toEqual([
		['0', '1', '2'],
		['3', '4', '5'],
		['6'],
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 2, 3, 4, 5, 6].map((item) => ({ item })),
	);
});

it('sends each campaign’s leads in requests of their own', async () => {
	wire.answer(ok, { times: 3 });
	const leads = phones(7).map((lead, index) => ({ ...lead, campaign: index % 2 ? 'c2' : 'c1' }));
	const { items } = await runAddMany(leads, { batchSize: 3, maxConcurrency: 1 });
	for (const batch of batches()) {
		expect(new Set(batch.map(({ Campaign }) => Campaign)).size).toBe(1);
		expect(batch.length).toBeLessThanOrEqual(3);
	}
	expect(batches().flat()).toHaveLength(7);
	expect(items.map(({ json }) => [json.campaign, json.target])).toEqual(
		leads.map(({ campaign, phone }) => [campaign, phone]),
	);
});

it('puts 3,000 in a request unless told otherwise', async () => {
	wire.answer(ok, { times: 2 });
	const { items } = await runAddMany(phones(3001), { maxConcurrency: 1 });
	expect(batches().map(({ length }) => length)).toEqual([3000, 1]);
	expect(items).toHaveLength(3001);
});

it.each([0, -1, 100_001, 2.5, '={{ "many" }}'])('refuses a batch size of %s', async (batchSize) => {
	const { error } = await runAddMany(phones(1), { batchSize });
	expect(error?.message).toMatch(/Batch Size/);
});
