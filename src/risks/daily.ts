import type { OutgoingMessages } from '../chat/router-stores.ts';
import type { ControlStore } from './control-store.ts';
import { TEAM } from './control-views.ts';
import { reminderFor } from './implementation.ts';
import type { RiskCriteria } from './risk-criteria.ts';

interface DailyStores {
  readonly controls: ControlStore;
  readonly outgoing: OutgoingMessages;
}

/** Sends one digest to each owner whose controls are due or late, and one to the team for what stays late. */
export async function remindOfControls(stores: DailyStores, criteria: RiskCriteria, now: Date): Promise<void> {
  const readers = new Set<string>();
  for (const implementation of await stores.controls.implementations()) {
    const reminder = reminderFor(implementation, criteria, now);
    if (reminder === 'none') continue;
    readers.add(implementation.ownerId);
    if (reminder === 'escalate') readers.add(TEAM);
    const { version } = implementation;
    await stores.controls.save({ ...implementation, remindedAt: now, version: version + 1 }, version, now);
  }
  const messages = [...readers].map((reader) => ({
    to: reader === TEAM ? ({ kind: 'governance' } as const) : ({ kind: 'person', personId: reader } as const),
    content: {
      kind: 'view',
      view: { name: 'control.digest', subjectId: `controls/${reader}`, part: reader },
    } as const,
  }));
  if (messages.length > 0) await stores.outgoing.add(messages, now);
}
