import { okWith } from './Answer';
import type { CampaignHandler } from './MethodHandler';

export const getMembersList: CampaignHandler = ({ members }) =>
	okWith(Array.from(members, ([sip, name]) => ({ Member: sip, DisplayName: name })));

/** A member who is there already is not added again, and that is no error. */
export const addMember: CampaignHandler = ({ members }, { values }, { account }) => {
	const sip = String(values.Member);
	const isNew = !members.has(sip);
	if (isNew) members.set(sip, account.nameOfExtension(sip));
	return okWith({ TotalAdded: isNew ? 1 : 0 });
};

export const removeMember: CampaignHandler = ({ members }, { values }) =>
	okWith({ TotalRemoved: members.delete(String(values.Member)) ? 1 : 0 });
