import type { WorkflowExecuteMode } from 'n8n-workflow';
import { no, ok, okWith } from '../harness/answers';
import { byId, fromList } from '../harness/locator';
import { phones, runAddMany } from '../harness/runAddMany';
import { runNode } from '../harness/runNode';
import { Wire } from '../harness/wire';

const wire = new Wire();

const campaigns = (StatusName: string) =>
	okWith([{ Name: 'Morning leads', StatusName, Code: 'c1' }]);
const members = (...sips: string[]) =>
	okWith(sips.map((Member) => ({ Member, DisplayName: Member })));
const isAsked = (method: string) => wire.requests.some(({ url }) => url.endsWith(`/${method}`));

const picked = fromList('c1', 'Morning leads (Enabled)');

const addOne = async (mode: WorkflowExecuteMode, campaign = picked) =>
	await runNode({
		parameters: { resource: 'call', operation: 'add', campaign, target: '0501234567' },
		mode,
	});

const texts = (hints: ReadonlyArray<{ message: string }>) => hints.map(({ message }) => message);

it('says in a try-out that the campaign is disabled', async () => {
	wire.answer(ok, { method: 'AddCall' });
	wire.answer(campaigns('Disabled'), { method: 'GetCampaignList' });
	const { items, hints } = await addOne('manual');
	expect(items[0].json.status).toBe('added');
	expect(texts(hints)).toEqual([
		'The campaign “Morning leads” is disabled: it calls nobody until it is started (Campaign: Start).',
	]);
});

it('says in a try-out that the campaign has no members', async () => {
	wire.answer(ok, { method: 'AddCallsBulk' });
	wire.answer(campaigns('Enabled'), { method: 'GetCampaignList' });
	wire.answer(members(), { method: 'GetMembersList' });
	const { hints } = await runAddMany(
		phones(2),
		{},
		{ mode: 'manual', parameters: { campaign: picked } },
	);
	expect(texts(hints)).toEqual([
		expect.stringMatching(/2 added/),
		expect.stringMatching(/“Morning leads” has no members: unless it is an IVR campaign/),
	]);
});

it('says nothing about a campaign that dials', async () => {
	wire.answer(ok, { method: 'AddCall' });
	wire.answer(campaigns('Enabled'), { method: 'GetCampaignList' });
	wire.answer(members('sip1'), { method: 'GetMembersList' });
	expect((await addOne('manual')).hints).toEqual([]);
});

it('says nothing where the service does not tell', async () => {
	wire.answer(ok, { method: 'AddCall' });
	wire.answer({ status: 403 }, { method: 'GetCampaignList' });
	wire.answer({ status: 500 }, { method: 'GetMembersList' });
	const { items, error, hints } = await addOne('manual');
	expect(error).toBeUndefined();
	expect(items[0].json.status).toBe('added');
	expect(hints).toEqual([]);
});

it('asks nothing in other executions, for other campaigns, and where no lead was added', async () => {
	wire.answer(ok, { method: 'AddCall', times: 2 });
	await addOne('trigger');
	await addOne('manual', byId('c1'));
	wire.answer(no(2), { method: 'AddCallsBulk' });
	await runAddMany(
		phones(1),
		{},
		{
			mode: 'manual',
			node: { onError: 'continueRegularOutput' },
			parameters: { campaign: picked },
		},
	);
	expect(isAsked('GetCampaignList')).toBe(false);
	expect(isAsked('GetMembersList')).toBe(false);
});
