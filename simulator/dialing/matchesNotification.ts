import { canonicalPhone } from '../state/canonicalPhone';
import type { DialedCall } from './DialedCall';
import type { NotificationRecord } from './Notification';
import type { NotificationRule } from './NotificationRule';

/** Whether the rule is about this notification of this call. */
export const matchesNotification = (
	{ notification, event, campaign, phone }: NotificationRule,
	about: Pick<NotificationRecord, 'kind' | 'event'>,
	{ lead }: DialedCall,
): boolean =>
	(notification ?? about.kind) === about.kind &&
	(event ?? about.event) === about.event &&
	(campaign ?? lead.campaign) === lead.campaign &&
	(phone === undefined || canonicalPhone(phone) === lead.phone);
