import type { INodeParameters } from 'n8n-workflow';
import { byId, runNode } from '../../harness/runNode';
import { ok, Wire } from '../../harness/wire';
import { accountCode } from '../../harness/workflow';

const wire = new Wire();
const operation = { resource: 'ivr', operation: 'configure', campaign: byId('c1') };

async function bodyFor(parameters: INodeParameters, json: object = {}): Promise<unknown> {
	wire.answer(ok);
	const { error } = await runNode({ parameters: { ...operation, ...parameters }, items: [json] });
	expect(error).toBeUndefined();
	return wire.requests.at(-1)?.body;
}

it.each([
	['a text', 'SIP1,SIP2', ['SIP1', 'SIP2']],
	['a text with spaces and empty parts', ' SIP1 ,, SIP2, ', ['SIP1', 'SIP2']],
	['an array', '={{ $json.sips }}', ['SIP8', 'SIP9']],
])('accepts representatives as %s', async (_how, representatives, expected) => {
	const body = await bodyFor({ maxCalls: 1, representatives }, { sips: ['SIP8', 'SIP9'] });
	expect(body).toMatchObject({ RepresentativeList: expected });
});

it.each(['', ' , ', '={{ [] }}', '={{ $json.missing }}'])(
	'omits empty representatives (%j)',
	async (representatives) => {
		expect(await bodyFor({ maxCalls: 1, representatives })).toEqual({
			Campaign: 'c1',
			ConcurrentStrategy: { setMaxCalls: 1 },
			Code: accountCode,
		});
	},
);

it('omits an empty strategy', async () => {
	expect(await bodyFor({ representatives: 'SIP1' })).toEqual({
		Campaign: 'c1',
		RepresentativeList: ['SIP1'],
		Code: accountCode,
	});
});
