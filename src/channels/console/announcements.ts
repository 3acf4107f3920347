import type { Closable } from '../../kernel/lifecycle.ts';

export const DESK = 'desk';

/** Tells open pages what to read again. It carries no content, and a page that missed one reads everything anew. */
export interface Announcements extends Closable {
  /** A conversation changed; without one, anything may have, desks included. */
  announce(conversation?: string): void;
  /** Answers the way to stop listening. */
  listen(listener: Listener): () => void;
}

interface Listener {
  /** What this page shows: conversations and perhaps the desk. */
  readonly sees: readonly string[];
  tell(subject: string): void;
  end(): void;
}

export function createAnnouncements(): Announcements {
  const listeners = new Set<Listener>();
  return {
    announce(conversation) {
      for (const listener of listeners) {
        const subjects = conversation === undefined ? listener.sees : [conversation];
        for (const subject of subjects) if (listener.sees.includes(subject)) listener.tell(subject);
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}
