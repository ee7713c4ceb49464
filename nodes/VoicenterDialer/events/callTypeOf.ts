import type { Fields } from './Fields';

/** The call's type for comparing: “ProductiveCall Leg1” is `productivecallleg1`. */
export const callTypeOf = (fields: Fields): string =>
	(fields.text('type') ?? '').toLowerCase().replace(/\s/g, '');
