import { jewishHolidays } from '../../../nodes/VoicenterDialer/rules/jewishHolidays';
import { holidaysInIsrael } from './holidaysInIsrael';

const msPerDay = 86_400_000;
const saturday = 6;

it('knows every Shabbat and holiday of eleven years, and no other day', () => {
	const isHoliday = jewishHolidays();
	const [found, expected]: [string[], string[]] = [[], []];
	for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2037, 0, 1); time += msPerDay) {
		const date = new Date(time).toISOString().slice(0, 10);
		if (isHoliday(time / msPerDay)) found.push(date);
		if (new Date(time).getUTCDay() === saturday || holidaysInIsrael.has(date)) expected.push(date);
	}
	expect(found).toEqual(expected);
});

it.each([
	['ignores the calendar', 'en-US'],
	['has another one', 'en-US-u-ca-islamic'],
])('is an error, never off, where Node %s', (_how, locale) => {
	const Original = Intl.DateTimeFormat;
	const format = jest
		.spyOn(Intl, 'DateTimeFormat')
		.mockImplementation((_locale, options) => new Original(locale, options));
	expect(() => jewishHolidays()).toThrow('“Closed on Shabbat and Jewish Holidays” needs');
	format.mockRestore();
});
