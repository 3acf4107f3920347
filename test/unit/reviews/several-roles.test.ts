import { describe, expect, it } from 'vitest';
import type { ImpactLevel } from '../../../src/impact/levels.ts';
import type { Reviewer } from '../../../src/reviews/authority.ts';
import type { ReviewFacts } from '../../../src/reviews/command.ts';
import { decide } from '../../../src/reviews/decide.ts';
import { isInForce, mayDelegate } from '../../../src/reviews/delegation.ts';
import { type Override, onScale, valueInForce } from '../../../src/reviews/override.ts';
import { parseReviewPolicy } from '../../../src/reviews/policy.ts';
import { actionsFor } from '../../../src/reviews/reader-actions.ts';
import { evolve, type Review } from '../../../src/reviews/review.ts';
import { reviewCard } from '../../../src/reviews/review-card.ts';
import { mostAlike } from '../../../src/reviews/similar-assessments.ts';
import {
  accepted,
  aPerson,
  approval,
  aReview,
  codeOf,
  facts,
  gordon,
  grace,
  IN_A_MONTH,
  lena,
  NOW,
  POLICY_FILE,
  policy,
  policyText,
} from './builders.ts';

const ming = aPerson('ming', ['management']);
const dora = aPerson('dora', ['data-protection']);

function anAssessment(level: ImpactLevel): Review {
  return aReview({ route: { kind: 'assessment', level, assessmentId: 'assessment-1' } });
}

/** Plays commands, each on the card as it is then. */
function played(
  review: Review,
  steps: readonly (readonly [Parameters<typeof decide>[1], Reviewer])[],
  known: ReviewFacts = facts(),
): Review {
  return steps.reduce((current, [command, by]) => {
    const seen = 'version' in command ? { ...command, version: current.version } : command;
    return accepted(current, decide(current, seen, by, NOW, known));
  }, review);
}

const approve = (extra: object = {}) => ({ ...approval, ...extra });

describe('an approval by several', () => {
  it('demands what anybody demanded, and ends on the earliest day that anybody gave', () => {
    const early = { validUntil: new Date('2027-09-01'), nextReviewAt: new Date('2027-03-20') };
    const conditions = (text: string) =>
      ({ kind: 'approveWithConditions', conditions: [{ text, precondition: false }] }) as const;

    const review = played(anAssessment('high'), [
      [{ ...approve(), ...conditions('Tell applicants') }, grace],
      [{ ...approve(early) }, lena],
      [{ ...approve(), ...conditions('Keep the logs') }, ming],
    ]);

    expect(review).toMatchObject({ state: 'approvedWithConditions', decision: { decidedById: 'ming', ...early } });
    expect(review.progress.votes.flatMap(({ conditions: made }) => made.map(({ text }) => text))).toEqual([
      'Tell applicants',
      'Keep the logs',
    ]);
  });

  it('waits while something that the rules look at is not known', () => {
    const open = facts({ unknowns: [{ questionId: 'data', label: 'Data' }] });

    expect(codeOf(decide(anAssessment('low'), approval, grace, NOW, open))).toBe('unknownsOpen');
  });

  it('is not held up by a claim', () => {
    const claimed = played(anAssessment('high'), [[{ kind: 'claim' }, grace]]);

    expect(codeOf(decide(claimed, { ...approval, version: claimed.version }, lena, NOW, facts()))).toBe('accepted');
  });

  it('counts formal advice of a declaration, too', () => {
    const advised = played(aReview(), [[{ kind: 'advise', stance: 'against', text: 'Better not.' }, dora]]);
    const terms = { ...approval, version: advised.version };

    expect(codeOf(decide(advised, terms, grace, NOW, facts()))).toBe('departureUnexplained');
    expect(codeOf(decide(advised, { ...terms, reason: 'It is needed, and only internal.' }, grace, NOW, facts()))).toBe(
      'accepted',
    );
  });

  it('never comes from one person where it is severe, whatever the policy says', () => {
    const lonely = { ...policy.levels.low, steps: [{ needs: [{ roles: ['governance' as const], approvals: 1 }] }] };
    const broken = facts({ policy: { ...policy, levels: { ...policy.levels, severe: lonely } } });

    expect(codeOf(decide(anAssessment('severe'), approval, grace, NOW, broken))).toBe('onePerson');
  });
});

