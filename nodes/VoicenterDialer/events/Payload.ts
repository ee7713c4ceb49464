/** One record of the vendor: plain data, no dangerous names, not too deep. */
export type Payload = Readonly<Record<string, unknown>>;
