import { createHash } from 'node:crypto';
import type { Card } from '../chat/card.ts';
import type { OutboxItem } from './outbox.ts';

/** Knows what the posted copies show, so that a change which a card does not show costs no call of the platform. */
export interface ShownCards {
  isShown(item: OutboxItem, card: Card): boolean;
  remember(item: OutboxItem, revision: number, card: Card): void;
  /** Before a call whose end is not known yet. */
  forget(item: OutboxItem): void;
}

const KEPT = 10_000;

/** In memory only, because a digest of somebody's words would outlive their erasure. A restart forgets it. */
export function createShownCards(): ShownCards {
  const shown = new Map<string, { readonly revision: number; readonly digest: string }>();
  return {
    isShown({ id, posted }, card) {
      const known = shown.get(id);
      // Another process may have shown something else meanwhile, or have died in between.
      return posted !== undefined && known?.revision === posted.revision && known.digest === digestOf(card);
    },
    remember({ id }, revision, card) {
      shown.delete(id);
      shown.set(id, { revision, digest: digestOf(card) });
      const [oldest] = shown.keys();
      if (shown.size > KEPT && oldest !== undefined) shown.delete(oldest);
    },
    forget({ id }) {
      shown.delete(id);
    },
  };
}

function digestOf(card: Card): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('base64');
}
