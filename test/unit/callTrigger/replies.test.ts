import { popUpScreen } from '../../../nodes/VoicenterDialer/callTrigger/replies';

it('returns only the names that Voicenter knows', () => {
	const known = { URL: 'https://crm.example/1', CLIENTNAME: 'דנה', COMPANY: '', TOTAL: 0 };
	expect(popUpScreen({ ...known, STATUS: 'NO', phone: '1', url: 'x' })).toStrictEqual({
		STATUS: 'OK',
		...known,
	});
});

it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'crm.example'])(
	'does not let an agent’s browser open %s',
	(URL) => {
		expect(popUpScreen({ URL, TOTAL: 1 })).toStrictEqual({ STATUS: 'OK', TOTAL: 1 });
	},
);

it('omits values that are not plain', () => {
	expect(popUpScreen({ URL: null, TOTAL: [1], COMPANY: {} })).toStrictEqual({ STATUS: 'OK' });
});
