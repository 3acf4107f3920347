import type { AuditLog, OutgoingMessages } from '../chat/router-stores.ts';
import type { Card, View } from '../chat/vocabulary.ts';
import { isReadBy } from '../people/acting-person.ts';
import { NO_FACTS } from './command.ts';
import { decide } from './decide.ts';
import { type ReviewPolicy, reminderDate, wayOf } from './policy.ts';
import { mayRead } from './readers.ts';
import { claimedBy, evolve, type Review } from './review.ts';
import type { ReviewRecord, ReviewStore } from './review-store.ts';
import { effectiveRoles, humansIn, peopleFor, rolesInTurn, type TurnStores } from './whose-turn.ts';
import { dayInWords, stateInWords } from './words.ts';

interface DailyStores extends TurnStores {
  readonly reviews: ReviewStore;
  readonly outgoing: OutgoingMessages;
  readonly audit: AuditLog;
}

/** What one transaction ends in its time, also on the embedded database. */
const MOST_EXPIRED_AT_ONCE = 200;

/** Ends what has lapsed, of very many that lapse together the rest at the next run. Answers the ids of the reviews. */
export async function expireLapsed<Stores extends DailyStores>(
  stores: Stores,
  policy: ReviewPolicy,
  expired: (stores: Stores, decisionId: string, now: Date) => Promise<void>,
  now: Date,
): Promise<readonly string[]> {
  const lapsed = await stores.reviews.lapsed(now, MOST_EXPIRED_AT_ONCE);
  for (const record of lapsed) await expire(stores, record, policy, expired, now);
  return lapsed.map(({ review }) => review.id);
}

/** Sends one digest to each person and to the team for what is due or overdue. */
export async function reviewDaily<Stores extends DailyStores>(
  stores: Stores,
  policy: ReviewPolicy,
  now: Date,
): Promise<void> {
  const readers = new Set<string>();
  for (const { review } of dueReviews(await stores.reviews.queue(), policy, now))
    for (const reader of await readersOf(stores, review, policy, now)) readers.add(reader);
  const messages = [...readers].map((reader) => ({
    to: reader === TEAM ? ({ kind: 'governance' } as const) : ({ kind: 'person', personId: reader } as const),
    content: { kind: 'view', view: { name: 'review.digest', subjectId: `digest/${reader}`, part: reader } } as const,
  }));
  if (messages.length > 0) await stores.outgoing.add(messages, now);
}

const TEAM = 'team';

/** Whom it concerns that a review is due: whoever has it, and whoever's turn it is; those who are told when it is late. */
async function readersOf(
  stores: TurnStores,
  review: Review,
  policy: ReviewPolicy,
  now: Date,
): Promise<ReadonlySet<string>> {
  const readers = new Set([claimedBy(review) ?? TEAM]);
  const isLate = review.dueAt < now;
  // What is overdue is the team's business, whoever has claimed it.
  if (isLate) readers.add(TEAM);
  const humanOf = await humansIn(stores);
  const { escalateTo } = wayOf(policy, review.route);
  const roles = [...rolesInTurn(review, policy, humanOf), ...(isLate ? escalateTo : [])];
  for (const personId of await peopleFor(stores, roles, review, humanOf, now)) readers.add(personId);
  return readers;
}

const NOBODY = { personId: '', samePersonIds: [], roles: [] };

async function expire<Stores extends DailyStores>(
  stores: Stores,
  { review }: ReviewRecord,
  policy: ReviewPolicy,
  expired: (stores: Stores, decisionId: string, now: Date) => Promise<void>,
  now: Date,
): Promise<void> {
  const outcome = decide(review, { kind: 'expire' }, NOBODY, now, { policy, ...NO_FACTS });
  if (!outcome.ok) return;
  if ((await stores.reviews.save(outcome.value.reduce(evolve, review), review.version, now)) === 'conflict') return;
  const decision = (await stores.reviews.decisions(review.id)).at(-1);
  if (decision) await expired(stores, decision.id, now);
  stores.audit.record({ process: 'reviews.expire' }, [{ kind: 'review.expired', subjectId: review.id }], now);
  await stores.outgoing.refresh([review.id], now);
  const view = { name: 'review.decision', subjectId: review.id };
  await stores.outgoing.add(
    [{ to: { kind: 'person', personId: review.ownerId }, content: { kind: 'view', view } }],
    now,
  );
}

function dueReviews(queue: readonly ReviewRecord[], policy: ReviewPolicy, now: Date): readonly ReviewRecord[] {
  return queue.filter(
    ({ review }) => review.state !== 'changesRequested' && reminderDate(policy, review.route, review.dueAt) <= now,
  );
}

/** Drawn when it is read, so that a digest never nags about what is decided by now, nor shows more than its reader may see. */
export function digestView<Stores extends TurnStores & { readonly reviews: ReviewStore }>(
  policy: ReviewPolicy,
): View<Stores> {
  return async (stores, { part = TEAM }, viewer): Promise<Card> => {
    const { now, personId } = viewer;
    const roles = personId === undefined ? [] : await effectiveRoles(stores, personId, now);
    const isTheirs = part === TEAM || (await isReadBy(stores, viewer, part));
    const due: ReviewRecord[] = [];
    for (const record of dueReviews(isTheirs ? await stores.reviews.queue() : [], policy, now)) {
      const mayReadIt = personId === undefined || mayRead(roles, wayOf(policy, record.review.route));
      const concerns = part === TEAM || (await readersOf(stores, record.review, policy, now)).has(part);
      if (mayReadIt && concerns) due.push(record);
    }
    if (due.length === 0)
      return {
        headline: 'Reviews that are due',
        tone: 'quiet',
        blocks: [{ kind: 'text', text: 'Nothing is due at the moment.' }],
      };
    return {
      headline: due.length === 1 ? 'One review is due' : `${due.length} reviews are due`,
      tone: 'attention',
      blocks: [
        {
          kind: 'facts',
          facts: due.map(({ review }) => ({
            label: review.reference,
            value: stateInWords(review),
            note: `${review.dueAt < now ? 'Overdue since' : 'Due'} ${dayInWords(review.dueAt)}`,
            action: { id: 'review.show', label: 'Open', value: { review: review.id } },
          })),
        },
      ],
    };
  };
}
