import type { ActionValue } from '../../src/chat/card.ts';
import type { InboundBody, Role } from '../../src/chat/event.ts';
import type { InputValues } from '../../src/chat/form.ts';
import type { Destination, Outgoing } from '../../src/chat/outgoing.ts';
import { createRouter, type Receipt } from '../../src/chat/router.ts';
import { createViews } from '../../src/chat/views.ts';
import { createCapabilities } from '../../src/composition/capabilities.ts';
import type { KnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { createLibraries } from '../../src/composition/library.ts';
import { setUpOrganisation } from '../../src/composition/organisation-set-up.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import { cardInWords, ShownCard } from './console-api.ts';
import { checkCard } from './slack/check-card.ts';
import { NOW, type TestStorage } from './storage.ts';

/** A real organisation on Slack, whose people act through the router; nothing is sent anywhere. */
export interface RealOrganisation {
  readonly id: string;
  now(): Date;
  transact<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  /** Somebody who came by in Slack, as `slack:T01/<name>`. */
  person(name: string, ...roles: readonly Role[]): Promise<string>;
  says(personId: string, text: string): Promise<Receipt>;
  clicks(personId: string, actionId: string, value?: ActionValue, inputs?: InputValues): Promise<Receipt>;
  sends(personId: string, form: Omit<Extract<InboundBody, { kind: 'form' }>, 'kind'>): Promise<Receipt>;
  /** What was queued since the last call, drawn for its reader, in words, with its actions. */
  queued(): Promise<readonly Queued[]>;
  auditKinds(): Promise<readonly string[]>;
}

export interface Queued {
  /** A person, `governance`, or the conversation. */
  readonly to: string;
  readonly card: ShownCard;
  readonly words: string;
}

export async function createRealOrganisation(
  { storage }: TestStorage,
  knowledge: KnowledgeBase,
): Promise<RealOrganisation> {
  let now = NOW;
  const clock = () => {
    now = new Date(now.getTime() + 1000);
    return now;
  };
  const queue: Outgoing[] = [];
  const capabilities = createCapabilities(knowledge, createLibraries(knowledge));
  const views = createViews(capabilities);
  const recording = <Result>(organisationId: string, work: (stores: Stores) => Promise<Result>) =>
    storage.transact(organisationId, (stores) => work({ ...stores, outgoing: recorded(stores, queue) }));
  const { id } = await setUpOrganisation({
    storage: { ...storage, transact: recording },
    ...{ knowledge, demonstration: false, clock, newId },
    workspaces: async () => [{ platform: 'slack', externalId: 'T01', name: 'Acme' }],
  });
  const transact = <Result>(work: (stores: Stores) => Promise<Result>) => storage.transact(id, work);
  const router = createRouter({
    ...{ capabilities, clock, newId, log: silentLog, transact: recording },
    isTransient: () => false,
    rateLimit: { take: async () => 0 },
    nudge: () => {},
  });
  const users = new Map<string, string>();

  function does(personId: string, body: InboundBody): Promise<Receipt> {
    const user = users.get(personId) ?? '';
    const place = { platform: 'slack', workspace: 'T01' } as const;
    return router.receive(id, {
      deliveryKey: newId(),
      identity: { ...place, user },
      conversation: { ...place, conversation: `D@${user}`, visibility: 'direct' },
      body,
    });
  }

  function readerOf(to: Destination): string | undefined {
    if (to.kind === 'person') return to.personId;
    if (to.kind !== 'conversation') return undefined;
    return [...users].find(([, user]) => to.address.conversation === `D@${user}`)?.[0];
  }

  return {
    id,
    now: () => now,
    transact,
    async person(name, ...roles) {
      const user = name.split(' ')[0] ?? name;
      const personId = newId();
      const identity = { platform: 'slack', workspace: 'T01', user };
      const person = { id: personId, displayName: name, title: '', department: '', country: '', identity, roles };
      await transact(({ people }) => people.add(person, NOW));
      users.set(personId, user);
      return personId;
    },
    says: (personId, text) => does(personId, { kind: 'message', messageId: newId(), text }),
    clicks: (personId, actionId, value = {}, inputs = {}) =>
      does(personId, { kind: 'action', actionId, value, inputs }),
    sends: (personId, form) => does(personId, { kind: 'form', ...form }),
    async queued() {
      const drawn: Queued[] = [];
      for (const { to, content } of queue.splice(0)) {
        const reader = readerOf(to);
        const viewer = { organisationId: id, now, ...(reader === undefined ? {} : { personId: reader }) };
        const card =
          content.kind === 'card' ? content.card : await transact((stores) => views.draw(stores, content.view, viewer));
        if (!card) continue;
        checkCard(card);
        const shown = ShownCard.parse(card);
        drawn.push({ to: nameOf(to), card: shown, words: cardInWords(shown) });
      }
      return drawn;
    },
    auditKinds: () =>
      transact(async ({ trail }) =>
        (await trail.page(0)).flatMap(({ payload }) =>
          [...payload.matchAll(/"kind":"([^"]+)"/gu)].map(([, kind = '']) => kind),
        ),
      ),
  };
}

function recorded({ outgoing }: Stores, queue: Outgoing[]): Stores['outgoing'] {
  return {
    add: async (messages, now, changed) => {
      queue.push(...messages);
      await outgoing.add(messages, now, changed);
    },
    refresh: outgoing.refresh,
  };
}

function nameOf(to: Destination): string {
  if (to.kind === 'conversation') return to.address.conversation;
  return to.kind === 'person' ? to.personId : to.kind;
}
