export interface Item {
	readonly json: Record<string, unknown>;
	readonly binary?: Record<string, unknown>;
	readonly pairedItem?: unknown;
	readonly error?: unknown;
}

export interface NodeError {
	readonly message: string;
	readonly description?: string | null;
	readonly name?: string;
	readonly context?: Record<string, unknown>;
}

export interface NodeRun {
	readonly executionStatus?: string;
	readonly error?: NodeError;
	readonly hints?: ReadonlyArray<{ readonly message: string }>;
	readonly data?: { readonly main?: ReadonlyArray<readonly Item[] | null> };
}

/** A finished execution. */
export class Execution {
	constructor(
		readonly id: string,
		readonly status: string,
		private readonly result: {
			readonly runData?: Readonly<Record<string, readonly NodeRun[]>>;
			readonly error?: NodeError;
		},
		/** Everything that n8n stored about it, as text. */
		readonly stored: string,
	) {}

	get error(): NodeError | undefined {
		return this.result.error;
	}

	runsOf(nodeName: string): readonly NodeRun[] {
		return this.result.runData?.[nodeName] ?? [];
	}

	/** The items that a node returned in all its runs. */
	itemsOf(nodeName: string, output = 0): readonly Item[] {
		return this.runsOf(nodeName).flatMap((run) => run.data?.main?.[output] ?? []);
	}

	jsonOf(nodeName: string, output = 0): ReadonlyArray<Record<string, unknown>> {
		return this.itemsOf(nodeName, output).map(({ json }) => json);
	}
}

/** On the error output, n8n keeps only `error` and `message` of an item. */
const statusInMessage = /^Status: (\w+)\./;

/** The verdict in an item of the node. */
export function statusIn(json: Readonly<Record<string, unknown>>): string | undefined {
	if (typeof json.status === 'string') return json.status;
	return statusInMessage.exec(String(json.message ?? ''))?.[1];
}
