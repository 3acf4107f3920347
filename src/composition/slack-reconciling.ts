import { setTimeout as pause } from 'node:timers/promises';
import type { Installations } from '../channels/slack/installations.ts';
import type { Pacing } from '../channels/slack/pacing.ts';
import type { PersonsMessage } from '../channels/slack/receive/payloads.ts';
import { mentionedIn } from '../channels/slack/receive/slack-text.ts';
import { translateMessage } from '../channels/slack/receive/translate-words.ts';
import { type ReconcilerOptions, reconcile } from '../channels/slack/reconcile.ts';
import type { InboundEvent } from '../chat/event.ts';
import { createPump } from '../delivery/pump.ts';
import type { Closable } from '../kernel/lifecycle.ts';
import type { OrganisationScope } from './organisation-scope.ts';
import type { PlatformPeople } from './platform-people.ts';

const EVERY_MS = 10 * 60_000;
const MOST_CONVERSATIONS = 200;

export interface ReconcilingOptions {
  readonly installations: Installations;
  readonly clientsFor: ReconcilerOptions['clientsFor'];
  readonly namesOf: PlatformPeople['namesOf'];
  readonly pacing: Pacing;
  readonly receive: (event: InboundEvent) => Promise<unknown>;
}

export interface Reconciling extends Closable {
  /** Looks now, and every ten minutes from then on. */
  start(): void;
}

/** Looks again and again for what Slack never delivered. */
export function createReconciling(
  { transact, log }: Pick<OrganisationScope, 'transact' | 'log'>,
  { installations, clientsFor, namesOf, pacing, receive }: ReconcilingOptions,
): Reconciling {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function openConversations() {
    const waiting = await transact(({ interviews }) => interviews.waitingOn('slack', MOST_CONVERSATIONS));
    return waiting.map(({ conversation, updatedAt }) => ({ address: conversation, answeredUntil: updatedAt }));
  }

  async function deliver(workspace: string, message: PersonsMessage): Promise<void> {
    const installed = await installations.find(workspace);
    if (!installed) return;
    const names = await namesOf(workspace, mentionedIn(message.text));
    const origin = { workspace, botUserId: installed.botUserId };
    await receive(translateMessage(message, origin, (user) => names.get(user)).event);
  }

  const waitFor: ReconcilerOptions['waitFor'] = async (workspace, method) => {
    for (;;) {
      const { waitMs } = pacing.take({ workspace, method });
      if (waitMs === 0) return;
      await pause(waitMs, undefined, { signal });
    }
  };

  const looking = createPump({
    everyMs: EVERY_MS,
    log,
    async work() {
      await reconcile({ openConversations, clientsFor, deliver, waitFor, signal, log });
      return 0;
    },
  });
  return {
    start: () => looking.nudge(),
    async close() {
      stopping.abort();
      await looking.close();
    },
  };
}
