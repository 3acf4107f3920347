import type { ReviewCommand, ReviewFacts } from '../../../../src/reviews/command.ts';
import { decide } from '../../../../src/reviews/decide.ts';
import type { ReviewPolicy, Step } from '../../../../src/reviews/policy.ts';
import type { Progress } from '../../../../src/reviews/progress.ts';
import { evolve, type Review, type ReviewEvent } from '../../../../src/reviews/review.ts';
import { RULES, type Rules } from './product.ts';

/** A wrong version of the rules, each by one fault that somebody could well make. */
type Mutant = Partial<Rules>;

/** The rules see another review, policy or command than there is. */
function seeing(
  change: (
    review: Review,
    command: ReviewCommand,
    facts: ReviewFacts,
  ) => { readonly review?: Review; readonly command?: ReviewCommand; readonly facts?: ReviewFacts },
): Mutant {
  return {
    decide(review, command, by, now, facts) {
      const seen = change(review, command, facts);
      return decide(seen.review ?? review, seen.command ?? command, by, now, seen.facts ?? facts);
    },
  };
}

const withProgress = (review: Review, change: (progress: Progress) => Progress): { readonly review: Review } => ({
  review: { ...review, progress: change(review.progress) },
});

function withSteps(facts: ReviewFacts, change: (steps: readonly Step[]) => Step[]): { readonly facts: ReviewFacts } {
  const { low, moderate, high, severe } = facts.policy.levels;
  const changed = <Level extends { readonly steps: readonly Step[] }>(level: Level) => ({
    ...level,
    steps: change(level.steps),
  });
  const levels = { low: changed(low), moderate: changed(moderate), high: changed(high), severe: changed(severe) };
  const policy: ReviewPolicy = { ...facts.policy, levels };
  return { facts: { ...facts, policy } };
}

const only = (kinds: readonly ReviewCommand['kind'][], mutant: Mutant): Mutant => ({
  decide: (review, command, by, now, facts) =>
    (kinds.includes(command.kind) ? (mutant.decide ?? decide) : decide)(review, command, by, now, facts),
});

const VOTES = ['approve', 'approveWithConditions'] as const;

