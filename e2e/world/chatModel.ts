import fastify from 'fastify';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { SavedCredential } from '../n8n/EditorApi';
import type { World } from './openWorld';

/** The model's call of a tool. */
export interface ToolCall {
	readonly tool: string;
	readonly input: Readonly<Record<string, unknown>>;
}

/** The model's response: tool calls, or its final text. */
type Turn = { readonly calls: readonly ToolCall[] } | { readonly text: string };

/** The description of a tool that the model gets. */
interface OfferedTool {
	readonly name: string;
	readonly description: string;
	readonly parameters: {
		readonly properties?: Readonly<Record<string, { type?: string; description?: string }>>;
	};
}

/** A chat model with scripted responses. */
export interface ChatModel {
	/** The base URL for the credential. */
	readonly url: string;
	/** Sets the responses to the next requests. */
	say(...turns: readonly Turn[]): void;
	/** The tools in the last request. */
	readonly offered: readonly OfferedTool[];
	/** The responses of the tools as the model reads them. */
	readonly results: readonly string[];
	close(): Promise<void>;
}

/** A scripted chat model and its n8n credential, while `use` runs. */
export async function withChatModel(
	{ editor }: World,
	use: (model: ChatModel, credential: SavedCredential) => Promise<void>,
): Promise<void> {
	const model = await startChatModel();
	try {
		const credential = await editor.saveCredential('Scripted model', 'openAiApi', {
			apiKey: 'not needed',
			url: model.url,
			header: false,
		});
		await use(model, credential);
	} finally {
		await model.close();
	}
}

interface ChatRequest {
	readonly messages: ReadonlyArray<{ readonly role: string; readonly content: unknown }>;
	readonly tools?: ReadonlyArray<{ readonly function: OfferedTool }>;
}

/** An OpenAI-compatible server with a scripted model. */
async function startChatModel(): Promise<ChatModel> {
	let turns: readonly Turn[] = [];
	let last: ChatRequest = { messages: [] };
	const server = fastify({ forceCloseConnections: true });
	server.post<{ Body: ChatRequest }>('/v1/chat/completions', async ({ body }, reply) => {
		last = body;
		const [turn, ...rest] = turns;
		turns = rest;
		if (turn === undefined) {
			return await reply.code(400).send({ error: { message: 'The script has no more responses' } });
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

/** A response in the format of an OpenAI-compatible server. */
function completionOf(turn: Turn): Record<string, unknown> {
	const message =
		'text' in turn
			? { role: 'assistant', content: turn.text }
			: {
					role: 'assistant',
					content: null,
					tool_calls: turn.calls.map(({ tool, input }) => ({
						id: `call_${randomUUID()}`,
						type: 'function',
						function: { name: tool, arguments: JSON.stringify(input) },
					})),
				};
	return {
		id: `chatcmpl-${randomUUID()}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: 'text' in turn ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
