import { canonicalPhone } from '../state/canonicalPhone';
import { ok } from './Answer';
import type { CampaignHandler } from './MethodHandler';
import { refusals } from './refusals';

export const removeCall: CampaignHandler = (campaign, { values }) =>
	campaign.pending.removePhone(canonicalPhone(String(values.Target))) ? ok : refusals.invalidTarget;
