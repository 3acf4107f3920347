import type { Capability } from '../../src/chat/capability.ts';
import type { Action, ActionValue, Card } from '../../src/chat/card.ts';
import type { InboundBody } from '../../src/chat/event.ts';
import type { Form, InputValues } from '../../src/chat/form.ts';
import type { Outgoing } from '../../src/chat/outgoing.ts';
import type { ImmediateReply } from '../../src/chat/reply.ts';
import { createRouter } from '../../src/chat/router.ts';
import { createViews } from '../../src/chat/views.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import { checkCard, checkReply } from './slack/check-card.ts';
import { NOW, type TestOrganisation } from './storage.ts';

/** Some capabilities on a real database, played by people through the router, without the rest of the app. */
export interface Stage {
  actor(personId: string): StageActor;
  now(): Date;
  passes(days: number): void;
  /** Does what a schedule does; what it sends reaches the people. */
  runs(work: (stores: Stores, now: Date) => Promise<void>): Promise<void>;
  /** What the governance team's channel shows now. */
  team(): Promise<readonly string[]>;
}

export interface StageActor {
  readonly id: string;
  says(text: string): Promise<void>;
  /** Clicks the newest button with this label. */
  clicks(label: string | RegExp): Promise<ImmediateReply | undefined>;
  does(body: InboundBody): Promise<ImmediateReply | undefined>;
  /** Opens the form behind the newest button with this label, and sends it with what it suggests unless filled in otherwise. */
  fills(label: string | RegExp, values: InputValues): Promise<ImmediateReply | undefined>;
  /** Every card in this person's own conversation as it is drawn now, in words. */
  cards(): Promise<readonly string[]>;
  /** The newest one that holds it. */
  sees(pattern: RegExp): Promise<string>;
}

export function createStage(organisation: TestOrganisation, capabilities: readonly Capability<Stores>[]): Stage {
  const views = createViews(capabilities);
  const sent: Outgoing[] = [];
  let now = NOW;

  const recording = (stores: Stores): Stores => ({
    ...stores,
    outgoing: {
      async add(messages, at, changed) {
        sent.push(...messages);
        await stores.outgoing.add(messages, at, changed);
      },
      refresh: stores.outgoing.refresh,
    },
  });
  const router = createRouter<Stores>({
    capabilities,
    transact: (_organisationId, work) => organisation.transact((stores) => work(recording(stores))),
    isTransient: () => false,
    rateLimit: { take: async () => 0 },
    clock: () => now,
    newId,
    log: {
      ...silentLog,
      error: (sentence, _fields, cause) => {
        throw new Error(sentence, { cause });
      },
    },
    nudge: () => {},
  });

  async function drawn(messages: readonly Outgoing[], personId: string | undefined): Promise<readonly Card[]> {
    const cards: Card[] = [];
    for (const { content } of messages) {
      const viewer = { organisationId: organisation.id, now, ...(personId === undefined ? {} : { personId }) };
      const card =
        content.kind === 'card'
          ? content.card
          : await organisation.transact((stores) => views.draw(stores, content.view, viewer));
      if (!card) continue;
      checkCard(card);
      cards.push(card);
    }
    return cards;
  }

  function actor(personId: string): StageActor {
    const direct = {
      platform: 'console',
      workspace: 'console',
      conversation: `dm:${personId}`,
      visibility: 'direct',
    } as const;
    const own = () =>
      drawn(
        sent.filter(({ to }) =>
          to.kind === 'person'
            ? to.personId === personId
            : to.kind === 'conversation' && to.address.conversation === direct.conversation,
        ),
        personId,
      );

    async function does(body: InboundBody): Promise<ImmediateReply | undefined> {
      now = new Date(now.getTime() + 1000);
      const identity = { platform: 'console', workspace: 'console', user: personId } as const;
      const receipt = await router.receive(organisation.id, {
        deliveryKey: newId(),
        identity,
        conversation: direct,
        body,
      });
      if (receipt.kind !== 'done') throw new Error(`${receipt.kind}: ${receipt.message}`);
      checkReply(receipt.reply);
      return receipt.reply;
    }

    async function button(label: string | RegExp): Promise<Action> {
      const buttons = (await own()).toReversed().flatMap(buttonsOf);
      const found = buttons.find((one) => (typeof label === 'string' ? one.label === label : label.test(one.label)));
      if (!found) throw new Error(`No button ${label} in\n${(await own()).map(inWords).join('\n\n')}`);
      return found;
    }

    const clicks = async (label: string | RegExp) => {
      const { id, value } = await button(label);
      return does({ kind: 'action', actionId: id, value, inputs: {} });
    };

    return {
      id: personId,
      does,
      clicks,
      says: async (text) => void (await does({ kind: 'message', messageId: newId(), text })),
      async fills(label, values) {
        const reply = await clicks(label);
        if (reply?.kind !== 'openForm') throw new Error(`No form but ${JSON.stringify(reply)}`);
        const { id, context } = reply.form;
        return does({
          kind: 'form',
          formId: id,
          context: asValue(context),
          inputs: { ...suggested(reply.form), ...values },
        });
      },
      cards: async () => (await own()).map(inWords),
      async sees(pattern) {
        const all = (await own()).map(inWords);
        const found = all.findLast((card) => pattern.test(card));
        if (found === undefined) throw new Error(`No card with ${pattern} in\n${all.join('\n\n')}`);
        return found;
      },
    };
  }

  return {
    actor,
    now: () => now,
    passes(days) {
      now = new Date(now.getTime() + days * 24 * 3_600_000);
    },
    runs: (work) => organisation.transact((stores) => work(recording(stores), now)),
    team: async () =>
      (
        await drawn(
          sent.filter(({ to }) => to.kind === 'governance'),
          undefined,
        )
      ).map(inWords),
  };
}

function asValue(context: Form['context']): ActionValue {
  return context;
}

function buttonsOf(card: Card): readonly Action[] {
  const beside = card.blocks.flatMap((block) =>
    block.kind === 'facts' ? block.facts.flatMap(({ action }) => action ?? []) : [],
  );
  return [...(card.actions ?? []), ...beside];
}

function suggested({ inputs }: Form): InputValues {
  return Object.fromEntries(
    inputs.flatMap((input): [string, string | readonly string[]][] => {
      if (input.kind === 'choices') return [[input.id, input.values ?? []]];
      return input.value === undefined ? [] : [[input.id, String(input.value)]];
    }),
  );
}

function inWords(card: Card): string {
  const lines = card.blocks.flatMap((block): readonly string[] => {
    switch (block.kind) {
      case 'facts':
        return block.facts.map(
          ({ label, value, note }) => `${label}: ${value}${note === undefined ? '' : ` (${note})`}`,
        );
      case 'list':
        return block.items.map((item) => `• ${item}`);
      case 'text':
      case 'heading':
      case 'quote':
        return [block.text];
      default:
        return [];
    }
  });
  const buttons = (card.actions ?? []).map(({ label }) => `[${label}]`).join(' ');
  return [card.headline, ...lines, buttons].filter((one) => one !== '').join('\n');
}
