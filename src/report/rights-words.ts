import { dayInWords } from '../chat/day-in-words.ts';
import type { RightsNotification } from '../impact/rights-notification.ts';
import type { Dossier } from './dossier.ts';
import type { PrintedFact } from './printed.ts';

/** Everything that was recorded about the notification, in order; that it is still to be done where nothing was. */
export function notificationFacts({ notifications, names }: Dossier): readonly PrintedFact[] {
  if (notifications.length === 0) return [{ label: 'State', value: 'to be done' }];
  return notifications.map((one) => ({
    label: dayInWords(one.recordedAt),
    value: `${notificationInWords(one)}, recorded by ${names.person(one.recordedById)}: ${one.note ?? '(erased)'}`,
  }));
}

/** “done on 3 March 2028”. */
export function notificationInWords({ state, onDay }: Pick<RightsNotification, 'state' | 'onDay'>): string {
  const day = dayInWords(new Date(onDay));
  return state === 'notified' ? `done on ${day}` : `not required, authorised under Art. 46(1) on ${day}`;
}
