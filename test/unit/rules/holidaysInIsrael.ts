/**
 * The days of 2026 to 2036 on which work is forbidden, as kept in Israel, apart from Shabbat. Computed
 * by the npm package @hebcal/core 6.9.3 (`HebrewCalendar.calendar({ il: true })`, events with the flag
 * CHAG), which has its own Hebrew calendar, not that of Intl.
 */
const monthsAndDays: Readonly<Record<number, string>> = {
	2026: '04-02 04-08 05-22 09-12 09-13 09-21 09-26 10-03',
	2027: '04-22 04-28 06-11 10-02 10-03 10-11 10-16 10-23',
	2028: '04-11 04-17 05-31 09-21 09-22 09-30 10-05 10-12',
	2029: '03-31 04-06 05-20 09-10 09-11 09-19 09-24 10-01',
	2030: '04-18 04-24 06-07 09-28 09-29 10-07 10-12 10-19',
	2031: '04-08 04-14 05-28 09-18 09-19 09-27 10-02 10-09',
	2032: '03-27 04-02 05-16 09-06 09-07 09-15 09-20 09-27',
	2033: '04-14 04-20 06-03 09-24 09-25 10-03 10-08 10-15',
	2034: '04-04 04-10 05-24 09-14 09-15 09-23 09-28 10-05',
	2035: '04-24 04-30 06-13 10-04 10-05 10-13 10-18 10-25',
	2036: '04-12 04-18 06-01 09-22 09-23 10-01 10-06 10-13',
};

export const holidaysInIsrael: ReadonlySet<string> = new Set(
	Object.entries(monthsAndDays).flatMap(([year, days]) =>
		days.split(' ').map((day) => `${year}-${day}`),
	),
);
