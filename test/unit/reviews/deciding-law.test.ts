import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/law/classify.ts';
import type { Facts } from '../../../src/law/facts.ts';
import { loadLaw } from '../../../src/law/load-law.ts';
import type { Reviewer } from '../../../src/reviews/authority.ts';
import type { ReviewCommand, ReviewFacts, ReviewOutcome } from '../../../src/reviews/command.ts';
import { decide } from '../../../src/reviews/decide.ts';
import { lawStanding } from '../../../src/reviews/law-standing.ts';
import { evolve, type Review } from '../../../src/reviews/review.ts';
import { workedPairs } from '../law/worked-case.ts';
import { aPerson, approval, aReview, codeOf, eventsOf, facts, grace, lena, NOW } from './builders.ts';

const law = await loadLaw();
const REASON = 'Legal has read the contract and the manual.';
const lars = aPerson('lars', ['legal']);
const ming = aPerson('ming', ['management']);
const cases = workedPairs().flatMap(({ first, second }) => [first, second]);
const RANKING = factsOf('it ranks applicants by their CVs');
const EMOTIONS = cases.find(({ expect: { prohibited } }) => prohibited.includes('Art. 5(1)(f)'))?.facts ?? {};
const OPEN: Facts = { 'ai-system': true, roles: ['deployer'], 'eu-link': ['established-in-eu'], exclusions: [] };

function factsOf(name: string): Facts {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`No case is named ${name}`);
  return found.facts;
}

/** An assessment with this finding, played on: each command on the card as it is then. */
class Assessed {
  review: Review = {
    ...aReview({ route: { kind: 'assessment', level: 'low', assessmentId: 'assessment-1' } }),
    contributorIds: ['ada'],
  };
  facts: Facts;
  readonly more: Partial<ReviewFacts>;

  constructor(known: Facts, more: Partial<ReviewFacts> = {}) {
    this.facts = known;
    this.more = more;
  }

  known(): ReviewFacts {
    const finding = { on: '2027-03-01', facts: this.facts, result: classify(this.facts, NOW, law) };
    return facts({ law: lawStanding(finding, this.review.progress, law), ...this.more });
  }

  standing(facet: string) {
    return this.known().law?.facets.find((one) => one.facet === facet);
  }

  tries(by: Reviewer, command: ReviewCommand): ReviewOutcome {
    const seen = 'version' in command ? { ...command, version: this.review.version } : command;
    return decide(this.review, seen, by, NOW, this.known());
  }

  does(by: Reviewer, command: ReviewCommand): readonly string[] {
    const events = eventsOf(this.tries(by, command));
    this.review = events.reduce(evolve, this.review);
    return events.map((event) => ('finding' in event ? `${event.kind} ${event.finding}` : event.kind));
  }
}

const says = (values: object): ReviewCommand => ({ kind: 'decideLaw', version: 1, values, reason: REASON });
const confirms = (facet: string): ReviewCommand => ({ kind: 'confirmLowering', version: 1, finding: `law.${facet}` });
const declines = (facet: string): ReviewCommand => ({
  ...{ kind: 'declineLowering', version: 1, finding: `law.${facet}`, reason: REASON },
});

