import type { INodeParameters } from 'n8n-workflow';
import { ok } from '../../harness/answers';
import { accountCode } from '../../harness/credential';
import { byId } from '../../harness/locator';
import { jsonRequest } from '../../harness/requests';
import { runNode } from '../../harness/runNode';
import { Wire } from '../../harness/wire';

const wire = new Wire();
const operation = { resource: 'ivr', operation: 'configure', campaign: byId('c1') };

async function bodyFor(parameters: INodeParameters, json: object = {}): Promise<unknown> {
	wire.answer(ok);
	const { error } = await runNode({ parameters: { ...operation, ...parameters }, items: [json] });
	expect(error).toBeUndefined();
	return wire.requests.at(-1)?.body;
}

it('sends one JSON request for each item', async () => {
	wire.answer(ok, { times: 2 });
	const { items, error } = await runNode({
		parameters: {
			...operation,
			campaign: byId('={{ $json.campaign }}'),
			maxCalls: '={{ $json.calls }}',
			representatives: 'SIP1, SIP2,SIP3',
		},
		items: [
			{ campaign: 'c1', calls: 5 },
			{ campaign: 'c2', calls: '7' },
		],
	});
	expect(error).toBeUndefined();
	const body = (Campaign: string, setMaxCalls: number) => ({
		Campaign,
		ConcurrentStrategy: { setMaxCalls },
		RepresentativeList: ['SIP1', 'SIP2', 'SIP3'],
		Code: accountCode,
	});
	expect(wire.requests).toEqual([
		jsonRequest('ConfigureIvrCampaign', body('c1', 5)),
		jsonRequest('ConfigureIvrCampaign', body('c2', 7)),
	]);
	expect(items).toEqual(
		['c1', 'c2'].map((campaign, item) => ({
			json: { campaign, success: true, errorCode: 0, description: 'OK' },
			pairedItem: { item },
		})),
	);
});

it('leaves the account code out where only the campaign list carries it', async () => {
	wire.answer(ok);
	await runNode({
		parameters: { ...operation, maxCalls: 0 },
		credential: { sendAccountCode: 'campaignListOnly' },
	});
	expect(wire.requests).toEqual([
		jsonRequest('ConfigureIvrCampaign', {
			Campaign: 'c1',
			ConcurrentStrategy: { setMaxCalls: 0 },
		}),
	]);
});

it.each([
	['a text', 'SIP1,SIP2', ['SIP1', 'SIP2']],
	['a text with blanks and gaps', ' SIP1 ,, SIP2, ', ['SIP1', 'SIP2']],
	['an array', '={{ $json.sips }}', ['SIP8', 'SIP9']],
])('takes representatives as %s', async (_how, representatives, expected) => {
	const body = await bodyFor({ maxCalls: 1, representatives }, { sips: ['SIP8', 'SIP9'] });
	expect(body).toMatchObject({ RepresentativeList: expected });
});

it.each(['', ' , ', '={{ [] }}', '={{ $json.missing }}'])(
	'leaves representatives out when empty (%j)',
	async (representatives) => {
		expect(await bodyFor({ maxCalls: 1, representatives })).toEqual({
			Campaign: 'c1',
			ConcurrentStrategy: { setMaxCalls: 1 },
			Code: accountCode,
		});
	},
);

it('leaves the strategy out when it is empty', async () => {
	expect(await bodyFor({ representatives: 'SIP1' })).toEqual({
		Campaign: 'c1',
		RepresentativeList: ['SIP1'],
		Code: accountCode,
	});
});