describe('a policy', () => {
  const withSevere = (steps: string) =>
    `${policyText.slice(0, policyText.indexOf('  # Lasting harm'))}  severe:
    ${steps}
    reviewers: [governance]
    advisers: [data-protection]
    escalateTo: [management]
    dueWorkingDays: 20
    remindWorkingDaysBefore: 5
    validMonths: 6
`;

  it.each([
    [
      'one person could approve what is severe',
      'steps: [{ needs: [{ roles: [legal], approvals: 1 }] }]',
      /one person alone/,
    ],
    [
      'a role stands in two needs',
      'steps: [{ needs: [{ roles: [legal], approvals: 1 }, { roles: [legal, governance], approvals: 1 }] }]',
      /two needs/,
    ],
    [
      'somebody decides and advises',
      'steps: [{ needs: [{ roles: [data-protection], approvals: 2 }] }]',
      /advice is no vote/,
    ],
    [
      'the committee decides twice',
      'steps: [{ needs: [{ roles: [legal], approvals: 1 }] }, { committee: { quorum: 2 } }, { committee: { quorum: 2 } }]',
      /decides once/,
    ],
    ['nobody could reject', 'steps: [{ committee: { quorum: 3 } }]', /nobody could reject/],
    [
      'the committee is one person',
      'steps: [{ needs: [{ roles: [legal], approvals: 1 }] }, { committee: { quorum: 1 } }]',
      /levels\.severe/,
    ],
    [
      'a member of the committee votes alone',
      'steps: [{ needs: [{ roles: [committee], approvals: 2 }] }]',
      /not alone/,
    ],
  ])('is refused when %s', (_fault, steps, words) => {
    expect(() => parseReviewPolicy(withSevere(steps), POLICY_FILE)).toThrow(words);
  });

  it('is taken when two people are needed', () => {
    expect(() =>
      parseReviewPolicy(withSevere('steps: [{ needs: [{ roles: [legal], approvals: 2 }] }]'), POLICY_FILE),
    ).not.toThrow();
  });
});

describe('an override', () => {
  type Step = 'minimal' | 'high' | 'prohibited';
  const on = (computed: Step) => onScale<Step>('law.risk', ['minimal', 'high', 'prohibited'], computed);
  const finding = on('high');
  const decided = (value: Step, more: Partial<Override> = {}) => ({
    override: { finding: 'law.risk', computed: 'high', decided: value, by: 'lena', at: NOW, ...more },
    value,
  });

  it('of any finding counts at once when it is more careful, and once confirmed when it is less', () => {
    expect(finding.isLower('minimal')).toBe(true);
    expect(valueInForce(finding, decided('prohibited'))).toBe('prohibited');
    expect(valueInForce(finding, decided('minimal'))).toBe('high');
    expect(valueInForce(finding, decided('minimal', { confirmedBy: 'ming' }))).toBe('minimal');
    expect(valueInForce(finding, undefined)).toBe('high');
  });

  it('gives way where more care is computed later, and stays where less is', () => {
    const confirmed = decided('minimal', { confirmedBy: 'ming' });

    expect(valueInForce(on('prohibited'), confirmed)).toBe('prohibited');
    expect(valueInForce(on('prohibited'), decided('high'))).toBe('prohibited');
    expect(valueInForce(on('minimal'), decided('prohibited'))).toBe('prohibited');
  });
});

