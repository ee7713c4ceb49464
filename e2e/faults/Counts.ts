/** The figures of one row of the table. All but the first two have to be 0. */
export interface Counts {
	/** Leads that went out in requests, each time counted. */
	readonly sent: number;
	/** Leads that the simulator took into a queue, each time counted. */
	readonly accepted: number;
	/** Not accepted, and nothing tells so. */
	readonly lost: number;
	/** Accepted twice, or sent again although the first request may have been carried out. */
	readonly doubled: number;
	/** `added` and not accepted, `rejected` or `skipped` and accepted, or more than one verdict. */
	readonly wrong: number;
}

export const none: Counts = { sent: 0, accepted: 0, lost: 0, doubled: 0, wrong: 0 };

export const sum = (a: Counts, b: Counts): Counts => ({
	sent: a.sent + b.sent,
	accepted: a.accepted + b.accepted,
	lost: a.lost + b.lost,
	doubled: a.doubled + b.doubled,
	wrong: a.wrong + b.wrong,
});

export const isAllWell = ({ lost, doubled, wrong }: Counts): boolean =>
	lost === 0 && doubled === 0 && wrong === 0;
