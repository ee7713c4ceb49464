import { Agent } from 'node:http';
import { post } from '../../bench/events/post';
import { makeLeads } from '../../bench/leads/makeLeads';
import type { Soak } from '../Soak';
import { pauseUntil } from './pauseUntil';

/** Not kept open: n8n may close a connection at the moment when it is used again. */
const agent = new Agent();

function parsed(text: string): Readonly<Record<string, unknown>> {
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		return {};
	}
}

/** One lead after the other at a steady rate, whether or not those before have their verdict. */
export async function feedSingles(soak: Soak, startedAt: number): Promise<void> {
	const { book, scale, singles } = soak;
	const everyMs = (scale.minutes * 60_000) / scale.singleLeads;
	const send = async (number: number) => {
		const [{ phone, lead_id, customerName }] = makeLeads(1, number);
		book.noteInput(phone);
		const answer = await post(agent, singles.url, JSON.stringify({ phone, lead_id, customerName }));
		book.noteVerdict(parsed(answer.text), phone);
	};
	const underWay: Array<Promise<void>> = [];
	for (let index = 0; index < scale.singleLeads; index++) {
		await pauseUntil(startedAt + index * everyMs);
		// Without an answer the lead has no verdict, and the book will say so.
		underWay.push(send(scale.bulkLeads + index).catch(() => {}));
	}
	await Promise.all(underWay);
}
