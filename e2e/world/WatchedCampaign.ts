import type { Campaign } from '../../simulator';
import { noDetails } from '../../simulator/state/call';
import { waitUntil } from '../machine/processes';
import type { Publication } from '../n8n/EditorApi';
import type { Execution } from '../n8n/Execution';
import {
	campaignTriggerType,
	credentialType,
	type SavedWorkflow,
	type Workflow,
} from '../n8n/workflows';
import type { World } from './openWorld';
import { byCode } from './runNode';

const triggerName = 'Campaign Trigger';
const waitMs = 30_000;

let nextNumber = 972_500_000_000;

type Often = number | 'onlyAtActivation';

/** n8n requires intervals of at least a minute. Several poll times make the test shorter. */
function pollTimes(everySeconds: Often): object {
	if (everySeconds === 'onlyAtActivation') {
		return { item: [{ mode: 'custom', cronExpression: '0 0 0 29 2 *' }] };
	}
	const seconds = Array.from({ length: 60 / everySeconds }, (_, step) => step * everySeconds);
	return {
		item: seconds.map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })),
	};
}

/** A workflow with the Campaign Trigger for one campaign of the simulator. */
export class WatchedCampaign {
	private constructor(
		private readonly world: World,
		readonly campaign: Campaign,
		readonly workflow: SavedWorkflow,
	) {}

	static async save(
		world: World,
		campaign: Campaign,
		parameters: Record<string, unknown>,
		everySeconds: Often = 1,
	): Promise<WatchedCampaign> {
		const workflow = await world.editor.saveWorkflow({
			name: `${String(parameters.event)}: ${campaign.name}`,
			nodes: [
				{
					id: 'trigger',
					name: triggerName,
					type: campaignTriggerType,
					typeVersion: 1,
					position: [0, 0],
					parameters: {
						pollTimes: pollTimes(everySeconds),
						campaign: byCode(campaign.code),
						...parameters,
					},
					credentials: { [credentialType]: { ...world.credential } },
				},
				{
					id: 'next',
					name: 'Next',
					type: 'n8n-nodes-base.noOp',
					typeVersion: 1,
					position: [200, 0],
					parameters: {},
				},
			],
			connections: { [triggerName]: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		});
		return new WatchedCampaign(world, campaign, workflow);
	}

	/** The same for a workflow that already has the trigger. */
	static async saveAs(
		world: World,
		campaign: Campaign,
		workflow: Workflow,
	): Promise<WatchedCampaign> {
		const nodes = workflow.nodes.map((node) =>
			node.type === campaignTriggerType
				? { ...node, parameters: { ...node.parameters, pollTimes: pollTimes(1) } }
				: node,
		);
		return new WatchedCampaign(
			world,
			campaign,
			await world.editor.saveWorkflow({ ...workflow, nodes }),
		);
	}

	/** The same workflow after a restart of n8n. */
	in(world: World): WatchedCampaign {
		return new WatchedCampaign(world, this.campaign, this.workflow);
	}

	/** Waits for the first poll. If it fails, n8n tries several times. */
	async activate(): Promise<Publication> {
		return await this.world.editor.tryToActivate(this.workflow);
	}

	async deactivate(): Promise<void> {
		await this.world.editor.deactivateWorkflow(this.workflow);
	}

	async fetchTestEvent(): Promise<Execution> {
		return await this.world.editor.runWorkflow(this.workflow);
	}

	/** Fills the queue with this number of calls to new phone numbers. */
	fill(count: number): void {
		const { state } = this.world.simulator;
		this.campaign.pending.clear();
		for (let index = 0; index < count; index++) {
			state.addCall(this.campaign, String(nextNumber++), noDetails);
		}
	}

	/** Waits until this number of polls has been answered. */
	async polls(count: number): Promise<void> {
		const asked = () => this.world.simulator.stats().requestsByMethod.GetCampaignList ?? 0;
		// The current poll may already be answered. The last one is over when the next one begins.
		const until = asked() + count + 1;
		await waitUntil(
			`${count} polls`,
			async () => (asked() >= until ? true : undefined),
			waitMs + count * 2000,
		);
	}

	/** Waits for this number of executions, and returns them with the oldest first. */
	async executions(count: number): Promise<Execution[]> {
		const { editor } = this.world;
		const found = await waitUntil(
			`Execution ${count} of “${this.workflow.name}”`,
			async () => {
				const all = await editor.executionsOf(this.workflow.id);
				return all.length >= count ? all : undefined;
			},
			waitMs,
		);
		const ids = found.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
		return await Promise.all(ids.map(async (id) => await editor.waitForExecution(id)));
	}

	/** The items that the trigger returned, per execution. */
	async fired(count: number): Promise<ReadonlyArray<Record<string, unknown>>> {
		const executions = await this.executions(count);
		return executions.flatMap((execution) => execution.jsonOf('Next'));
	}
}
