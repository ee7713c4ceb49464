import { callLegOf } from '../../nodes/VoicenterDialer/callTrigger/callEvent';
import { Fields } from '../../nodes/VoicenterDialer/callTrigger/eventFields';

const sip = 'KGpK4iWq';
const agentsPhone = '0549999999';
const customer = '0501234567';
const customerPhone = '972501234567';
const ownNumber = '0722776772';

it.each([
	['an extension', { type: 'ProductiveCall Leg1', target: sip, callerPhone: customer }, 'agent'],
	[
		'an extension, on any leg',
		{ type: 'ProductiveCall Leg2', target: sip, caller: customer },
		'agent',
	],
	[
		'a short extension number',
		{ type: 'ProductiveCall Leg1', target: '204', callerPhone: customer },
		'agent',
	],
	[
		'an agent whose extension is a phone',
		{ type: 'ProductiveCall Leg1', target: agentsPhone, callerPhone: customer },
		'agent',
	],
	[
		'the customer',
		{ type: 'ProductiveCall Leg2', target: customer, caller: ownNumber },
		'customer',
	],
	[
		'the customer, written in two ways',
		{ type: 'ProductiveCall Leg1', target: '+972 50-123-4567', callerPhone: customer },
		'customer',
	],
	['nobody, on the first leg', { type: 'productivecall  leg1', callerPhone: customer }, 'agent'],
	['nobody, on another leg', { type: 'ProductiveCall Leg2', caller: customer }, 'customer'],
	['an IVR’s customer', { type: 'Click 2 IVR', target: customer, caller: ownNumber }, 'customer'],
	[
		'the customer who called an IVR',
		{ type: 'Click 2 IVR Incoming', direction: 'Incoming', target: ownNumber, caller: customer },
		'customer',
	],
	[
		'the customer whom an IVR called',
		{ type: 'Click 2 IVR Incoming', direction: 'Outgoing', target: customer, caller: ownNumber },
		'customer',
	],
])('tells the side of a call to %s, and the person', (_who, payload, leg) => {
	expect(callLegOf(new Fields(payload))).toStrictEqual({ leg, phone: customerPhone });
});

it('does not take the account’s own number for the customer’s', () => {
	const payload = { type: 'ProductiveCall Leg1', target: sip, caller: ownNumber, did: ownNumber };
	expect(callLegOf(new Fields(payload))).toStrictEqual({ leg: 'agent', phone: null });
});

it('knows no phone where there is none', () => {
	expect(callLegOf(new Fields({ target: sip, caller: 'Anonymous' })).phone).toBeNull();
});
