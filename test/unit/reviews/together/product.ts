import type { ImpactLevel } from '../../../../src/impact/levels.ts';
import type { Reviewer } from '../../../../src/reviews/authority.ts';
import type { Minutes, ReviewCommand, ReviewFacts, ReviewOutcome } from '../../../../src/reviews/command.ts';
import { decide } from '../../../../src/reviews/decide.ts';
import type { Delegation } from '../../../../src/reviews/delegation.ts';
import { isInForce, mayDelegate } from '../../../../src/reviews/delegation.ts';
import { parseReviewPolicy, type ReviewPolicy } from '../../../../src/reviews/policy.ts';
import { beginReview, evolve, type Review, type ReviewEvent } from '../../../../src/reviews/review.ts';
import { policyText } from '../builders.ts';
import type { Deed, Meeting } from './deeds.ts';
import { acting, humanOf, NAMES, type Name, ROLES_OF } from './people.ts';

const AROUND =
  'reviewers: [governance], escalateTo: [management], dueWorkingDays: 5, remindWorkingDaysBefore: 2, validMonths: 12';
const DP = 'advisers: [data-protection]';
const DP_AND_SECURITY = 'advisers: [data-protection, security]';

/** The policy of these tests: an any-of, a quorum of two, an order, and a committee in the middle. */
const TOGETHER: ReviewPolicy = parseReviewPolicy(
  `${policyText.slice(0, policyText.indexOf('overriding:'))}
overriding: { proposers: [governance, legal], confirmers: [legal, management] }
levels:
  low: { ${AROUND}, advisers: [data-protection, legal], steps: [{ needs: [{ roles: [governance], approvals: 1 }] }] }
  moderate: { ${AROUND}, ${DP}, steps: [{ needs: [{ roles: [governance], approvals: 2 }, { roles: [legal, security], approvals: 1 }] }] }
  high:
    { ${AROUND}, ${DP_AND_SECURITY}, steps: [{ needs: [{ roles: [governance], approvals: 1 }] }, { needs: [{ roles: [legal], approvals: 1 }, { roles: [management], approvals: 1 }] }] }
  severe:
    { ${AROUND}, ${DP_AND_SECURITY}, steps: [{ needs: [{ roles: [governance], approvals: 1 }, { roles: [legal], approvals: 1 }] }, { committee: { quorum: 2 } }, { needs: [{ roles: [management], approvals: 1 }] }] }
`,
  'together.yaml',
);

/** What is tested: the rules of the product, or a wrong version of them. */
export interface Rules {
  readonly decide: (
    review: Review,
    command: ReviewCommand,
    by: Reviewer,
    now: Date,
    facts: ReviewFacts,
  ) => ReviewOutcome;
  readonly evolve: (review: Review, event: ReviewEvent) => Review;
  readonly isInForce: typeof isInForce;
  readonly mayDelegate: typeof mayDelegate;
}

export const RULES: Rules = { decide, evolve, isInForce, mayDelegate };

const BEGINS = Date.parse('2027-03-01T10:00:00Z');
const DAY_MS = 24 * 3_600_000;
const REASON = 'This is said at length.';
const route = (level: ImpactLevel) => ({ kind: 'assessment', level, assessmentId: 'assessment-1' }) as const;

/** One assessment under review, as the product decides on it. */
export class Product {
  readonly rules: Rules;
  review: Review;
  delegations: Delegation[] = [];
  day = 0;
  /** Every event, in order. */
  readonly events: ReviewEvent[] = [];

  constructor(level: ImpactLevel, writers: readonly Name[], rules: Rules) {
    this.rules = rules;
    this.review = beginReview({
      ...{ id: 'review-1', reference: 'REV-1', submitterId: 'sub', ownerId: 'own', route: route(level) },
      dueAt: new Date(BEGINS + 10 * DAY_MS),
      contributorIds: writers,
    });
  }

  does(deed: Deed): { readonly isDone: boolean; readonly code: string } {
    if (deed.kind === 'dayPasses') {
      this.day += 1;
      return { isDone: true, code: 'done' };
    }
    if (deed.kind === 'goAway') return this.goesAway(deed.by, deed.to, deed.days);
    if (deed.kind === 'comeBack') return this.comesBack(deed.by);
    const outcome = this.rules.decide(
      this.review,
      this.commandOf(deed),
      acting(deed.by),
      this.now(),
      this.factsFor(deed.by),
    );
    if (!outcome.ok) return { isDone: false, code: outcome.code };
    this.events.push(...outcome.value);
    this.review = outcome.value.reduce(this.rules.evolve, this.review);
    return { isDone: true, code: 'done' };
  }

