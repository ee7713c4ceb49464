import { cleanPhoneNumber, dropDecimals } from '../../nodes/VoicenterDialer/api/phone';
import { toEpochSeconds } from '../../nodes/VoicenterDialer/input/time';
import { pageAt, rowsBelow } from './harness/pages';

const unquote = (cell: string) => cell.replace(/^`|`$/g, '');

it.each(rowsBelow(pageAt('docs/phone-formats.md'), '# Phone formats'))(
	'docs/phone-formats.md: %s is sent as %s',
	(written, sent) => {
		expect(cleanPhoneNumber(dropDecimals(unquote(written), 'Phone'))).toBe(unquote(sent));
	},
);

it.each(rowsBelow(pageAt('docs/phone-formats.md'), '## Decimals'))(
	'docs/phone-formats.md: %s is an error',
	(written) => {
		expect(() => dropDecimals(unquote(written), 'Phone')).toThrow('“Phone”');
	},
);

it.each(rowsBelow(pageAt('docs/time-zones.md'), 'These all mean'))(
	'docs/time-zones.md: %s',
	(written) => {
		const seconds = toEpochSeconds(unquote(written), 'Originate Time', 'Asia/Jerusalem');
		expect(new Date(seconds * 1000).toISOString()).toBe('2027-07-01T06:30:00.000Z');
	},
);
