import type { INode } from 'n8n-workflow';
import { runInThisContext } from 'node:vm';
import { faults } from '../../../nodes/VoicenterDialer/api/errors';
import { readAnswer, readThrown } from '../../../nodes/VoicenterDialer/api/outcome';
import { workflowPackage } from '../../harness/n8n';
import { thrownCases, type ThrownError } from './thrownErrors';

const NativeError = runInThisContext('Error') as ErrorConstructor;

const node: INode = {
	id: '1',
	name: 'Voicenter Dialer',
	type: 'voicenterDialer',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

function toError({ code, message, syscall, library, reason, errors }: ThrownError): Error {
	const list = errors && { name: 'AggregateError', errors: errors.map(toError) };
	return Object.assign(new NativeError(message), { code, syscall, library, reason }, list);
}

function byAxios(error: ThrownError): Error {
	const { code, message, axiosMessage = message } = error;
	const thrown = new NativeError(axiosMessage, { cause: toError(error) });
	return Object.assign(thrown, { code, isAxiosError: true });
}

/** n8n before 2.5 keeps the code and the text of the error that it wraps. */
const byEarlierN8n = (error: Error): Error =>
	new workflowPackage.NodeApiError(node, error as never);

const byN8n = (error: Error): Error => Object.assign(byEarlierN8n(error), { cause: error });

const forms = {
	'as axios throws it': byAxios,
	'as n8n wraps it': (error: ThrownError) => byN8n(byAxios(error)),
	'as n8n before 2.5 wraps it': (error: ThrownError) => byEarlierN8n(byAxios(error)),
};

describe.each(Object.entries(forms))('%s', (_form, wrap) => {
	it.each(thrownCases)('says whether the request was sent: $name', ({ error, kind }) => {
		const { kind: found, mayBeDone } = readThrown(wrap(error));
		expect({ found, mayBeDone }).toEqual({ found: kind, mayBeDone: faults[kind].mayBeDone });
	});
});

it('accounts for earlier n8n versions, which drop the cause', () => {
	expect(byEarlierN8n(byAxios({ message: 'socket hang up' })).cause).toBeUndefined();
});

it.each(['NodeOperationError', 'UserError', 'SsrfBlockedIpError', 'CredentialNotFoundError'])(
	'treats an error of n8n itself as not sent (%s)',
	(name) => {
		const refusal = Object.assign(new NativeError('Not here'), { name });
		const { kind, said } = readThrown(byN8n(refusal));
		expect({ kind, said }).toEqual({ kind: 'unsent', said: 'Not here' });
	},
);

it.each(['read ECONNRESET', 'write ENETUNREACH'])(
	'does not treat an error with a cause in the connection as not sent (%s)',
	(message) => {
		const cause = Object.assign(new NativeError(message), { code: message.split(' ')[1] });
		const refusal = Object.assign(new NativeError('It failed', { cause }), {
			name: 'NodeOperationError',
		});
		expect(readThrown(refusal).kind).toBe('cutConnection');
	},
);

it.each([undefined, null, 'a text', 7, {}, new Error('A bug')])(
	'counts anything else as sent (%p)',
	(thrown) => expect(readThrown(thrown).kind).toBe('cutConnection'),
);

it.each([
	['1', 1000],
	['1.5', 1500],
	[' 3 ', 3000],
	['Wed, 21 Oct 2015 07:28:00 GMT', 0],
	['-1', undefined],
	['soon 1', undefined],
	['', undefined],
	[undefined, undefined],
])('reads Retry-After %j as %j ms', (wish, expected) => {
	const headers = { 'retry-after': wish };
	const outcome = readAnswer('AddCall', { statusCode: 503, headers, body: '' });
	expect(!outcome.ok && outcome.failure.retryAfterMs).toBe(expected);
});

/** Texts so long that a quadratic pattern would take minutes. */
describe('reads a large answer', () => {
	const read = (method: Parameters<typeof readAnswer>[0], statusCode: number, body: string) =>
		readAnswer(method, { statusCode, headers: {}, body });

	it('with “<” in each of its calls', () => {
		const Calls = Array.from({ length: 300_000 }, (_, index) => ({
			Phone: String(972500000000 + index),
			CustomData: { var_age: '<18' },
		}));
		const body = JSON.stringify({ ErrorCode: 0, Data: { Calls } });
		expect(read('GetCampaignPendingCalls', 200, body).ok).toBe(true);
	});

	it('with “<” in each result of Add Many', () => {
		const AddResult = Array.from({ length: 3000 }, (_, index) => ({
			Target: String(972500000000 + index),
			ErrorCode: 0,
			CustomData: { var_note: 'a <b'.repeat(200) },
		}));
		expect(read('AddCallsBulk', 200, JSON.stringify({ ErrorCode: 0, AddResult })).ok).toBe(true);
	});

	it('that is a web page of unclosed scripts', () => {
		const outcome = read('AddCall', 502, `<html>${'<script>x '.repeat(1_000_000)}`);
		expect(outcome).toMatchObject({ ok: false, failure: { kind: 'serverError' } });
	});
});
