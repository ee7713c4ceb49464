/** The figures of one row of the table. With idempotency keys, the last three have to be 0. */
export interface KillCounts {
	readonly kills: number;
	/** Leads in requests that reached the service, each time counted. */
	readonly sent: number;
	/** Leads that the service accepted, at least once. */
	readonly accepted: number;
	/** `unknown`: a person has to look. Not wrong, and not silent. */
	readonly unknown: number;
	/** Told as an error, and not accepted: to be sent again. */
	readonly unsent: number;
	/** Not accepted, and no verdict tells so. */
	readonly lost: number;
	/** Accepted more than once. */
	readonly doubled: number;
	/** `added` or `skipped` and not accepted, or none or several verdicts. */
	readonly wrong: number;
}

export const noKills: KillCounts = {
	kills: 0,
	sent: 0,
	accepted: 0,
	unknown: 0,
	unsent: 0,
	lost: 0,
	doubled: 0,
	wrong: 0,
};

export const sumKills = (a: KillCounts, b: KillCounts): KillCounts => ({
	kills: a.kills + b.kills,
	sent: a.sent + b.sent,
	accepted: a.accepted + b.accepted,
	unknown: a.unknown + b.unknown,
	unsent: a.unsent + b.unsent,
	lost: a.lost + b.lost,
	doubled: a.doubled + b.doubled,
	wrong: a.wrong + b.wrong,
});