describe('what the AI Act makes of a system', () => {
  it('is confirmed by legal at once, each facet with both values', () => {
    const assessed = new Assessed(RANKING);
    const computed = assessed.standing('highRisk')?.computed ?? '';

    expect(assessed.does(lena, says({ highRisk: computed, prohibited: 'none' }))).toEqual([
      'findingDecided law.prohibited',
      'findingDecided law.highRisk',
    ]);
    expect(assessed.standing('highRisk')).toMatchObject({
      ...{ computed, inForce: computed, isUndecided: false },
      decided: { by: 'lena', computed, decided: computed },
    });
    expect(codeOf(assessed.tries(lena, says({ highRisk: computed })))).toBe('nothingDecided');
  });

  it('is raised at once, and the duties with it', () => {
    const assessed = new Assessed(factsOf('it finds a free slot in calendars'));
    const duties = () => assessed.known().law?.result.obligations.map(({ article }) => article);
    expect(duties()).not.toContain('Art. 26(2)');

    expect(assessed.does(lena, says({ highRisk: 'yes iii-4a' }))).toEqual(['findingDecided law.highRisk']);

    expect(assessed.standing('highRisk')).toMatchObject({ computed: 'no', inForce: 'yes iii-4a' });
    expect(duties()).toContain('Art. 26(2)');
  });

  it('is lowered only once a second person has confirmed it: legal or governance, never the same', () => {
    const assessed = new Assessed(RANKING);
    const computed = assessed.standing('highRisk')?.computed;

    expect(assessed.does(lena, says({ highRisk: 'no' }))).toEqual(['loweringProposed law.highRisk']);
    expect(assessed.standing('highRisk')).toMatchObject({ inForce: computed, isUndecided: true });
    expect(codeOf(assessed.tries(grace, { ...approval, version: 1 }))).toBe('loweringOpen');
    expect(codeOf(assessed.tries(lena, confirms('highRisk')))).toBe('samePerson');
    expect(codeOf(assessed.tries(ming, confirms('highRisk')))).toBe('notAllowed');
    expect(codeOf(assessed.tries(grace, confirms('roles')))).toBe('nothingProposed');
    expect(codeOf(assessed.tries(lars, says({ highRisk: 'yes iii-4a' })))).toBe('loweringOpen');

    assessed.does(grace, confirms('highRisk'));
    expect(assessed.standing('highRisk')).toMatchObject({
      ...{ computed, inForce: 'no', isUndecided: false },
      decided: { by: 'lena', confirmedBy: 'grace', decided: 'no' },
    });
    expect(codeOf(assessed.tries(grace, approval))).toBe('accepted');
  });

  it('stays as computed when the lower value is declined, or taken back', () => {
    for (const by of [grace, lars, lena]) {
      const assessed = new Assessed(RANKING);
      assessed.does(lena, says({ highRisk: 'no' }));
      assessed.does(by, declines('highRisk'));
      expect(assessed.standing('highRisk')).toMatchObject({ isUndecided: true, proposed: undefined });
    }
  });

  it('is decided by legal alone, and by nobody on what is theirs', () => {
    const refused = (by: Reviewer, more: Partial<ReviewFacts> = {}) =>
      codeOf(new Assessed(RANKING, more).tries(by, says({ prohibited: 'none' })));

    expect(refused(grace)).toBe('notAllowed');
    expect(refused(ming)).toBe('notAllowed');
    expect(refused(aPerson('olga', ['legal']))).toBe('ownSubmission');
    expect(refused(aPerson('sam', ['legal']))).toBe('ownSubmission');
    expect(refused(aPerson('other-account', ['legal'], ['olga']))).toBe('ownSubmission');
    expect(refused(aPerson('ada', ['legal']))).toBe('contributor');
    expect(refused(lena, { law: undefined })).toBe('noLaw');
    expect(refused(lena)).toBe('accepted');
    const lowered = new Assessed(RANKING);
    lowered.does(lena, says({ highRisk: 'no' }));
    expect(codeOf(lowered.tries(aPerson('ada', ['governance']), confirms('highRisk')))).toBe('contributor');
  });

  it('takes a reason, and values that hold together', () => {
    const refused = (values: object, reason = REASON) =>
      codeOf(new Assessed(RANKING).tries(lena, { kind: 'decideLaw', version: 1, values, reason }));

    expect(refused({ prohibited: 'none' }, 'Fine.')).toBe('reasonMissing');
    expect(refused({ highRisk: 'yes' })).toBe('lawImpossible');
    expect(refused({ highRisk: 'presumed annex-i-a' })).toBe('lawImpossible');
    expect(refused({ roles: 'emperor' })).toBe('lawImpossible');
    expect(refused({ highRisk: 'undetermined' })).toBe('nothingDecided');
    expect(refused({})).toBe('nothingDecided');
  });

  it('does not change under the votes, but can still be confirmed', () => {
    const assessed = new Assessed(RANKING);
    assessed.review = { ...assessed.review, route: { kind: 'assessment', level: 'high', assessmentId: 'a' } };
    assessed.does(grace, approval);
    const computed = assessed.standing('highRisk')?.computed;

    expect(codeOf(assessed.tries(lena, says({ highRisk: 'no' })))).toBe('votesGiven');
    expect(codeOf(assessed.tries(lena, says({ highRisk: computed })))).toBe('accepted');
  });

  it('is still decided on while the approval holds', () => {
    const assessed = new Assessed(RANKING);
    assessed.does(grace, approval);
    expect(assessed.review.state).toBe('approved');

    expect(assessed.does(lena, says({ highRisk: 'no' }))).toEqual(['loweringProposed law.highRisk']);
    assessed.does(lars, confirms('highRisk'));

    expect(assessed.standing('highRisk')).toMatchObject({ inForce: 'no' });
    expect(assessed.review.state).toBe('approved');
  });
});

