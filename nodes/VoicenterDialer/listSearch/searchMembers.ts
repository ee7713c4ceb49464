import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { toNodeError } from '../routing/failedItem';
import { InputError } from '../transport/InputError';
import { toText } from '../transport/toText';
import { ask } from './ask';
import { page } from './page';

interface Member extends IDataObject {
	readonly Member?: string;
	readonly DisplayName?: string;
}

/** The extensions that take calls of the chosen campaign. */
export async function searchMembers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const campaign = this.getCurrentNodeParameter('campaign', { extractValue: true });
	if (campaign === undefined || campaign === '') {
		throw toNodeError(
			this.getNode(),
			new InputError('No campaign is chosen yet', 'Choose the campaign first, then its member.'),
		);
	}
	const { Data } = await ask(this, {
		method: 'GetMembersList',
		parameters: { Campaign: toText(campaign, 'Campaign') },
	});
	const members = Array.isArray(Data) ? (Data as Member[]) : [];
	return page(members.map(toEntry), filter, paginationToken);
}

const toEntry = ({ Member, DisplayName }: Member): INodeListSearchItems => ({
	name: `${DisplayName ?? Member} (${Member})`,
	value: String(Member),
});
