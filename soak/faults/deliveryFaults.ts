import type { NotificationRule } from '../../simulator';
import { positionsOf } from './positionsOf';

const share = 0.05;

/** Some outcomes come twice: at the same moment, or one after the other. */
export const deliveryFaults = (notifications: number): NotificationRule[] =>
	positionsOf('soak notifications', notifications, share).map((position, index) => ({
		notification: 'cdr',
		after: position - index,
		times: 1,
		fault: { kind: 'repeat', atOnce: index % 2 === 0 },
	}));
