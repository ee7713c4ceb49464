/** One of the ways that are compared, over all rounds. */
export interface Series {
	readonly name: string;
	/** It is this package's own. */
	readonly isOurs?: boolean;
	readonly seconds: number[];
	/** Further columns, by heading; numbers are shown as their median. */
	readonly columns: Record<string, number[] | string>;
}

export interface Measurement {
	readonly title: string;
	readonly text: string;
	/** What the ratios are relative to: the name of a series. */
	readonly baseline?: string;
	readonly series: readonly Series[];
	/** Does not belong into the chart. */
	readonly isChartless?: boolean;
}