export const MUTANTS: Readonly<Record<string, Mutant>> = {
  'lets people decide on their own': seeing((review) => ({ review: { ...review, submitterId: 'x', ownerId: 'y' } })),
  'lets the owner of what somebody else submitted decide': seeing((review) => ({
    review: { ...review, ownerId: review.submitterId },
  })),
  'lets those decide who wrote parts of it': seeing((review) => ({ review: { ...review, contributorIds: [] } })),
  'lets nobody advise who wrote parts of it': only(
    ['advise'],
    seeing((review) => ({ review: { ...review, recused: [...review.recused, ...review.contributorIds] } })),
  ),
  'forgets who wrote parts of the next version': {
    evolve: (review, event) =>
      evolve(review, event.kind === 'resubmitted' ? { ...event, contributorIds: review.contributorIds } : event),
  },
  'takes an old card': seeing(({ version }, command) =>
    'version' in command ? { command: { ...command, version } } : {},
  ),
  'lets a person vote twice': only(VOTES, {
    decide(review, command, by, now, facts) {
      const votes = review.progress.votes.map((one) => ({ ...one, by: `${one.by} before` }));
      return decide({ ...review, progress: { ...review.progress, votes } }, command, by, now, facts);
    },
  }),
  'takes two accounts for two people': seeing((_review, _command, facts) => ({
    facts: { ...facts, humanOf: (id) => id },
  })),
  'forgets in whose place a delegate voted': seeing((review) =>
    withProgress(review, (progress) => ({ ...progress, votes: progress.votes.map(({ inPlaceOf: _, ...one }) => one) })),
  ),
  'asks for no order': seeing((_review, _command, facts) =>
    withSteps(facts, (steps) => [
      { needs: steps.flatMap((step) => ('needs' in step ? step.needs : [])) },
      ...steps.filter((step) => 'committee' in step),
    ]),
  ),
  'is content with one approval less': seeing((_review, _command, facts) =>
    withSteps(facts, (steps) =>
      steps.map((step) =>
        'needs' in step
          ? { needs: step.needs.map((need) => ({ ...need, approvals: Math.max(1, need.approvals - 1) })) }
          : step,
      ),
    ),
  ),
  'takes any-of for all-of': seeing((_review, _command, facts) =>
    withSteps(facts, (steps) =>
      steps.map((step) =>
        'needs' in step
          ? { needs: step.needs.flatMap(({ roles, approvals }) => roles.map((role) => ({ roles: [role], approvals }))) }
          : step,
      ),
    ),
  ),
  'takes all-of for any-of': seeing((_review, _command, facts) =>
    withSteps(facts, (steps) =>
      steps.map((step) =>
        'needs' in step ? { needs: [{ roles: step.needs.flatMap(({ roles }) => roles), approvals: 1 }] } : step,
      ),
    ),
  ),
  'does without the committee': seeing((_review, _command, facts) =>
    withSteps(facts, (steps) => steps.filter((step) => 'needs' in step)),
  ),
  'needs no quorum in the committee': seeing((_review, _command, facts) =>
    withSteps(facts, (steps) => steps.map((step) => ('committee' in step ? { committee: { quorum: 1 } } : step))),
  ),
  'ignores advice': seeing((review) => withProgress(review, (progress) => ({ ...progress, advice: [] }))),
  'takes every opinion for advice': seeing((review) =>
    withProgress(review, (progress) => ({
      ...progress,
      advice: progress.advice.map((one) => ({ ...one, formal: true })),
    })),
  ),
  'hears only advice against it': seeing((review) =>
    withProgress(review, (progress) => ({
      ...progress,
      advice: progress.advice.filter(({ stance }) => stance !== 'withConditions'),
    })),
  ),
  'keeps an adviser’s first word': {
    evolve: (review, event) =>
      event.kind === 'advised' && review.progress.advice.some(({ by }) => by === event.by)
        ? { ...review, version: review.version + 1 }
        : evolve(review, event),
  },
  'forgets who stood aside': seeing((review) => ({ review: { ...review, recused: [] } })),
  'forgets who stood aside in the next version': {
    evolve: (review, event) => {
      const next = evolve(review, event);
      return event.kind === 'resubmitted' ? { ...next, recused: [] } : next;
    },
  },
  'counts votes on an older version': {
    evolve: (review, event) => {
      const next = evolve(review, event);
      return event.kind === 'resubmitted'
        ? { ...next, progress: { ...next.progress, votes: review.progress.votes } }
        : next;
    },
  },
  'lowers the level before it is confirmed': {
    decide(review, command, by, now, facts) {
      const outcome = decide(review, command, by, now, facts);
      if (!outcome.ok || outcome.value[0]?.kind !== 'loweringProposed') return outcome;
      const { finding } = outcome.value[0];
      const confirmed = { kind: 'loweringConfirmed', finding, role: 'legal', by: by.personId, at: now } as const;
      return { ...outcome, value: [...outcome.value, confirmed] };
    },
  },
  'lets one person lower the level': only(['confirmLowering'], {
    decide(review, command, by, now, facts) {
      const proposed = review.progress.proposed.map((one) => ({ ...one, by: 'somebody else' }));
      const progress = { ...review.progress, proposed };
      return decide({ ...review, progress }, command, by, now, facts);
    },
  }),
  'asks a second approver to raise the level': {
    decide(review, command, by, now, facts) {
      const outcome = decide(review, command, by, now, facts);
      if (!outcome.ok) return outcome;
      const value = outcome.value.map(
        (event): ReviewEvent => (event.kind === 'findingDecided' ? { ...event, kind: 'loweringProposed' } : event),
      );
      return { ...outcome, value };
    },
  },
  'changes the level under votes': only(
    ['setLevel'],
    seeing((review) => withProgress(review, (progress) => ({ ...progress, votes: [] }))),
  ),
  'lets people vote while the level is in question': only(
    VOTES,
    seeing((review) => withProgress(review, (progress) => ({ ...progress, proposed: [] }))),
  ),
  'compares with the level in force instead of the computed one': seeing((review) =>
    withProgress(review, (progress) => ({ ...progress, overrides: [] })),
  ),
  'counts the committee’s decision before its chair has confirmed it': {
    evolve: (review, event) =>
      event.kind === 'committeeRecorded'
        ? evolve(review, { ...event, record: { ...event.record, confirmedBy: 'nobody' } })
        : evolve(review, event),
  },
  'lets the secretary confirm as chair': only(
    ['confirmCommittee'],
    seeing((review) =>
      withProgress(review, (progress) =>
        progress.committee
          ? { ...progress, committee: { ...progress.committee, recordedBy: 'somebody else' } }
          : progress,
      ),
    ),
  ),
  'lets a chair confirm who was not there': only(['confirmCommittee'], {
    decide(review, command, by, now, facts) {
      const { committee } = review.progress;
      if (!committee) return decide(review, command, by, now, facts);
      const there = {
        ...committee,
        attendees: [...committee.attendees, by.personId],
        recused: committee.recused.filter((id) => id !== by.personId),
      };
      return decide({ ...review, progress: { ...review.progress, committee: there } }, command, by, now, facts);
    },
  }),
  'lets those vote in the committee who have voted alone': only(
    ['recordCommittee', 'confirmCommittee'],
    seeing((review) =>
      withProgress(review, (progress) => ({
        ...progress,
        votes: progress.votes.map((one) => ({
          ...one,
          by: `${one.by} alone`,
          ...(one.inPlaceOf ? { inPlaceOf: 'x' } : {}),
        })),
      })),
    ),
  ),
  'lets a member of the committee vote once more alone': only(
    VOTES,
    seeing((review) =>
      withProgress(review, (progress) =>
        progress.committee
          ? { ...progress, committee: { ...progress.committee, recused: progress.committee.attendees } }
          : progress,
      ),
    ),
  ),
  'lets strangers sit in the committee': seeing((_review, command, facts) =>
    command.kind === 'recordCommittee' ? { facts: { ...facts, committee: command.minutes.attendees } } : {},
  ),
  'believes the outcome, not the votes': seeing((_review, command) => {
    if (command.kind !== 'recordCommittee') return {};
    const { minutes } = command;
    const voters = minutes.attendees.length - minutes.recused.length;
    const votes = minutes.verdict === 'rejected' ? { inFavour: 0, against: voters } : { inFavour: voters, against: 0 };
    return { command: { ...command, minutes: { ...minutes, votes: { ...votes, abstained: 0 } } } };
  }),
  'lets somebody reject after approving': only(
    ['reject'],
    seeing((review) => withProgress(review, (progress) => ({ ...progress, votes: [] }))),
  ),
  'knows no delegation': seeing((_review, _command, facts) => ({ facts: { ...facts, delegations: [] } })),
  'lets a delegate act for somebody concerned': seeing((_review, _command, facts) => ({
    facts: {
      ...facts,
      delegations: facts.delegations.map(({ id, absent }) => ({
        id,
        absent: { ...absent, personId: `${absent.personId} `, samePersonIds: [] },
      })),
    },
  })),
  'knows no end of a delegation': { isInForce: ({ from }, now) => from <= now },
  'forgets that somebody came back': { isInForce: ({ from, until }, now) => from <= now && now < until },
  'lets people go away for ever': {
    mayDelegate: (by, period, now, facts) =>
      RULES.mayDelegate(
        by,
        { ...period, until: new Date(Math.min(period.until.getTime(), period.from.getTime() + 86_400_000)) },
        now,
        facts,
      ),
  },
  'lets a delegate be away, too': {
    mayDelegate: (by, period, now, facts) => RULES.mayDelegate(by, period, now, { ...facts, delegates: [] }),
  },
  'loses the conditions of earlier votes': {
    decide(review, command, by, now, facts) {
      const outcome = decide(review, command, by, now, facts);
      if (!outcome.ok || command.kind !== 'approve') return outcome;
      const value = outcome.value.map((event): ReviewEvent => {
        if (event.kind !== 'approvedWithConditions') return event;
        const { conditions: _, ...rest } = event;
        return { ...rest, kind: 'approved' };
      });
      return { ...outcome, value };
    },
  },
};
