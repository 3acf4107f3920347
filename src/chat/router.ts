import type { Log } from '../kernel/log.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { AuditNote, Capability, Context, IncomingMessage } from './capability.ts';
import type { Actor, InboundEvent } from './event.ts';
import type { Outgoing } from './outgoing.ts';
import type { RateLimit } from './rate-limit.ts';
import { readableEvent } from './readable-event.ts';
import type { ImmediateReply } from './reply.ts';
import type { RouterStores } from './router-stores.ts';

/** What the channel answers with, once everything is committed. */
export type Receipt =
  | { readonly kind: 'done'; readonly reply?: ImmediateReply }
  /** Not acceptable as it is; the sentence says what to do. Nothing was changed. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly message: string }
  /** `retry`: nothing was committed and a repeated delivery may succeed (5xx). Else it is stored for an operator. */
  | { readonly kind: 'failed'; readonly message: string; readonly retry: boolean };

/** `stranger`: nobody in the organisation has this account, or they were erased. */
export type RefusalReason = 'stranger' | 'tooLong' | 'tooFast';

export interface Router {
  /** Handles one event in one transaction. Answers only after the commit. Never throws. */
  receive(organisationId: string, event: InboundEvent): Promise<Receipt>;
}

export interface RouterOptions<Stores extends RouterStores> {
  readonly capabilities: readonly Capability<Stores>[];
  readonly transact: <Result>(organisationId: string, work: (stores: Stores) => Promise<Result>) => Promise<Result>;
  /** Whether a failure may be cured by trying again: the database is away, a lock was lost. */
  readonly isTransient: (failure: unknown) => boolean;
  readonly rateLimit: RateLimit;
  /** Further subjects to be shown anew, found from what a turn has done. Called once for each turn that did anything. */
  readonly alsoChanged?: (stores: Stores, actor: Actor, notes: readonly AuditNote[]) => Promise<readonly string[]>;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly log: Log;
  /** Called after a commit that queued something to send or to do. */
  readonly nudge: () => void;
}

