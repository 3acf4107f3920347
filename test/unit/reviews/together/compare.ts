import fc from 'fast-check';
import type { ImpactLevel } from '../../../../src/impact/levels.ts';
import type { Review } from '../../../../src/reviews/review.ts';
import { Board, type Fate } from './board.ts';
import { anyDeed, anyWriters, type Deed } from './deeds.ts';
import { humanOf, type Name } from './people.ts';
import { Product, type Rules } from './product.ts';

/** What was reached on the way, so that a test which reaches nothing is noticed. */
export interface Tally {
  sequences: number;
  deeds: number;
  done: number;
  readonly reached: Map<string, number>;
}

export function emptyTally(): Tally {
  return { sequences: 0, deeds: 0, done: 0, reached: new Map() };
}

/** Both do the same deeds; after each, both say the same of where it stands. */
class Do implements fc.Command<Board, Product> {
  readonly deed: Deed;
  readonly tally: Tally;
  constructor(deed: Deed, tally: Tally) {
    this.deed = deed;
    this.tally = tally;
  }
  check(): boolean {
    return true;
  }
  run(board: Board, product: Product): void {
    const { isDone, code } = product.does(this.deed);
    const expected = board.does(this.deed);
    const { tally, deed } = this;
    tally.deeds += 1;
    if (isDone) tally.done += 1;
    count(tally, `${deed.kind} ${isDone ? 'done' : code}`);
    if (isDone !== expected)
      throw new Error(
        `${'by' in deed ? deed.by : 'Time'} ${expected ? 'may' : 'may not'} ${deed.kind}, and the product said ${code}`,
      );
    const [seen, wanted] = [standingOf(product.review), standingOn(board)];
    if (seen !== wanted) throw new Error(`It stands at\n${seen}, and should at\n${wanted}`);
    lonely(product.review);
    if (isDone && product.review.state !== 'inReview')
      count(tally, `${seenLevel(product.review)} ${product.review.state}`);
  }
  toString(): string {
    return JSON.stringify(this.deed);
  }
}

function count({ reached }: Tally, what: string): void {
  reached.set(what, (reached.get(what) ?? 0) + 1);
}

function seenLevel({ route }: Review): string {
  return route.kind === 'assessment' ? route.level : route.lane;
}

/** What is severe is never approved by one human being: whatever rules and model say. */
function lonely(review: Review): void {
  if (seenLevel(review) !== 'severe' || (review.state !== 'approved' && review.state !== 'approvedWithConditions'))
    return;
  const { votes, committee } = review.progress;
  const people = new Set(
    [...votes.map(({ by }) => by), committee?.recordedBy, committee?.confirmedBy]
      .flatMap((id) => id ?? [])
      .map(humanOf),
  );
  if (people.size < 2) throw new Error('One person has approved what is severe');
}

const FATE: Readonly<Record<Review['state'], Fate | 'ended'>> = {
  submitted: 'open',
  inReview: 'open',
  changesRequested: 'changes',
  approved: 'approved',
  approvedWithConditions: 'conditions',
  rejected: 'rejected',
  ...{ expired: 'ended', revoked: 'ended', superseded: 'ended' },
};

function standingOf(review: Review): string {
  const { votes, advice, committee, overrides, proposed } = review.progress;
  const [override, proposedOverride] = [overrides[0], proposed[0]];
  return JSON.stringify({
    fate: FATE[review.state],
    level: seenLevel(review),
    computed: override?.computed ?? proposedOverride?.computed ?? seenLevel(review),
    lowering: proposedOverride ? `${proposedOverride.by} to ${proposedOverride.decided}` : '',
    approvals: votes
      .map(
        ({ by, inPlaceOf, role, verdict }) =>
          `${humanOf(by)} for ${humanOf(inPlaceOf ?? by)} as ${role} ${verdict === 'approvedWithConditions'}`,
      )
      .toSorted(),
    advice: advice.map(({ by, stance, formal }) => `${by} ${stance} ${formal}`).toSorted(),
    aside: review.recused.map(humanOf).toSorted(),
    writers: review.contributorIds.map(humanOf).toSorted(),
    minutes: committee
      ? `${committee.recordedBy} ${committee.outcome.verdict === 'approved'} ${committee.confirmedBy !== undefined}`
      : '',
  });
}

function standingOn(board: Board): string {
  const { fate, level, computed, lowering, approvals, advice, aside, writers, minutes } = board;
  return JSON.stringify({
    ...{ fate, level, computed },
    lowering: lowering ? `${lowering.by} to ${lowering.to}` : '',
    approvals: approvals
      .map(({ human, forHuman, role, condition }) => `${human} for ${forHuman} as ${role} ${condition}`)
      .toSorted(),
    advice: [...advice].map(([by, { stance, counts }]) => `${by} ${stance} ${counts}`).toSorted(),
    aside: [...aside].toSorted(),
    writers: [...writers].toSorted(),
    minutes: minutes ? `${minutes.by} ${minutes.meeting.approves} ${minutes.confirmed}` : '',
  });
}

/** The longest sequence: a severe one needs about ten deeds that are done, and most are refused. */
const MOST_DEEDS = 60;

/** A property over sequences of deeds, for the rules of the product or for wrong ones. */
export function sameAsTheBoard(
  rules: Rules,
  tally: Tally,
): fc.IProperty<[ImpactLevel, readonly Name[], Iterable<fc.Command<Board, Product>>]> {
  return fc.property(
    // What takes the most deeds is begun the most often.
    fc.constantFrom<ImpactLevel>('low', 'moderate', 'high', 'high', 'severe', 'severe', 'severe'),
    anyWriters,
    fc.commands([anyDeed.map((deed) => new Do(deed, tally))], { maxCommands: MOST_DEEDS, size: 'max' }),
    (level, writers, deeds) => {
      tally.sequences += 1;
      fc.modelRun(() => ({ model: new Board(level, writers), real: new Product(level, writers, rules) }), deeds);
    },
  );
}
