import { waitUntil } from '../machine/processes';
import type { RestClient } from '../n8n/RestClient';
import type { SavedWorkflow, Workflow, WorkflowNode } from '../n8n/workflows';
import type { World } from './openWorld';

/** Saves the workflow. It is active while `use` runs. */
export async function whileActive(
	{ editor }: World,
	workflow: Workflow,
	use: (saved: SavedWorkflow) => Promise<void>,
): Promise<void> {
	const saved = await editor.saveWorkflow(workflow);
	await editor.activateWorkflow(saved);
	try {
		await use(saved);
	} finally {
		await editor.deactivateWorkflow(saved);
	}
}

const timeoutMs = 120_000;

/** Waits until the workflow has at least this number of executions and all have finished. */
export async function finished(
	{ editor }: World,
	{ id }: SavedWorkflow,
	count: number,
): Promise<void> {
	await waitUntil(
		`Waiting for ${count} finished executions`,
		async () => {
			const { all, unfinished } = await editor.countExecutions(id);
			return all >= count && unfinished === 0 ? true : undefined;
		},
		timeoutMs,
	);
}

/** Returns the row that a Google Sheets node would write, without a Google account. */
export function showsRow(node: WorkflowNode): Partial<WorkflowNode> | undefined {
	const columns = node.parameters?.columns as { value: Record<string, string> } | undefined;
	if (node.type !== 'n8n-nodes-base.googleSheets' || columns === undefined) return undefined;
	const assignments = Object.entries(columns.value).map(([name, value]) => ({
		id: name,
		name,
		type: 'string',
		value,
	}));
	return {
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { assignments: { assignments }, options: { ignoreConversionErrors: true } },
	};
}

export type Row = Readonly<Record<string, string | number | null>>;

/** An n8n data table, accessed as the editor does. */
export class DataTable {
	private constructor(
		private readonly rest: RestClient,
		private readonly path: string,
	) {}

	static async open(rest: RestClient, name: string): Promise<DataTable> {
		const { id: projectId } = await rest.data<{ id: string }>('GET', '/projects/personal');
		const path = `/projects/${projectId}/data-tables`;
		const { data } = await rest.data<{ data: Array<{ id: string; name: string }> }>('GET', path);
		const table = data.find((candidate) => candidate.name === name);
		if (!table) throw new Error(`n8n has no data table “${name}”`);
		return new DataTable(rest, `${path}/${table.id}`);
	}

	async insert(rows: readonly Row[]): Promise<void> {
		await this.rest.data('POST', `${this.path}/insert`, { data: rows, returnType: 'count' });
	}

	/** In the order of insertion. */
	async rows(): Promise<readonly Row[]> {
		const query = `take=1000&sortBy=${encodeURIComponent('id:asc')}`;
		const { data } = await this.rest.data<{ data: Row[] }>('GET', `${this.path}/rows?${query}`);
		return data;
	}

	/** Sets these values in every row. */
	async setAll(values: Row): Promise<void> {
		const filter = { type: 'and', filters: [{ columnName: 'id', condition: 'gt', value: 0 }] };
		await this.rest.data('PATCH', `${this.path}/rows`, { filter, data: values });
	}
}
