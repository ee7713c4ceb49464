import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId } from '../../harness/runNode';
import {
	agentBefore3,
	callTool,
	fromAi,
	mcpServerTrigger,
	runAgent,
	type ToolSetup,
} from '../../harness/tool';
import { jsonRequest, no, ok, okWith, Wire } from '../../harness/wire';
import { accountCode } from '../../harness/workflow';

const wire = new Wire();

const parameters: INodeParameters = {
	resource: 'call',
	operation: 'add',
	campaign: byId('c1'),
	target: fromAi('Target_Phone_Number'),
	additionalFields: {
		customerName: fromAi('Customer_Name'),
		priority: fromAi('Priority'),
		originateTime: fromAi('Originate_Time'),
	},
	specifyCustomVariables: 'json',
	customVariablesJson: fromAi('Custom_Variables__JSON_'),
	options: { maxRetries: 0, dryRun: fromAi('Dry_Run') },
};

const args: IDataObject = {
	Target_Phone_Number: '+972 50-123-4567',
	Customer_Name: 'Dana',
	Priority: '5',
	Originate_Time: '2027-07-01T09:30:00+03:00',
	Custom_Variables__JSON_: '{"lead_id": 17}',
	Dry_Run: 'false',
};

const sent = jsonRequest('AddCall', {
	Campaign: 'c1',
	Target: '972501234567',
	CustomerName: 'Dana',
	Priority: 5,
	OriginateTime: 1814423400,
	IsDateLocal: 'false',
	CustomData: { var_lead_id: 17 },
	Code: accountCode,
});

const added = {
	campaign: 'c1',
	target: '972501234567',
	status: 'added',
	errorCode: 0,
	description: 'OK',
};

interface Outcome {
	/** Everything that the model can read. */
	readonly text: string;
	readonly isThrown: boolean;
}

const direct =
	(caller: string) =>
	async (setup: ToolSetup): Promise<Outcome> => {
		const { text, error } = await callTool(caller, setup);
		return { text: error?.message ?? text ?? '', isThrown: error !== undefined };
	};

const users = [
	{ user: 'MCP Server Trigger', use: direct(mcpServerTrigger), throws: true },
	{ user: 'AI Agent before version 3', use: direct(agentBefore3), throws: false },
	{
		user: 'AI Agent',
		use: async (setup: ToolSetup): Promise<Outcome> => {
			const { items, error } = await runAgent(setup);
			return { text: error?.message ?? JSON.stringify(items), isThrown: error !== undefined };
		},
		throws: false,
	},
];

const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 } as const;