export function createRouter<Stores extends RouterStores>(options: RouterOptions<Stores>): Router {
  const byName = new Map(options.capabilities.map((capability) => [capability.name, capability]));

  async function handle(organisationId: string, event: InboundEvent): Promise<Receipt> {
    const receipt = await options.transact(organisationId, async (stores): Promise<Receipt> => {
      const now = options.clock();
      const { deliveryKey: key, alsoKnownAs, identity, conversation } = event;
      const opening = stores.inbox.open({ key, alsoKnownAs, identity, conversation, now });
      readAhead(stores, event.body);
      const opened = await opening;
      if (opened.kind === 'stranger')
        return {
          kind: 'refused',
          reason: 'stranger',
          message: 'I do not know you here. Please ask your administrator to add you.',
        };
      if (opened.kind === 'seen') return opened.reply ? { kind: 'done', reply: opened.reply } : { kind: 'done' };

      const turn = createTurn(stores, opened.actor, event, now, options.newId);
      const reply = await dispatch(turn.context, event);
      await turn.save(options.alsoChanged);
      if (reply) await stores.inbox.saveReply(event.deliveryKey, opened.actor.personId, reply);
      return reply ? { kind: 'done', reply } : { kind: 'done' };
    });
    options.nudge();
    return receipt;
  }

  /** In the same message to the database as the opening: each costs more than most of what it asks. */
  function readAhead(stores: Stores, body: InboundEvent['body']): void {
    if (body.kind === 'message') return;
    const [name = ''] = (body.kind === 'action' ? body.actionId : body.formId).split('.', 1);
    byName.get(name)?.readAhead?.(stores, body.kind === 'action' ? body.value : body.context);
  }

  async function dispatch(context: Context<Stores>, event: InboundEvent): Promise<ImmediateReply | undefined> {
    const { body } = event;
    switch (body.kind) {
      case 'message':
        return offerMessage(context, body);
      case 'action': {
        const [name = '', verb = ''] = body.actionId.split('.', 2);
        const handler = owned(byName.get(name)?.actions, verb);
        return handler ? handler(context, body) : outOfDate;
      }
      case 'form': {
        const [name = '', verb = ''] = body.formId.split('.', 2);
        const handler = owned(byName.get(name)?.forms, verb);
        return handler ? handler(context, body) : outOfDate;
      }
      default:
        return unreachable(body);
    }
  }

  async function offerMessage(context: Context<Stores>, message: IncomingMessage): Promise<undefined> {
    const afterwards: (() => Promise<void>)[] = [];
    for (const capability of options.capabilities) {
      const outcome = await capability.message?.(context, message);
      if (outcome?.kind === 'handled') break;
      if (outcome?.afterwards) afterwards.push(outcome.afterwards);
    }
    for (const task of afterwards) await task();
  }

  /** Keeps what could not be handled, once, so that nothing is lost and a person can look. */
  async function store(organisationId: string, event: InboundEvent, failure: unknown): Promise<Receipt> {
    const id = options.newId();
    const reason = failure instanceof Error ? failure.name : 'unknown';
    const message = `Sorry, that did not work, and it is not your fault. An operator can look it up under ${id}.`;
    const receipt = await options.transact(organisationId, async (stores): Promise<Receipt> => {
      const { deliveryKey, alsoKnownAs, identity, conversation, body } = event;
      const now = options.clock();
      const opened = await stores.inbox.open({ key: deliveryKey, alsoKnownAs, identity, conversation, now });
      if (opened.kind === 'seen') return opened.reply ? { kind: 'done', reply: opened.reply } : { kind: 'done' };
      await stores.failures.save({ id, deliveryKey, identity, body, reason, failedAt: now });
      if (opened.kind === 'new') {
        await stores.inbox.saveReply(deliveryKey, opened.actor.personId, { kind: 'notice', text: message });
      }
      return { kind: 'failed', retry: false, message };
    });
    options.log.error('Event could not be handled and was stored', { failedEventId: id }, failure);
    return receipt;
  }

  return {
    async receive(organisationId, received) {
      const readable = readableEvent(received);
      if (!readable.ok) return { kind: 'refused', reason: 'tooLong', message: readable.message };
      const event = readable.value;
      const waitMs = await options.rateLimit.take(
        `${event.identity.platform}/${event.identity.workspace}/${event.identity.user}`,
      );
      if (waitMs > 0)
        return {
          kind: 'refused',
          reason: 'tooFast',
          message: `That was a lot at once. Please try again in ${Math.ceil(waitMs / 1000)} seconds.`,
        };
      try {
        return await handle(organisationId, event);
      } catch (failure) {
        if (!options.isTransient(failure))
          return await store(organisationId, event, failure).catch((again) => unavailable(again));
        return unavailable(failure);
      }
    },
  };

  function unavailable(failure: unknown): Receipt {
    options.log.error('Event was not handled and may be delivered again', {}, failure);
    return {
      kind: 'failed',
      retry: true,
      message: 'Steward cannot reach its database right now. Please try again in a moment.',
    };
  }
}

/** Names come from outside: `constructor` is no handler. */
function owned<Handler>(handlers: Readonly<Record<string, Handler>> | undefined, name: string): Handler | undefined {
  return handlers && Object.hasOwn(handlers, name) ? handlers[name] : undefined;
}

const outOfDate: ImmediateReply = {
  kind: 'notice',
  text: 'This button is from an older version of Steward. Please use the newest message.',
};

/** Collects what a capability wants sent, shown anew and audited, and writes it in as few statements as possible. */
function createTurn<Stores extends RouterStores>(
  stores: Stores,
  actor: Actor,
  event: InboundEvent,
  now: Date,
  newId: () => string,
) {
  const outgoing: Outgoing[] = [];
  const changed = new Set<string>();
  const notes: AuditNote[] = [];
  const context: Context<Stores> = {
    stores,
    actor,
    conversation: event.conversation,
    event,
    now,
    newId,
    send: (message) => void outgoing.push(message),
    answer: (card) =>
      void outgoing.push({
        to: { kind: 'conversation', address: event.conversation },
        content: { kind: 'card', card, wordsOf: actor.personId },
      }),
    changed: (subjectId) => void changed.add(subjectId),
    audit: (note) => void notes.push(note),
  };
  return {
    context,
    async save(alsoChanged: RouterOptions<Stores>['alsoChanged']) {
      if (alsoChanged && notes.length > 0)
        for (const subjectId of await alsoChanged(stores, actor, notes)) changed.add(subjectId);
      if (outgoing.length > 0) await stores.outgoing.add(outgoing, now, [...changed]);
      else if (changed.size > 0) await stores.outgoing.refresh([...changed], now);
      if (notes.length > 0) stores.audit.record({ personId: actor.personId, identityId: actor.identityId }, notes, now);
    },
  };
}
