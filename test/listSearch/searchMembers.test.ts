import { okWith } from '../harness/answers';
import { search } from '../harness/loadOptions';
import { byId } from '../harness/locator';
import { Wire } from '../harness/wire';

const wire = new Wire();
const parameters = { resource: 'member', operation: 'remove', campaign: byId('c1') };

it('shows the members of the chosen campaign', async () => {
	wire.answer(
		okWith([
			{ Member: 'SIP1', DisplayName: 'Support 1' },
			{ Member: 'SIP8', DisplayName: 'Support 8' },
		]),
	);
	const { results } = await search('searchMembers', { parameters, filter: 'support 8' });
	expect(wire.of('GetMembersList')).toHaveLength(1);
	expect(wire.requests[0].body).toMatchObject({ Campaign: 'c1' });
	expect(results).toEqual([
		{ name: expect.stringContaining('Support 8') as string, value: 'SIP8' },
	]);
});

it('asks for the campaign first', async () => {
	await expect(
		search('searchMembers', { parameters: { ...parameters, campaign: byId('') } }),
	).rejects.toMatchObject({ message: expect.stringMatching(/campaign/i) as string });
});
