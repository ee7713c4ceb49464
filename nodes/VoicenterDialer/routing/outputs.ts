import type { IDataObject } from 'n8n-workflow';
import type { Success } from './Operation';
import type { ReadParameter } from './parameterReader';

/** Something was done to a campaign. */
export const done = ({ request: { parameters }, description }: Success): IDataObject[] => [
	{ campaign: parameters.Campaign, success: true, errorCode: 0, description },
];

/** Something was done to a campaign's member; `total` is how many members it touched. */
export const memberDone =
	(wireName: 'TotalAdded' | 'TotalRemoved', name: 'totalAdded' | 'totalRemoved') =>
	({ request: { parameters }, description, answer }: Success): IDataObject[] => [
		{
			campaign: parameters.Campaign,
			member: parameters.Member,
			success: true,
			errorCode: 0,
			description,
			[name]: (answer.Data as IDataObject | undefined)?.[wireName] ?? null,
		},
	];

/** The API's own records, as many as were asked for. */
export const records =
	(select: (data: unknown, read: ReadParameter) => unknown) =>
	({ answer, read }: Success): IDataObject[] => {
		const selected = select(answer.Data, read);
		const all = Array.isArray(selected) ? (selected as IDataObject[]) : [];
		if (String(read('returnAll')) === 'true') return all;
		const limit = Number(read('limit') ?? 50);
		return all.slice(0, Number.isFinite(limit) ? Math.max(0, limit) : 50);
	};
