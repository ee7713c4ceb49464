import type { RestClient } from './RestClient';

export type Row = Readonly<Record<string, string | number | null>>;

/** A data table of n8n's own, as its editor works with it. */
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

	/** In the order in which they were entered. */
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
