import type {
	DeduplicationScope,
	ICheckProcessedContextData,
	IDataDeduplicator,
} from 'n8n-workflow';
import { core } from './n8n';
import { ProcessedTable, WorkflowRow } from './processedData';

/** n8n's table of processed data, for executions that can be killed. */
export class KeyDatabase {
	table = new ProcessedTable();

	workflowRow = new WorkflowRow();

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
			this.workflowRow = new WorkflowRow();
		});
		afterAll(() => Reflect.set(core.DataDeduplicationService, 'instance', undefined));
	}

	/** Whatever is running now writes nothing more, as after a crash of n8n. */
	crash(): void {
		this.dead = new Set(this.seen);
	}

	private readonly deduplicator: IDataDeduplicator = {
		checkProcessedAndRecord: async (items, scope, context, options) =>
			await this.rowOf(scope, context).checkProcessedAndRecord(items, scope, options),
		removeProcessed: async (items, _scope, context) => {
			this.refuseTheDead(context);
			await this.table.removeProcessed(items);
		},
		clearAllProcessedItems: async (_scope, context) => {
			this.refuseTheDead(context);
			await this.workflowRow.clearAllProcessedItems();
		},
		getProcessedDataCount: async () => this.table.hashes?.length ?? 0,
	};

	private rowOf(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): ProcessedTable | WorkflowRow {
		this.refuseTheDead(context);
		return scope === 'node' ? this.table : this.workflowRow;
	}

	private refuseTheDead({ workflow }: ICheckProcessedContextData): void {
		this.seen.add(workflow);
		if (this.dead.has(workflow)) throw new Error('n8n has stopped');
	}
}
