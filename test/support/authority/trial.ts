import type { Card } from '../../../src/chat/card.ts';
import type { InboundEvent } from '../../../src/chat/event.ts';
import type { Outgoing, ViewReference } from '../../../src/chat/outgoing.ts';
import type { Receipt } from '../../../src/chat/router.ts';
import { createViews } from '../../../src/chat/views.ts';
import type { Stores } from '../../../src/storage/stores/stores.ts';
import type { Transact } from '../../../src/storage/transact.ts';
import { checkCard, checkReply } from '../slack/check-card.ts';
import { type Actor, CAST, type Relation, type Who } from './cast.ts';
import { idOf, type Name } from './things.ts';
import { directOf, type Organisation, type World } from './world.ts';

/** What a deed led to, before all of it was taken back. */
export interface Outcome {
  readonly receipt: Receipt;
  /** Tables with written rows, apart from those that every deed writes. */
  readonly written: readonly string[];
  /** Kinds of what the audit trail would hold. */
  readonly noted: readonly string[];
  readonly queued: readonly Queued[];
  /** Whether the rows of the organisation that was watched are as they were. */
  readonly untouched: boolean;
}

/** A message as its readers would get it. */
export interface Queued {
  readonly message: Outgoing;
  readonly card: Card | undefined;
}

export interface Trial {
  readonly who: Who;
  readonly body: InboundEvent['body'];
  /** In a channel of many instead of the direct conversation. */
  readonly inChannel?: boolean;
  readonly in?: Organisation;
  /** Another account than the person's own. */
  readonly as?: InboundEvent['identity'];
  /** The organisation of which no row may change. */
  readonly watch?: Organisation;
}

export interface Trials {
  /** The account id of whoever this is. */
  userOf(who: Who): Name;
  /** Lets somebody do something as the person they are in this trial, and takes everything back. */
  happens(trial: Trial): Promise<Outcome>;
  /** Draws a view for one reader, for several who read along, or for somebody unknown; when decisions are overdue. */
  draws(view: ViewReference, who: Who | 'several' | 'nobody'): Promise<Card | undefined>;
}

/** Whatever comes of a deed: that it was seen and where; and copies of a card are drawn anew. */
const EVERY_DEED = ['delivery', 'conversation', 'identity', 'outbox_message'];

const NOBODY = '01900000-0000-7000-9000-0000000000ff';

const BY_RELATION: Readonly<Record<Relation, Name>> = {
  other: 'tom',
  own: 'maya',
  ownElsewhere: 'maja',
  answersFor: 'olga',
  handles: 'hanna',
};

class TakenBack extends Error {}

