import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { classify } from '../../src/law/classify.ts';
import { loadLaw } from '../../src/law/load-law.ts';
import { evolve } from '../../src/reviews/review.ts';
import { type BothPlatforms, openBothPlatforms } from '../support/both-platforms.ts';
import { aDecision, aReview, aSubmission } from '../support/records.ts';
import { workedPairs } from '../unit/law/worked-case.ts';

const worked = workedPairs().flatMap(({ first, second }) => [first, second]);
const RANKING = {
  ...worked.find(({ name }) => name === 'it ranks applicants by their CVs')?.facts,
  roles: ['deployer'],
};
const REASON = 'The provider has shown us the manual.';

describe('the AI Act in Slack and in Teams', { timeout: 120_000 }, () => {
  let both: BothPlatforms;
  beforeAll(async () => {
    both = await openBothPlatforms({ governance: 'slack' });
    for (const name of ['maya', 'tom', 'priya', 'elena'] as const) await both.inSlack(name).says('hello');
    for (const name of ['tom', 'elena', 'priya'] as const) await both.inTeams(name).says('hello');
    const [maya, priya, elena] = await Promise.all((['maya', 'priya', 'elena'] as const).map(both.personInSlack));
    await both.steward.storage.transact(both.steward.app.organisation.id, ({ people }) =>
      people.grant(elena ?? '', 'legal', new Date()),
    );
    await assessed('ASM-1', maya ?? '', priya);
    await assessed('ASM-2', maya ?? '', undefined);
  }, 120_000);
  afterAll(async () => {
    expect(both.steward.errors()).toEqual([]);
    await both.close();
  });

  /** An assessment of TalentRank, approved by somebody or still open. */
  async function assessed(reference: string, owner: string, approver: string | undefined): Promise<void> {
    const law = await loadLaw();
    const now = new Date();
    await both.steward.storage.transact(both.steward.app.organisation.id, async (stores) => {
      const { register, assessments, reviews } = stores;
      const [id, interviewId, reviewId] = [newId(), newId(), newId()];
      const system = { name: 'TalentRank', aliases: [], supplierId: undefined, ownerId: owner } as const;
      const systemId = approver && (await register.createSystem({ ...system, state: 'approved' }, now)).id;
      await assessments.create({
        ...{ id, reference, interviewId, declarationId: undefined, systemId, startedById: owner, startedAt: now },
        ...{ declaredNumber: undefined, follows: undefined },
        standing: { level: 'low', oversight: 'use-policy', rules: [] },
      });
      const begun = aReview(reviewId, owner, reference.replace('ASM', 'REV'));
      const review = { ...begun, route: { kind: 'assessment', level: 'low', assessmentId: id } } as const;
      await reviews.create({ review, interviewId, createdAt: now });
      const submission = aSubmission(reviewId, interviewId, owner);
      const result = classify(RANKING, now, law);
      const rules = { id: 'impact', version: 1 };
      const impact = { level: 'low', oversight: 'use-policy', rules, because: [] } as const;
      const derived = { ...submission.derived, impact, law: { on: '2026-12-02', facts: RANKING, result } };
      await reviews.addSubmission({ ...submission, derived });
      if (!approver) return;
      await reviews.addDecision(aDecision(submission, approver), 'shown');
      const until = new Date(now.getTime() + 86_400_000 * 300);
      const dates = { validUntil: until, nextReviewAt: until, policyVersion: 1, submissionNumber: 1 };
      const approved = { kind: 'approved', by: approver, at: now, role: 'governance', ...dates } as const;
      await reviews.save(evolve(review, approved), review.version, now);
    });
  }

  it('is told of a registered system in Slack, also by /aims, with how it comes to it', async () => {
    const tom = both.inSlack('tom');
    await tom.says('What does the AI Act say about TalentRank?');
    const told = await tom.reads(/AIS-1 · TalentRank: EU AI Act/);
    expect(told).toMatch(/High-risk[\s\S]*Annex III point 4\(a\)/);
    expect(told).toMatch(/as deployer[\s\S]*Art\. 26\(1\)/);
    await tom.clicks('Show how');
    await tom.sees(/By the rules, from the answers of ASM-1[\s\S]*Annex III point 4\(a\)/);
    await tom.says('law AIS-99');
    await tom.sees(/AIS-99 is not in the register/);
  });

  it('is told of a registered system in Teams', async () => {
    const tom = both.inTeams('tom');
    await tom.says('law AIS-1');
    expect(tom.reads(/AIS-1 · TalentRank: EU AI Act/)).toMatch(/as deployer[\s\S]*Art\. 26\(1\)/);
    await tom.clicks('All duties');
    tom.sees(/duties under the AI Act[\s\S]*Art\. 26\(12\)/);
  });

  it('is decided on by legal in Teams, and confirmed by governance in Slack', async () => {
    const [elena, priya] = [both.inTeams('elena'), both.inSlack('priya')];
    await elena.says('REV-2');
    await elena.clicks('Decide on the AI Act');
    await elena.fills({ 'High-risk': 'No', Why: REASON }, 'Decide');
    await priya.says('REV-2');
    await priya.clicks('Confirm: high-risk');
    await priya.reads(/High-risk[\s\S]*No[\s\S]*decided by Elena[\s\S]*confirmed by Priya/);
  });
});