describe('an approval', () => {
  it('is refused where the Act prohibits the practice, until legal has decided otherwise with a second person', () => {
    const assessed = new Assessed(EMOTIONS);
    expect(codeOf(assessed.tries(grace, approval))).toBe('prohibitedByLaw');

    assessed.does(lena, says({ prohibited: assessed.standing('prohibited')?.computed }));
    expect(codeOf(assessed.tries(grace, approval))).toBe('prohibitedByLaw');

    assessed.does(lena, says({ prohibited: 'none' }));
    expect(codeOf(assessed.tries(grace, approval))).toBe('loweringOpen');
    assessed.does(lars, confirms('prohibited'));
    expect(assessed.standing('prohibited')).toMatchObject({ inForce: 'none' });
    expect(codeOf(assessed.tries(grace, approval))).toBe('accepted');
  });

  it('is refused while scope, prohibition or class are open, until legal has decided on them', () => {
    const assessed = new Assessed(OPEN);
    const refused = assessed.tries(grace, approval);
    expect(refused).toMatchObject({ code: 'lawOpen', message: expect.stringContaining('whether it is high-risk') });

    expect(assessed.does(lena, says({ outOfScope: 'covered', highRisk: 'presumed iii-4a' }))).toEqual([
      'findingDecided law.outOfScope',
      'findingDecided law.highRisk',
    ]);
    expect(codeOf(assessed.tries(grace, approval))).toBe('lawOpen');
    expect(assessed.does(lena, says({ prohibited: 'none' }))).toEqual(['loweringProposed law.prohibited']);
    assessed.does(grace, confirms('prohibited'));

    expect(codeOf(assessed.tries(grace, approval))).toBe('accepted');
  });
});

describe('a finding that is computed anew', () => {
  it('counts where it asks for more care than what was decided, and is to be decided again', () => {
    const assessed = new Assessed(RANKING);
    assessed.does(lena, says({ highRisk: 'no', prohibited: 'none' }));
    assessed.does(grace, confirms('highRisk'));
    expect(assessed.standing('highRisk')).toMatchObject({ inForce: 'no' });

    assessed.facts = {
      ...RANKING,
      'annex-iii-areas': ['employment', 'essential-services'],
      'services-use': ['credit'],
      'fraud-detection-only': false,
    };

    expect(assessed.standing('highRisk')).toMatchObject({
      ...{ isUndecided: true, inForce: expect.stringContaining('iii-5b'), decided: { decided: 'no' } },
    });
    expect(assessed.standing('prohibited')).toMatchObject({ isUndecided: false });
    assessed.does(lena, says({ highRisk: 'no' }));
    expect(assessed.standing('highRisk')?.proposed).toMatchObject({ decided: 'no' });
  });

  it('cannot be lowered by a word on what was computed before', () => {
    const assessed = new Assessed(RANKING);
    assessed.does(lena, says({ highRisk: 'no' }));

    assessed.facts = {
      ...RANKING,
      'annex-iii-areas': ['employment', 'essential-services'],
      'services-use': ['credit'],
      'fraud-detection-only': false,
    };

    expect(codeOf(assessed.tries(grace, confirms('highRisk')))).toBe('computedAnew');
    assessed.does(grace, declines('highRisk'));
  });
});
