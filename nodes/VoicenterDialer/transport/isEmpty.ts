/** Nothing was entered. `0` and `false` are values. */
export const isEmpty = (value: unknown): value is undefined | null | '' =>
	value === undefined || value === null || value === '';
