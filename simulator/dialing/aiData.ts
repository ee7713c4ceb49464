import type { PlayedCall } from './PlayedCall';

/** What accounts with call analysis get beside the CDR of an answered call (vendor's practice). */
export const aiData = ({ campaign, lead, outcome }: PlayedCall) => ({
	insights: {
		questions: [
			{
				key: 'is_interested',
				question: 'Is the customer interested?',
				data_type: 'boolean',
				answer: String(outcome.talkSeconds >= 60),
			},
		],
		participants: {
			caller: { name: null, personality_traits: [] },
			callee: { name: lead.customerName || null, personality_traits: ['patient'] },
		},
		summary: `A call of ${outcome.talkSeconds} seconds about ${campaign.name}.`,
	},
	emotions: {
		sentences: [
			{
				sentence_id: 1,
				emotion: 'pleased',
				emotion_direction: 1,
				confidence_emotion: 0.9,
				intensity_emotion: 0.6,
			},
		],
	},
	transcript: [
		{ speaker: 'Speaker0', text: 'Good morning.', startTime: 0.4, endTime: 1.3, sentence_id: 0 },
		{ speaker: 'Speaker1', text: 'Good morning!', startTime: 1.9, endTime: 2.8, sentence_id: 1 },
	],
});
