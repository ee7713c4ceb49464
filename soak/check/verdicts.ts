/** `skipped` alone is what an idempotency key says; `notSent` is a lead that an error kept back. */
export const verdicts = ['added', 'rejected', 'unknown', 'skipped', 'notSent'] as const;

export type SoakVerdict = (typeof verdicts)[number];
