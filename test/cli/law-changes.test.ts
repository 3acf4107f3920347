import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { classify } from '../../src/law/classify.ts';
import type { Facts } from '../../src/law/facts.ts';
import { loadLaw } from '../../src/law/load-law.ts';
import { watchLaw } from '../../src/reviews/law-watch.ts';
import { evolve } from '../../src/reviews/review.ts';
import { aDecision, aReview, aSubmission } from '../support/records.ts';
import { NOW } from '../support/storage.ts';
import { openTerminal, type Terminal } from './terminal.ts';

const MARKED: Facts = {
  'ai-system': true,
  roles: ['provider', 'deployer'],
  'eu-link': ['established-in-eu'],
  exclusions: [],
  'open-source': false,
  'practice-signals': [],
  'transparency-functions': ['synthetic-content'],
  'on-market-since': 'before-2026-08-02',
};

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal();
});
afterAll(() => terminal.close());

describe('aims law changes', () => {
  it('names the approved systems that a day touches, and no other', async () => {
    await assessed('ASM-1', MARKED);
    await assessed('ASM-2', { ...MARKED, 'transparency-functions': [] });
    await assessed('ASM-3', MARKED, 'undecided');

    const december = ['--from', '2026-12-01', '--to', '2026-12-02'];
    expect(await terminal.json('law', 'changes', ...december, '--json')).toMatchObject({
      looked: 2,
      touched: [
        { reference: 'ASM-1', begins: expect.arrayContaining([expect.objectContaining({ article: 'Art. 50(2)' })]) },
      ],
    });
    expect((await terminal.run('law', 'changes', ...december)).stdout).toMatch(/^1 of 2 assessed systems/);
    expect((await terminal.run('law', 'changes', '--from', '2026-12-02', '--to', '2026-12-03')).stdout).toMatch(
      /^0 of 2/,
    );
  });

  it('tells without days whom changes have touched so far, as the governance team was told', async () => {
    expect((await terminal.run('law', 'changes')).stdout).toBe('Nothing was computed again so far.\n');
    const law = await loadLaw();
    const day = new Date('2026-12-02T06:45:00Z');
    const watched = await terminal.inDemonstration((stores) => watchLaw(stores, law, undefined, day, newId));
    expect(watched).toEqual({ kind: 'completed', touched: 2 });

    const { stdout } = await terminal.run('law', 'changes');

    expect(stdout).toMatch(
      /^2026-12-02 [^\n]*: 2 of 3 assessed systems are touched\n {2}ASM-1 [^\n]*begins perhaps: Art\. 50\(2\)/,
    );
    expect(await terminal.json('law', 'changes', '--json')).toMatchObject([{ looked: 3, touched: 2 }]);
  });

  it('asks for both days, as days of the calendar', async () => {
    expect(await terminal.run('law', 'changes', '--from', '2026-12-01')).toMatchObject({ exitCode: 2 });
    expect(await terminal.run('law', 'changes', '--from', '1.12.2026', '--to', '2026-12-02')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('A day is written as 2026-12-02'),
    });
  });
});

/** An assessment with what the Act made of it, approved unless it says otherwise. */
async function assessed(
  reference: string,
  facts: Facts,
  decided: 'approved' | 'undecided' = 'approved',
): Promise<void> {
  const law = await loadLaw();
  await terminal.inDemonstration(async ({ assessments, reviews, people }) => {
    const [maya, priya] = await people.list();
    if (!maya || !priya) throw new Error('The demonstration has too few people');
    const [id, interviewId, reviewId] = [newId(), newId(), newId()];
    const standing = { level: 'low', oversight: 'use-policy', rules: [] } as const;
    await assessments.create({
      ...{
        id,
        reference,
        interviewId,
        declarationId: undefined,
        declaredNumber: undefined,
        follows: undefined,
        systemId: undefined,
        startedById: maya.id,
      },
      ...{ standing, startedAt: NOW },
    });
    const begun = aReview(reviewId, maya.id, reference.replace('ASM', 'REV'));
    const review = { ...begun, route: { kind: 'assessment', level: 'low', assessmentId: id } } as const;
    await reviews.create({ review, interviewId, createdAt: NOW });
    const submission = aSubmission(reviewId, interviewId, maya.id);
    const finding = { on: '2026-11-25', facts, result: classify(facts, new Date('2026-11-25'), law) };
    await reviews.addSubmission({ ...submission, derived: { ...submission.derived, law: finding } });
    if (decided === 'undecided') return;
    await reviews.addDecision(aDecision(submission, priya.id), 'shown');
    const approval = { validUntil: NOW, nextReviewAt: NOW, policyVersion: 1, submissionNumber: 1 };
    const approved = evolve(review, { kind: 'approved', by: priya.id, at: NOW, role: 'governance', ...approval });
    await reviews.save(approved, review.version, NOW);
  });
}