export function createTrials(world: World): Trials {
  const { peek, home } = world;
  const views = createViews(world.capabilities);

  async function takenBack<Result>(organisationId: string, work: (stores: Stores) => Promise<Result>): Promise<Result> {
    let done: { readonly result: Result } | undefined;
    try {
      await world.transact(organisationId, async (stores) => {
        done = { result: await work(stores) };
        throw new TakenBack();
      });
    } catch (failure) {
      if (!(failure instanceof TakenBack)) throw failure;
    }
    if (!done) throw new Error('Nothing was done');
    return done.result;
  }

  /** Makes this person hold exactly the roles of the trial, until the end of the transaction. */
  async function becomes({ people }: Stores, { id }: Organisation, { relation, roles }: Actor): Promise<void> {
    // The transaction begins with the first statement of the stores; whatever comes before would stay.
    await people.lockRoles();
    const personId = idOf(BY_RELATION[relation]);
    const granted = roles.map((role) => `('${id}', '${personId}', '${role}', now())`);
    await peek.run(
      [
        `DELETE FROM role_grant WHERE "organisationId" = '${id}' AND "personId" = '${personId}'`,
        ...(granted.length > 0 ? [`INSERT INTO role_grant VALUES ${granted.join()}`] : []),
        ...(relation === 'ownElsewhere'
          ? [
              `UPDATE person SET "mergedInto" = '${personId}' WHERE "organisationId" = '${id}' AND id = '${idOf('maya')}'`,
            ]
          : []),
      ].join(';'),
    );
  }

  async function seen(stores: Stores, { id }: Organisation, actorId: string, { to, content }: Outgoing) {
    if (content.kind === 'card') return checked(content.card);
    const direct = to.kind === 'conversation' && to.address.visibility === 'direct' ? actorId : undefined;
    const personId = to.kind === 'person' ? to.personId : direct;
    const viewer = { organisationId: id, now: world.now(), ...(personId === undefined ? {} : { personId }) };
    return checked(await views.draw(stores, content.view, viewer));
  }

  return {
    userOf: (who) => BY_RELATION[CAST[who].relation],

    async happens({ who, body, inChannel = false, in: organisation = home, as, watch }) {
      const actor = CAST[who];
      const user = BY_RELATION[actor.relation];
      const { workspace } = organisation;
      const direct = directOf(workspace, user);
      const outcome: { current?: Omit<Outcome, 'receipt'> } = {};
      const transact: Transact = (organisationId, work) =>
        takenBack(organisationId, async (stores) => {
          await becomes(stores, organisation, actor);
          const [before, rowsBefore] = [watch && (await peek.digest(watch.id)), await peek.rowsWritten()];
          const noted: string[] = [];
          const messages: Outgoing[] = [];
          const result = await work({ ...stores, ...recording(stores, noted, messages) });
          // What is put off until the commit goes with the next statement, and is seen here, too.
          await stores.people.lockRoles();
          const rows = await peek.rowsWritten();
          const untouched = watch === undefined || (await peek.digest(watch.id)) === before;
          const written = [...rows].flatMap(([name, count]) => (count === rowsBefore.get(name) ? [] : [name]));
          const queued: Queued[] = [];
          for (const message of messages)
            queued.push({ message, card: await seen(stores, organisation, idOf(user), message) });
          outcome.current = {
            written: written.filter((name) => !EVERY_DEED.includes(name)),
            ...{ noted, queued, untouched },
          };
          return result;
        });
      const channel = { ...direct, conversation: 'C01', visibility: 'channel' } as const;
      const { receipt, errors } = await world.receive(transact, organisation.id, {
        identity: as ?? { platform: 'slack', workspace, user },
        conversation: inChannel ? channel : direct,
        ...(inChannel ? { direct } : {}),
        body,
      });
      if (!outcome.current || errors.length > 0) throw new Error(`${who}: ${JSON.stringify(body)}: ${errors.join()}`);
      checkReply(receipt.kind === 'done' ? receipt.reply : undefined);
      return { receipt, ...outcome.current };
    },

    draws: (view, who) =>
      takenBack(home.id, async (stores) => {
        const actor = who === 'several' || who === 'nobody' ? undefined : CAST[who];
        if (actor) await becomes(stores, home, actor);
        const personId = actor ? idOf(BY_RELATION[actor.relation]) : NOBODY;
        const viewer = { organisationId: home.id, now: inDays(world.now(), 10) };
        return checked(await views.draw(stores, view, who === 'several' ? viewer : { ...viewer, personId }));
      }),
  };
}

/** Slack could show it, too. */
function checked(card: Card | undefined): Card | undefined {
  if (card) checkCard(card);
  return card;
}

function inDays(from: Date, days: number): Date {
  return new Date(from.getTime() + days * 24 * 3_600_000);
}

function recording(
  { audit, outgoing }: Stores,
  noted: string[],
  messages: Outgoing[],
): Pick<Stores, 'audit' | 'outgoing'> {
  return {
    audit: {
      record(by, notes, at) {
        noted.push(...notes.map(({ kind }) => kind));
        audit.record(by, notes, at);
      },
    },
    outgoing: {
      async add(added, now, changed) {
        messages.push(...added);
        await outgoing.add(added, now, changed);
      },
      refresh: outgoing.refresh,
    },
  };
}
