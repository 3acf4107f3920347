import fc from 'fast-check';
import { IMPACT_LEVELS, type ImpactLevel } from '../../../../src/impact/levels.ts';
import { STANCES, type Stance } from '../../../../src/reviews/progress.ts';
import { NAMES, type Name } from './people.ts';

/** What somebody tries to do, in plain words and without a rule. */
export type Deed =
  | {
      readonly kind: 'approve';
      readonly by: Name;
      readonly condition: boolean;
      readonly explained: boolean;
      readonly stale: boolean;
    }
  | { readonly kind: 'reject'; readonly by: Name }
  | { readonly kind: 'askForChanges'; readonly by: Name }
  | {
      readonly kind: 'sendAgain';
      readonly by: Name;
      readonly level: ImpactLevel;
      readonly writers: readonly Name[];
    }
  | { readonly kind: 'advise'; readonly by: Name; readonly stance: Stance }
  | { readonly kind: 'standAside'; readonly by: Name }
  | { readonly kind: 'setLevel'; readonly by: Name; readonly level: ImpactLevel }
  | { readonly kind: 'confirmLevel'; readonly by: Name }
  | { readonly kind: 'declineLevel'; readonly by: Name }
  | { readonly kind: 'record'; readonly by: Name; readonly meeting: Meeting }
  | { readonly kind: 'confirmRecord'; readonly by: Name }
  | { readonly kind: 'returnRecord'; readonly by: Name }
  /** Somebody names a colleague for so many days from today. */
  | { readonly kind: 'goAway'; readonly by: Name; readonly to: Name; readonly days: number }
  | { readonly kind: 'comeBack'; readonly by: Name }
  | { readonly kind: 'dayPasses' };

export interface Meeting {
  readonly there: readonly Name[];
  readonly aside: readonly Name[];
  readonly inFavour: number;
  readonly against: number;
  readonly abstained: number;
  readonly approves: boolean;
}

const anybody = fc.constantFrom(...NAMES);
const level = fc.constantFrom(...IMPACT_LEVELS);
const MEMBERS = ['own', 'ming', 'clara', 'cole', 'cora'] as const satisfies readonly Name[];

const someMeeting: fc.Arbitrary<Meeting> = fc.record({
  there: fc.subarray<Name>([...MEMBERS, 'gerd'], { minLength: 1 }),
  aside: fc.subarray<Name>([...MEMBERS], { maxLength: 2 }),
  inFavour: fc.nat(3),
  against: fc.nat(2),
  abstained: fc.nat(1),
  approves: fc.boolean(),
});

/** The numbers add up and the outcome follows from them; who took part is still anybody. */
const soundMeeting: fc.Arbitrary<Meeting> = fc
  .record({
    there: fc.subarray<Name>(['own', 'ming', 'clara', 'cole', 'cora'], { minLength: 2 }),
    standsAside: fc.subarray<Name>(['own', 'ming'], { maxLength: 2 }),
    against: fc.nat(2),
  })
  .map(({ there, standsAside, against }) => {
    const aside = there.filter((name) => standsAside.includes(name));
    const voters = there.length - aside.length;
    const no = Math.min(against, voters);
    return { there, aside, inFavour: voters - no, against: no, abstained: 0, approves: voters - no > no };
  });

/** Who wrote parts of it: mostly nobody, so that something is approved. */
export const anyWriters: fc.Arbitrary<readonly Name[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.subarray<Name>(['gerd2', 'gina', 'leo', 'cole', 'clara', 'dora', 'ming'], { maxLength: 2 }),
  },
);

export const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 42,
    arbitrary: fc.record({
      kind: fc.constant('approve' as const),
      by: anybody,
      condition: fc.boolean(),
      explained: fc.boolean(),
      stale: fc.constantFrom(false, false, false, false, false, false, true),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reject' as const), by: anybody }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('askForChanges' as const), by: anybody }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('sendAgain' as const),
      by: fc.constantFrom<Name>('sub', 'own', 'gerd'),
      level,
      writers: anyWriters,
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({ kind: fc.constant('advise' as const), by: anybody, stance: fc.constantFrom(...STANCES) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('standAside' as const), by: anybody }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('setLevel' as const), by: anybody, level }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('confirmLevel' as const), by: anybody }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('declineLevel' as const), by: anybody }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('record' as const),
      by: fc.constantFrom<Name>('gina', 'clara', 'ming'),
      meeting: someMeeting,
    }),
  },
  {
    weight: 15,
    arbitrary: fc.record({
      kind: fc.constant('record' as const),
      by: fc.constantFrom<Name>('gina', 'clara'),
      meeting: soundMeeting,
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('confirmRecord' as const),
      by: fc.constantFrom<Name>('ming', 'clara', 'own', 'gina'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('returnRecord' as const),
      by: fc.constantFrom<Name>('ming', 'clara', 'cole'),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('goAway' as const),
      by: anybody,
      to: anybody,
      days: fc.integer({ min: -1, max: 100 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('comeBack' as const), by: anybody }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('dayPasses' as const) }) },
);
