import type { RestClient } from '../n8n/RestClient';

const everyRow = { type: 'and', filters: [{ columnName: 'id', condition: 'gt', value: 0 }] };

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
		await this.rest.data('PATCH', `${this.path}/rows`, { filter: everyRow, data: values });
	}

	async clear(): Promise<void> {
		const query = `filter=${encodeURIComponent(JSON.stringify(everyRow))}`;
		await this.rest.data('DELETE', `${this.path}/rows?${query}`);
	}
}
