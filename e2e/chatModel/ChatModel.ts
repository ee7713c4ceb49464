/** A tool that the model asks for. */
export interface ToolCall {
	readonly tool: string;
	readonly input: Readonly<Record<string, unknown>>;
}

/** What the model says when its turn comes: it asks for tools, or it has done. */
export type Turn = { readonly calls: readonly ToolCall[] } | { readonly text: string };

/** A tool as the model is told of it. */
export interface OfferedTool {
	readonly name: string;
	readonly description: string;
	readonly parameters: {
		readonly properties?: Readonly<Record<string, { type?: string; description?: string }>>;
	};
}

/** A chat model that says what the script has, whatever it is asked. */
export interface ChatModel {
	/** What a credential takes as its base URL. */
	readonly url: string;
	/** From here on: these turns, one for each request. */
	say(...turns: readonly Turn[]): void;
	/** The tools that it was offered last. */
	readonly offered: readonly OfferedTool[];
	/** What the tools answered, as the model got to read it. */
	readonly results: readonly string[];
	close(): Promise<void>;
}
