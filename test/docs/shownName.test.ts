import type { INodeProperties } from 'n8n-workflow';
import { shownName } from '../../scripts/docs';

const field = (displayName: string, type: INodeProperties['type']): INodeProperties => ({
	displayName,
	name: displayName,
	type,
	default: '',
});

it('a field is named alone, a collection with what the panel shows in it', () => {
	const options = [field('Leg', 'options'), field('Binary Data', 'hidden')];
	expect(shownName(field('Campaign', 'string'))).toBe('Campaign');
	expect(shownName({ ...field('Options', 'collection'), options })).toBe('Options (Leg)');
});
