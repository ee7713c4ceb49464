import type { INodeExecutionData, INodeType, IWorkflowSettings } from 'n8n-workflow';
import {
	addNode,
	optedOut,
	readLeads,
	runMainJob,
	type MainJobResult,
} from '../e2e/mainJob/leadJob';
import { Execution } from '../e2e/n8n/Execution';
import { nodeType as dialerType, readWorkflow, type Workflow } from '../e2e/n8n/workflows';
import type { Simulator } from '../simulator';
import { core, toNative, toStored, workflowPackage } from '../test/harness/n8n';
import { additionalDataFor, dialerNodeType } from '../test/harness/workflow';

const settingsNode = 'Settings';
const leadsNode = 'One item for each lead';
/** The way of a lead in leads-from-csv.json. */
const path = [settingsNode, leadsNode, addNode];

type Given = Readonly<Record<string, readonly object[]>>;

/** Takes the place of n8n's own nodes, which are not installed here. */
function givingNodeType(given: Given): INodeType {
	const items = toNative(given);
	return {
		description: {
			displayName: 'Giving',
			name: 'giving',
			group: ['input'],
			version: 1,
			description: '',
			defaults: { name: 'Giving' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute() {
			return [items[this.getNode().name].map((json) => ({ json }) as INodeExecutionData)];
		},
	};
}

/** Runs the nodes of the path, one after the other, through n8n's own engine. */
async function execute(workflow: Workflow, given: Given, simulator: Simulator): Promise<Execution> {
	const givingType = givingNodeType(given);
	const typeOf = (name: string) => (name === dialerType ? dialerNodeType() : givingType);
	const connections = path
		.slice(1)
		.map((node, index) => [path[index], { main: [[{ node, type: 'main', index: 0 }]] }]);
	const inEngine = new workflowPackage.Workflow({
		id: 'workflow',
		active: false,
		settings: toNative(workflow.settings as IWorkflowSettings),
		nodeTypes: {
			getByName: typeOf,
			getByNameAndVersion: typeOf,
			getKnownTypes: () => ({}),
		},
		nodes: toNative(workflow.nodes.filter(({ name }) => path.includes(name))) as never,
		connections: toNative(Object.fromEntries(connections)),
	});
	const { accountCode, url } = simulator;
	const additionalData = additionalDataFor({
		credential: { accountCode, baseUrl: url, monitorUrl: url },
	});
	const run = await new core.WorkflowExecute(additionalData, 'manual').run(
		inEngine,
		inEngine.nodes[settingsNode],
	);
	const result = toStored(run.data.resultData) as ConstructorParameters<typeof Execution>[2];
	return new Execution('in-process', run.status, result, '');
}

/** The main job without an n8n server: the ready-made workflow's node in n8n's own engine. */
export async function runInProcess(simulator: Simulator, csvFile: string): Promise<MainJobResult> {
	const [campaign] = simulator.campaigns;
	const workflow = readWorkflow('leads-from-csv.json', {
		credential: { id: '1', name: 'Simulator' },
		listeners: {},
		campaign,
		csvFile,
	});
	const given = {
		[settingsNode]: [{ csvFile, suppressedNumbers: optedOut }],
		[leadsNode]: readLeads(csvFile),
	};
	const job = { csvFile, campaign: campaign.code, zone: String(workflow.settings?.timezone) };
	return await runMainJob(async () => await execute(workflow, given, simulator), simulator, job);
}
