import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { ChatModel, OfferedTool, Turn } from './ChatModel';
import { completionOf } from './completionOf';

interface ChatRequest {
	readonly messages: ReadonlyArray<{ readonly role: string; readonly content: unknown }>;
	readonly tools?: ReadonlyArray<{ readonly function: OfferedTool }>;
}

/** An OpenAI-compatible server whose model is a script. */
export async function startChatModel(): Promise<ChatModel> {
	let turns: readonly Turn[] = [];
	let last: ChatRequest = { messages: [] };
	const server = fastify({ forceCloseConnections: true });
	server.post<{ Body: ChatRequest }>('/v1/chat/completions', async ({ body }, reply) => {
		last = body;
		const [turn, ...rest] = turns;
		turns = rest;
		if (turn === undefined) {
			return await reply.code(400).send({ error: { message: 'The script is at its end' } });
		}
		return completionOf(turn);
	});
	await server.listen({ port: 0, host: '127.0.0.1' });
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		say: (...script) => {
			turns = script;
		},
		get offered() {
			return (last.tools ?? []).map((tool) => tool.function);
		},
		get results() {
			return last.messages
				.filter(({ role }) => role === 'tool')
				.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));
		},
		close: async () => await server.close(),
	};
}
