import { publishedWorkflow, workflowFiles } from '../../e2e/n8n/workflows';
import { dialerContext } from '../harness/runNode';

interface Assigned {
	readonly assignments: {
		readonly assignments: ReadonlyArray<{ readonly name: string; readonly value: string }>;
	};
}

/** The line that outcomes-to-csv.json writes for an event, in n8n's own evaluation. */
function lineFor(event: object): string {
	const { nodes } = publishedWorkflow('outcomes-to-csv.json');
	const line = nodes.find(({ name }) => name === 'The line')?.parameters as unknown as Assigned;
	const [{ value }] = line.assignments.assignments;
	const json = { customVariables: {}, ...event };
	return String(dialerContext({ target: value }, [{ json }]).getNodeParameter('target', 0));
}

describe('call outcomes into a CSV file', () => {
	it.each([
		['=HYPERLINK("http://x.example";"a")', `"'=HYPERLINK(""http://x.example"";""a"")"`],
		["=cmd|' /C calc'!A0", `"'=cmd|' /C calc'!A0"`],
		['+1+1', `"'+1+1"`],
		['-2+3', `"'-2+3"`],
		['@SUM(A1)', `"'@SUM(A1)"`],
		['\t=1+1', `"'\t=1+1"`],
		['\r=1+1', `"'\r=1+1"`],
		['＝1+1', `"'＝1+1"`],
		['-', `"'-"`],
		['+972-50-1234567', `"'+972-50-1234567"`],
		// Neither these nor a number is a formula.
		['+972501234567', '"+972501234567"'],
		['-17', '"-17"'],
		['L-77', '"L-77"'],
		['דנה "לוי"', '"דנה ""לוי"""'],
	])('a lead ID of %j is data', (lead_id, written) => {
		expect(lineFor({ callId: 'a', customVariables: { lead_id } })).toBe(
			`"a",${written},"","","","",""\n`,
		);
	});

	it('writes the values of a call', () => {
		const line = lineFor({
			callId: '=a',
			phone: '972501234567',
			status: '@ANSWER',
			answered: true,
			durationSeconds: 25,
			startedAt: '2026-11-27T09:30:00+02:00',
		});
		expect(line).toBe(
			`"'=a","","972501234567","'@ANSWER","true","25","2026-11-27T09:30:00+02:00"\n`,
		);
	});
});

describe('a Google sheet', () => {
	const nodes = workflowFiles
		.flatMap((file) => publishedWorkflow(file).nodes)
		.filter(({ type, parameters }) => type.endsWith('.googleSheets') && parameters?.columns);

	it.each(nodes.map(({ name, parameters }) => [name, parameters]))(
		'%s: a text that begins with = is data',
		(_name, parameters) => {
			// As if typed in otherwise, and a formula that is typed in runs.
			expect(parameters).toMatchObject({ options: { cellFormat: 'RAW' } });
		},
	);
});