describe.each(users)('used by the $user', ({ user, use, throws }) => {
	it('adds one call if all values are text', async () => {
		wire.answer(ok);
		const { text } = await use({ parameters, args });
		expect(wire.requests).toEqual([sent]);
		expect(JSON.parse(text)).toEqual([added]);
	});

	it('omits what the model leaves empty', async () => {
		wire.answer(ok);
		const empty = Object.fromEntries(Object.keys(args).map((name) => [name, '']));
		await use({ parameters, args: { ...empty, Target_Phone_Number: '0501234567' } });
		expect(wire.requests[0].body).toEqual({
			Campaign: 'c1',
			Target: '0501234567',
			Code: accountCode,
		});
	});

	it('keeps the builder’s values, whatever the model sends', async () => {
		wire.answer(ok);
		const extra = { campaign: 'c2', Campaign: 'c2', options: { timeout: 1 }, operation: 'remove' };
		await use({ parameters, args: { ...args, ...extra } });
		expect(wire.requests).toEqual([sent]);
	});

	it('says in one text what was rejected, why, and what to do', async () => {
		wire.answer(no(4, `Not yours, ${accountCode}`));
		const { text, isThrown } = await use({ parameters, args });
		expect(isThrown).toBe(throws);
		for (const part of [
			'rejected',
			'The caller ID was not accepted',
			'Enter a number',
			'Not yours',
		]) {
			expect(text).toContain(part);
		}
		expect(text).not.toMatch(/\[item|\bat .*\.[jt]s\b/);
		expect(text).not.toContain(accountCode);
		expect(text.length).toBeLessThan(500);
	});

	it('tells the model not to resend what may have been accepted', async () => {
		wire.answer({ status: 500, body: 'Oops' }, { method: 'AddCall' });
		wire.answer(okWith({ Calls: [] }), { method: 'GetCampaignPendingCalls' });
		const { text } = await use({ parameters, args });
		expect(text).toMatch(/unknown[^]*Do not send it again[^]*control panel/);
	});

	it.each([0, 1, 2])(
		'never sends twice in one tool call with Retry On Fail (%i)',
		async (answers) => {
			wire.answer({ status: 500, body: 'Oops' }, { method: 'AddCall' });
			wire.answer(
				{ status: 500, body: 'Oops' },
				{
					method: 'GetCampaignPendingCalls',
					times: answers,
					isOptional: true,
				},
			);
			wire.answer(okWith({ Calls: [] }), {
				method: 'GetCampaignPendingCalls',
				times: 3,
				isOptional: true,
			});
			await use({ parameters, args, node: retryOnFail });
			expect(wire.of('AddCall')).toHaveLength(1);
		},
	);

	it('resends what certainly was not accepted with Retry On Fail', async () => {
		wire.answer({ status: 503, body: 'Later' }, { method: 'AddCall' });
		wire.answer(okWith({ Calls: [] }), { method: 'GetCampaignPendingCalls' });
		wire.answer(ok, { method: 'AddCall', isOptional: user === 'AI Agent before version 3' });
		const { text } = await use({ parameters, args, node: retryOnFail });
		// This agent treats a tool's failure as its answer. The node's own Max Retries is off here.
		expect(text).toContain(user === 'AI Agent before version 3' ? 'skipped' : 'added');
	});

	it('sends the same arguments again in another tool call, as documented', async () => {
		wire.answer(ok, { times: 2 });
		await use({ parameters, args });
		await use({ parameters, args });
		expect(wire.of('AddCall')).toHaveLength(2);
	});

	it('Get Many returns at most 50, unless the builder sets another limit', async () => {
		const Calls = Array.from({ length: 200 }, (_, index) => ({ Phone: String(index) }));
		wire.answer(okWith({ Calls }), { times: 2 });
		const getMany = { resource: 'call', operation: 'getAll', campaign: byId('c1') };
		const { text } = await use({ parameters: getMany, args: {} });
		expect(JSON.parse(text)).toHaveLength(50);
		const three = { ...getMany, limit: fromAi('Limit') };
		const { text: fewer } = await use({ parameters: three, args: { Limit: '3' } });
		expect(JSON.parse(fewer)).toHaveLength(3);
	});

	it('Add Many adds one lead, or says that it cannot run and sends nothing', async () => {
		wire.answer(ok, { isOptional: true });
		const { text, isThrown } = await use({
			parameters: { ...parameters, operation: 'addMany' },
			args,
		});
		if (user === 'AI Agent') {
			expect(wire.of('AddCallsBulk')).toHaveLength(1);
			expect(JSON.parse(text)).toEqual([added]);
		} else {
			expect(wire.requests).toEqual([]);
			expect(text).toContain('Add Many cannot run as a tool here');
			expect(text).toContain('“Add”');
			expect(isThrown).toBe(throws);
		}
	});
});

const refusal = /A field of this tool reads “\$\w+”, which the model can change/;

/** Each reads the tool's own input, which may come from the model. */
const readsOwnInput = [
	'$json.campaign',
	'$json["Phone Number"]',
	'$json.טלפון',
	'$json["lead.phone"]',
	'$json',
	'Object.values($json)[0]',
	'$input.item.json.campaign',
	'$input.first().json.campaign',
	'$data.campaign',
	'$items()[0].json.campaign',
	"$fromAI('Campaign', '', 'string', $json.campaign)",
	'$evaluateExpression("{{ $json.campaign }}")',
];

describe('a field that reads the tool’s own input', () => {
	it.each(readsOwnInput)('is rejected in the AI Agent: %s', async (expression) => {
		const fixed = { ...parameters, campaign: byId(`={{ ${expression} }}`) };
		const { items } = await runAgent({ parameters: fixed, args, item: { campaign: 'c1' } });
		expect(items).toMatchObject([
			{
				status: 'rejected',
				reason: 'invalidInput',
				error: expect.stringMatching(refusal) as string,
				description: expect.stringMatching(/Nothing was sent.*by its node’s name/) as string,
			},
		]);
		expect(wire.requests).toEqual([]);
	});

	it.each([mcpServerTrigger, agentBefore3])('is rejected by %s', async (caller) => {
		const fixed = { ...parameters, campaign: byId('={{ $json.campaign }}') };
		const { text } = await direct(caller)({ parameters: fixed, args, item: { campaign: 'c1' } });
		expect(text).toMatch(refusal);
		expect(wire.requests).toEqual([]);
	});

	it('throws if the builder wants the workflow to stop', async () => {
		const { error } = await runAgent({
			parameters: { ...parameters, campaign: byId('={{ $json.campaign }}') },
			args,
			node: { onError: 'stopWorkflow' },
		});
		expect(error?.message).toMatch(/^Status: rejected\. A field of this tool reads “\$json”/);
	});
});

describe('a value that the builder set', () => {
	it.each([
		['a value', 'c1'],
		['another node’s value', '={{ "c1" || $("Somewhere").item.json.campaign }}'],
		['a variable of the instance', '={{ $vars.campaign ?? "c1" }}'],
	])('stays in the AI Agent, whatever the model sends: %s', async (_, campaign) => {
		wire.answer(ok);
		await runAgent({
			parameters: { ...parameters, campaign: byId(campaign) },
			args: { ...args, campaign: 'c2', Campaign: 'c2', json: { campaign: 'c2' } },
			item: { campaign: 'c3' },
		});
		expect(wire.requests).toEqual([sent]);
	});

	it('keeps the account code out of everything that n8n stores', async () => {
		wire.answer(no(4, accountCode));
		const { stored } = await runAgent({ parameters, args });
		expect(stored).not.toContain(accountCode);
	});
});
