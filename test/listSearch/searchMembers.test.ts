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

it('takes no notice of blanks around the campaign’s code', async () => {
	wire.answer(okWith([]));
	await search('searchMembers', { parameters: { ...parameters, campaign: byId(' c1\t') } });
	expect(wire.requests[0].body).toMatchObject({ Campaign: 'c1' });
});

it.each(['', ' '])('asks for the campaign first (%j)', async (code) => {
	await expect(
		search('searchMembers', { parameters: { ...parameters, campaign: byId(code) } }),
	).rejects.toMatchObject({ message: expect.stringMatching(/campaign/i) as string });
});

describe('to add one', () => {
	const toAdd = { ...parameters, operation: 'add' };
	const monitor = { host: 'https://monitor.voicenter.co.il' };

	it('shows the extensions of the account, and who is a member already', async () => {
		wire.answer(okWith([{ Member: 'SIP1', DisplayName: 'Support 1' }]));
		wire.answer(
			{
				body: {
					ERR: 0,
					DESC: 'OK',
					EXTENSIONS: [
						{ SIP: 'SIP1', Name: 'Noa' },
						{ SIP: 'SIP2', Name: 'Omer' },
					],
				},
			},
			monitor,
		);
		const { results } = await search('searchMembers', { parameters: toAdd });
		expect(wire.of('GetExtensions')[0].body).toMatchObject({
			code: expect.any(String) as string,
			showAll: 1,
		});
		expect(results).toEqual([
			{ name: expect.stringMatching(/Noa.*already a member/) as string, value: 'SIP1' },
			{ name: expect.not.stringContaining('already') as string, value: 'SIP2' },
		]);
	});

	it('says what to do where the list is empty, as it is for a wrong code', async () => {
		wire.answer(okWith([]));
		wire.answer({ body: { ERR: 0, DESC: 'OK', EXTENSIONS: [] } }, monitor);
		await expect(search('searchMembers', { parameters: toAdd })).rejects.toMatchObject({
			description: expect.stringMatching(/Account Code.*Monitor URL/) as string,
		});
	});
});
