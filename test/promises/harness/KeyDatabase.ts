import type { IDataDeduplicator, ICheckProcessedContextData } from 'n8n-workflow';
import { core } from '../../harness/n8n';
import { ProcessedTable } from './ProcessedTable';

/** n8n's database as far as it remembers what was processed; its executions can die. */
export class KeyDatabase {
	table = new ProcessedTable();

	private readonly seen = new Set<object>();

	private dead = new Set<object>();

	constructor() {
		beforeAll(async () => {
			const service = core.DataDeduplicationService;
			Reflect.set(service, 'instance', undefined);
			await service.init(this.deduplicator);
		});
		beforeEach(() => {
			this.table = new ProcessedTable();
		});
		afterAll(() => Reflect.set(core.DataDeduplicationService, 'instance', undefined));
	}

	/** Whatever runs now writes nothing more, as after a crash of n8n. */
	crash(): void {
		this.dead = new Set(this.seen);
	}

	private readonly deduplicator: IDataDeduplicator = {
		checkProcessedAndRecord: async (items, scope, context, options) =>
			await this.tableFor(context).checkProcessedAndRecord(items, scope, options),
		removeProcessed: async (items, _scope, context) =>
			await this.tableFor(context).removeProcessed(items),
		clearAllProcessedItems: async () => {},
		getProcessedDataCount: async () => this.table.hashes?.length ?? 0,
	};

	private tableFor({ workflow }: ICheckProcessedContextData): ProcessedTable {
		this.seen.add(workflow);
		if (this.dead.has(workflow)) throw new Error('n8n is not there any more');
		return this.table;
	}
}
