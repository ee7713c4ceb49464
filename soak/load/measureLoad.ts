import { randomUUID } from 'node:crypto';
import { notification } from '../../bench/events/notification';
import { makeLeads } from '../../bench/leads/makeLeads';
import type { Bench, BenchN8n } from '../../bench/machine/Bench';
import { openWorkflow } from '../openWorkflow';
import type { LoadResult } from './LoadResult';
import { measureRate, type Rate } from './measureRate';
import { waysToHold } from './waysToHold';

const rounds = 3;
const warmUpSeconds = 0.5;

function leadMaker(): () => string {
	let number = 0;
	return () => {
		const [{ phone, lead_id, customerName }] = makeLeads(1, number++);
		return JSON.stringify({ phone, lead_id, customerName });
	};
}

/** What this n8n holds, each way for the same time in turn: A B C, A B C, A B C. */
export async function measureLoad(
	bench: Bench,
	n8n: BenchN8n,
	seconds: number,
): Promise<LoadResult[]> {
	await bench.simulator.reset();
	const makers = { leads: leadMaker(), events: () => notification(randomUUID()) };
	const contenders = [];
	for (const way of waysToHold(bench, n8n)) {
		const opened = await openWorkflow(n8n, way.make, way.suffix);
		const measure = async (time: number) => await measureRate(n8n, opened, makers[way.what], time);
		contenders.push({ way, opened, measure, rates: [] as Rate[] });
		await measure(warmUpSeconds);
	}
	for (let round = 0; round < rounds; round++) {
		for (const { measure, rates } of contenders) rates.push(await measure(seconds / rounds));
	}
	for (const { opened } of contenders) await n8n.editor.deactivateWorkflow(opened.workflow);
	return contenders.map(({ way: { name, what, isOurs }, rates }) => {
		const sum = (of: keyof Rate) => rates.reduce((total, rate) => total + rate[of], 0);
		return { name, what, isOurs, perSecond: sum('count') / sum('seconds') };
	});
}
