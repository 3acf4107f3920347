import type { ConversationAddress } from '../chat/event.ts';

/** Which conversations and workspaces a platform asked to leave alone for a while. */
export interface Holds {
  hold(address: ConversationAddress, what: 'conversation' | 'workspace', untilMs: number): void;
  /** Milliseconds to wait; 0 when nothing is asked. */
  waitMs(address: ConversationAddress, nowMs: number): number;
}

const KEPT = 10_000;

/** Of this process alone: another one is told so itself. */
export function createHolds(): Holds {
  const until = new Map<string, number>();
  return {
    hold(address, what, untilMs) {
      const key = keyOf(address, what);
      until.set(key, Math.max(until.get(key) ?? 0, untilMs));
      const [oldest] = until.keys();
      if (until.size > KEPT && oldest !== undefined) until.delete(oldest);
    },
    waitMs(address, nowMs) {
      const ends = (['conversation', 'workspace'] as const).map((what) => {
        const key = keyOf(address, what);
        const end = until.get(key) ?? 0;
        if (end <= nowMs) until.delete(key);
        return end;
      });
      return Math.max(0, ...ends.map((end) => end - nowMs));
    },
  };
}

function keyOf({ platform, workspace, conversation }: ConversationAddress, what: 'conversation' | 'workspace'): string {
  return JSON.stringify(what === 'workspace' ? [platform, workspace] : [platform, workspace, conversation]);
}
