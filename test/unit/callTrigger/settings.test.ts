import { readEvent, type EventKind } from '../../../nodes/VoicenterDialer/callTrigger/callEvent';
import { passes, type Filters } from '../../../nodes/VoicenterDialer/callTrigger/settings';
import { agentLeg, customerLeg, popUp } from '../../harness/callPayloads';

const all: Filters = {
	events: new Set<EventKind>(['callEnded', 'ringing', 'answered', 'hungUp']),
	dialerCallsOnly: true,
	statuses: new Set(),
	queues: new Set(),
	leg: 'both',
	keys: [],
};

function passing(payload: object, filters: Partial<Filters> = {}): boolean {
	const found = readEvent({ ...payload }, 'UTC')?.found;
	if (!found) throw new Error('not an event');
	return passes(found, { ...all, ...filters });
}

it.each([
	['ProductiveCall Leg1', true],
	['productivecall leg2', true],
	['Productive Call Leg3', true],
	['Click 2 IVR', true],
	[' click2ivr  incoming', true],
	['Extension Outgoing', false],
	['Incoming Call', false],
	['', false],
])('dialer calls only: %p', (type, isDialers) => {
	expect(passing({ ...customerLeg, type })).toBe(isDialers);
	expect(passing({ ...customerLeg, type }, { dialerCallsOnly: false })).toBe(true);
});

it('does not apply filters for ended calls to pop-ups', () => {
	expect(passing(popUp, { statuses: new Set(['BUSY']), queues: new Set(['x']) })).toBe(true);
});

it('filters by event', () => {
	const events = new Set<EventKind>(['answered']);
	expect(passing(popUp, { events })).toBe(false);
	expect(passing({ ...popUp, status: 'talking' }, { events })).toBe(true);
	expect(passing(customerLeg, { events })).toBe(false);
});

it('filters by status; an unknown one passes only where none is asked for', () => {
	const statuses = new Set(['BUSY', 'NOANSWER']);
	expect(passing({ ...customerLeg, status: 'busy' }, { statuses })).toBe(true);
	for (const status of ['ANSWER', 'NEWSTATUS', '']) {
		expect(passing({ ...customerLeg, status }, { statuses })).toBe(false);
		expect(passing({ ...customerLeg, status })).toBe(true);
	}
});

it('filters by the queue’s name or id', () => {
	const queues = new Set(['מכירות', 'sales', '18']);
	expect(passing(customerLeg, { queues })).toBe(true);
	expect(passing({ ...customerLeg, queuename: 'SALES' }, { queues })).toBe(true);
	expect(passing({ ...customerLeg, queuename: '', queueid: '18' }, { queues })).toBe(true);
	expect(passing({ ...customerLeg, queuename: 'Other', queueid: 1 }, { queues })).toBe(false);
	expect(passing({ ...customerLeg, queuename: '', queueid: 0 }, { queues })).toBe(false);
});

it('filters by leg', () => {
	expect(passing(customerLeg, { leg: 'agent' })).toBe(false);
	expect(passing(agentLeg, { leg: 'agent' })).toBe(true);
	expect(passing(agentLeg, { leg: 'customer' })).toBe(false);
	expect(passing(popUp, { leg: 'customer' })).toBe(true);
});
