import { sentByAdd } from '../harness/sendAdd';
import { Wire } from '../harness/wire';

const wire = new Wire();

it.each([
	'https://api.voicenter.co.il',
	'https://api.voicenter.co.il/',
	' https://api.voicenter.co.il// ',
])('sends to %j', async (baseUrl) => {
	await sentByAdd(wire, {}, {}, { credential: { baseUrl } });
	expect(wire.requests[0].url).toBe('https://api.voicenter.co.il/ForwardDialer/Dialer/AddCall');
});
