import type { INodeProperties } from 'n8n-workflow';

export const triggerEvents: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	options: [
		{
			name: 'Call Ended',
			value: 'callEnded',
			description: 'A call is over, and what became of it is known (CDR notification)',
		},
		{
			name: 'Ringing',
			value: 'ringing',
			description: 'An agent’s phone rings (pop-up screen)',
		},
		{
			name: 'Answered',
			value: 'answered',
			description: 'An agent talks (pop-up screen)',
		},
		{
			name: 'Hung Up',
			value: 'hungUp',
			description: 'An agent’s call is over (pop-up screen)',
		},
	],
	default: ['callEnded'],
	required: true,
};
