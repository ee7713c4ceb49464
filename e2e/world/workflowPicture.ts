import { createHash } from 'node:crypto';
import {
	publishedWorkflow,
	workflowFiles,
	type Workflow,
	type WorkflowNode,
} from '../n8n/workflows';

/** The files' names without the ending. */
export const workflowNames = workflowFiles.map((file) => file.slice(0, -'.json'.length));

export const workflowNamed = (name: string): Workflow => publishedWorkflow(`${name}.json`);

const isNote = ({ type }: WorkflowNode) => type === 'n8n-nodes-base.stickyNote';

/** The note that describes the whole workflow. Its picture leaves it out: it's text. */
export const overviewOf = ({ nodes }: Workflow): WorkflowNode => {
	const found = nodes.find((node) => isNote(node) && node.parameters?.color === undefined);
	if (found === undefined) throw new Error('The workflow has no overview note');
	return found;
};

/** n8n's number of the color. */
const white = 7;

/** The notes around the nodes. */
export const sectionsOf = (workflow: Workflow): WorkflowNode[] =>
	workflow.nodes.filter((node) => isNote(node) && node.parameters?.color === white);

export const stepsOf = ({ nodes }: Workflow): WorkflowNode[] =>
	nodes.filter((node) => !isNote(node));

/** Changes with everything that a picture of the workflow shows. */
function pictureFingerprint(workflow: Workflow): string {
	const shown = [
		...stepsOf(workflow).map(({ name, type, position }) => [name, type, position]),
		...sectionsOf(workflow).map(({ position, parameters }) => [position, parameters]),
		workflow.connections,
	];
	return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
}

/** In the folder of the pictures: the fingerprint of each workflow when its picture was taken. */
export const fingerprintsFile = 'fingerprints.json';

/** The fingerprints of all workflows as they are now. */
export const currentFingerprints = (): Record<string, string> =>
	Object.fromEntries(workflowNames.map((name) => [name, pictureFingerprint(workflowNamed(name))]));