  now(): Date {
    return new Date(BEGINS + this.day * DAY_MS);
  }

  private commandOf(deed: Exclude<Deed, { kind: 'dayPasses' | 'goAway' | 'comeBack' }>): ReviewCommand {
    const { version } = this.review;
    switch (deed.kind) {
      case 'approve': {
        const terms = {
          version: deed.stale ? version - 1 : version,
          nextReviewAt: new Date(this.now().getTime() + 30 * DAY_MS),
          ...(deed.explained ? { reason: REASON } : {}),
        };
        const conditions = [{ text: `Asked by ${deed.by}`, precondition: false }];
        return deed.condition ? { kind: 'approveWithConditions', conditions, ...terms } : { kind: 'approve', ...terms };
      }
      case 'reject':
        return { kind: 'reject', version, reason: REASON };
      case 'askForChanges':
        return { kind: 'requestChanges', version, requests: [{ questionId: 'purpose', remark: 'Say more.' }] };
      case 'sendAgain':
        return {
          ...{ kind: 'resubmit', submissionNumber: this.review.submissionNumber + 1, ownerId: 'own' },
          ...{ route: route(deed.level), contributorIds: deed.writers },
        };
      case 'advise':
        return { kind: 'advise', stance: deed.stance, text: 'My advice.' };
      case 'standAside':
        return { kind: 'recuse' };
      case 'setLevel':
        return { kind: 'setLevel', version, level: deed.level, reason: REASON };
      case 'confirmLevel':
        return { kind: 'confirmLowering', version, finding: 'impact.level' };
      case 'declineLevel':
        return { kind: 'declineLowering', version, finding: 'impact.level', reason: REASON };
      case 'record':
        return { kind: 'recordCommittee', version, minutes: this.minutesOf(deed.meeting) };
      case 'confirmRecord':
        return { kind: 'confirmCommittee', version };
      case 'returnRecord':
        return { kind: 'returnCommittee', version, reason: REASON };
    }
  }

  private minutesOf({ there, aside, inFavour, against, abstained, approves }: Meeting): Minutes {
    return {
      ...{ heldOn: this.now(), attendees: there, recused: aside, votes: { inFavour, against, abstained } },
      ...{ verdict: approves ? 'approved' : 'rejected', conditions: [], reason: REASON },
      nextReviewAt: new Date(this.now().getTime() + 20 * DAY_MS),
    };
  }

  private factsFor(by: Name): ReviewFacts {
    const named = this.delegations.filter(
      (one) => humanOf(one.delegateId) === humanOf(by) && this.rules.isInForce(one, this.now()),
    );
    return {
      ...{ policy: TOGETHER, unknowns: [], questions: [{ questionId: 'purpose', label: 'Purpose' }], humanOf },
      assessmentApproved: true,
      openRisks: [],
      // As the store gives them: the last recorded first.
      delegations: named.toReversed().flatMap(({ id, absentId }) => {
        const absent = NAMES.find((name) => name === absentId);
        return absent ? [{ id, absent: acting(absent) }] : [];
      }),
      committee: NAMES.filter((name) =>
        ROLES_OF[name].some((role) => role === 'committee' || role === 'committee-chair'),
      ),
    };
  }

  private goesAway(by: Name, to: Name, days: number) {
    const from = this.now();
    const until = new Date(from.getTime() + days * DAY_MS);
    const of = (name: Name, end: 'absentId' | 'delegateId') =>
      this.delegations.filter((one) => humanOf(one[end]) === humanOf(name));
    const outcome = this.rules.mayDelegate(acting(by), { from, until }, this.now(), {
      roles: ['governance', 'legal', 'security', 'management', 'data-protection'],
      delegate: { ...acting(to), erased: false },
      own: of(by, 'absentId'),
      delegates: of(to, 'absentId'),
    });
    if (!outcome.ok) return { isDone: false, code: outcome.code };
    const id = `delegation-${this.delegations.length}`;
    this.delegations.push({ id, absentId: by, delegateId: to, from, until, recordedAt: from });
    return { isDone: true, code: 'done' };
  }

  private comesBack(by: Name) {
    const now = this.now();
    const at = this.delegations.findIndex((one) => one.absentId === by && isInForce(one, now));
    if (at === -1) return { isDone: false, code: 'notAway' };
    this.delegations = this.delegations.map((one, index) => (index === at ? { ...one, endedAt: now } : one));
    return { isDone: true, code: 'done' };
  }
}