describe('an absence', () => {
  const period = { from: NOW, until: new Date('2027-03-10') };
  const delegation = { id: 'd', absentId: 'grace', delegateId: 'gordon', recordedAt: NOW, ...period };
  const known = { roles: ['governance'] as const, delegate: { ...gordon, erased: false }, own: [], delegates: [] };

  it('is somebody’s who decides, for a colleague who is there', () => {
    const may = (by: Reviewer, changed: object = {}, days = period) => {
      const outcome = mayDelegate(by, days, NOW, { ...known, ...changed });
      return outcome.ok ? 'accepted' : outcome.code;
    };

    expect(may(grace)).toBe('accepted');
    expect(may(aPerson('pat'))).toBe('nothingToDelegate');
    expect(may(gordon)).toBe('yourself');
    expect(may(aPerson('gordon-2', ['governance'], ['gordon']))).toBe('yourself');
    expect(may(grace, { delegate: undefined })).toBe('noSuchColleague');
    expect(may(grace, { delegate: { ...gordon, erased: true } })).toBe('noSuchColleague');
    expect(may(grace, { own: [delegation] })).toBe('alreadyAway');
    expect(may(grace, { delegates: [{ ...delegation, absentId: 'gordon', delegateId: 'x' }] })).toBe('delegateAway');
    expect(may(grace, { own: [{ ...delegation, endedAt: NOW }] })).toBe('accepted');
    expect(may(grace, {}, { from: NOW, until: NOW })).toBe('badPeriod');
    expect(may(grace, {}, { from: NOW, until: new Date('2027-07-01') })).toBe('tooLong');
    expect(may(grace, {}, { from: NOW, until: new Date('never') })).toBe('badPeriod');
  });

  it('holds from its first moment until its end, or until somebody is back', () => {
    expect(isInForce(delegation, NOW)).toBe(true);
    expect(isInForce(delegation, new Date(NOW.getTime() - 1))).toBe(false);
    expect(isInForce(delegation, period.until)).toBe(false);
    expect(isInForce({ ...delegation, endedAt: IN_A_MONTH }, NOW)).toBe(true);
    expect(isInForce({ ...delegation, endedAt: NOW }, NOW)).toBe(false);
  });
});

describe('the buttons of an assessment', () => {
  const actionsOf = (review: Review, by: Reviewer) => {
    const card = reviewCard({
      ...{ review, subject: 'TalentRank', submitter: { name: 'Sam', department: '' }, answers: [], because: [] },
      ...{ unknowns: [], contradictions: [], changes: [], requests: [], similar: [], comments: [] },
      ...{ nameOf: () => undefined, committeeDecides: false },
    });
    return actionsFor(by, review, card.actions ?? [], NOW, facts()).map(({ id }) => id.replace('review.', ''));
  };

  it('are those of the reader whose turn it is', () => {
    const review = played(anAssessment('high'), [[approval, grace]]);

    expect(actionsOf(review, lena)).toContain('approve');
    expect(actionsOf(review, ming)).not.toContain('approve');
    expect(actionsOf(review, ming)).toContain('reject');
    expect(actionsOf(review, grace)).not.toContain('approve');
    expect(actionsOf(review, grace)).not.toContain('recuse');
    expect(actionsOf(review, dora)).toEqual(['comment', 'advise', 'recuse']);
  });

  it('let a second person settle a lower level', () => {
    const review = played(anAssessment('high'), [
      [{ kind: 'setLevel', version: 1, level: 'low', reason: 'It decides nothing at all.' }, grace],
    ]);

    expect(actionsOf(review, grace)).not.toContain('confirmLowering');
    expect(actionsOf(review, lena)).toContain('confirmLowering');
    expect(review.route).toMatchObject({ level: 'high' });
    expect(
      evolve(review, {
        ...{ kind: 'loweringConfirmed', finding: 'impact.level', role: 'legal', by: 'lena', at: NOW },
      }).route,
    ).toMatchObject({
      level: 'low',
    });
  });
});

describe('similar systems', () => {
  const because = (...rules: readonly string[]) => ({
    ...{ because: [], unknowns: [], contradictions: [] },
    impact: {
      ...({ level: 'high', oversight: 'sample-review', rules: { id: 'impact', version: 1 } } as const),
      because: rules.map((rule) => ({ rule, text: rule })),
    },
  });
  const decided = (id: string, ...rules: readonly string[]) => ({
    ...{
      review: { ...anAssessment('high'), reference: id },
      questionnaireId: 'q',
      questionnaireVersion: 1,
      answers: {},
    },
    ...{ derived: because(...rules), decision: { verdict: 'approved' as const, decidedAt: NOW, conditions: [] } },
  });

  it('are those for which most of the same rules spoke', () => {
    const candidates = [decided('REV-1', 'x', 'y'), decided('REV-2', 'a', 'b'), decided('REV-3', 'a', 'b', 'c')];
    const questionnaire = {
      id: 'q',
      version: 1,
      title: 'Q',
      notice: 'Q',
      sections: [],
      screening: [],
      contradictions: [],
    };

    const alike = mostAlike({ derived: because('a', 'b', 'c'), answers: {} }, questionnaire, candidates);

    expect(alike.map(({ review }) => review.reference)).toEqual(['REV-3', 'REV-2']);
  });
});
