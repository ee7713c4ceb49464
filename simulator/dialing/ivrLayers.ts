import type { PlayedCall } from './PlayedCall';
import { seededChance } from './seededChance';

const keys = 3;

/** The layers that an answered customer went through, and the key pressed in each (vendor's practice). */
export function ivrLayers({ id, campaign }: PlayedCall): object[] {
	const chance = seededChance(id);
	const pressed = 1 + Math.floor(chance() * keys);
	return [
		{
			layer_id: 1001,
			layer_name: campaign.name,
			layer_number: 0,
			Dtmf: pressed,
			dtmf_order: 1,
		},
		{
			layer_id: 1001 + pressed,
			layer_name: `Choice ${pressed}`,
			layer_number: pressed,
			Dtmf: 0,
			dtmf_order: 2,
		},
	];
}
