import type { INodeTypeDescription } from 'n8n-workflow';

const modes =
	'<b>While you build</b>, click the button above and let Voicenter, or any HTTP client, send an event to the test URL: it shows up in the editor.<br><br><b>To run for real</b>, activate the workflow and enter the production URL in Voicenter’s control panel.';

/** What the editor shows beside the fields. */
export const triggerPanel: Pick<
	INodeTypeDescription,
	'eventTriggerDescription' | 'activationMessage' | 'triggerPanel'
> = {
	eventTriggerDescription: 'Waiting for an event of Voicenter at the test URL',
	activationMessage:
		'Events of Voicenter now start this workflow, as soon as its production URL is entered in Voicenter’s control panel.',
	triggerPanel: {
		header: 'Receive events of Voicenter',
		executionsHelp: {
			inactive: `${modes} Its events show up in the executions list.`,
			active: `${modes} Its events show up in the <a data-key="executions">executions list</a>.`,
		},
		activationHint:
			'Once the workflow is active, events that come to the production URL start it without this button.',
	},
};
