import { describe, expect, it } from 'vitest';
import { loadKnowledgeBase } from '../../../src/composition/knowledge-base.ts';
import { askedAtInterval } from '../../../src/impact/assess-again.ts';
import { daysUntil, endOfReminding, isOverdue, isSoon, reachedLead } from '../../../src/impact/next-review.ts';
import { countingAnswers } from '../../../src/interviews/conditions.ts';
import { impactRules, questionnaire, systemNamed } from './shipped-rules.ts';
import { answered } from './small-rules.ts';

const DUE = new Date('2027-03-01T00:00:00Z');
const at = (moment: string) => new Date(moment);

describe('the day of a next review', () => {
  it.each([
    ['2027-02-28T23:59:59Z', 1],
    ['2027-03-01T00:00:00Z', 0],
    ['2027-03-01T23:59:59Z', 0],
    ['2027-03-02T00:00:00Z', -1],
    // Still the first of March in New York.
    ['2027-03-01T23:30:00-05:00', -1],
  ])('is counted in whole days of UTC: at %s', (now, days) => {
    expect(daysUntil(DUE, at(now))).toBe(days);
  });

  it('has passed once it is over, or once the approval has ended', () => {
    expect(isOverdue({ dueAt: DUE, hasLapsed: false }, at('2027-03-01T20:00:00Z'))).toBe(false);
    expect(isOverdue({ dueAt: DUE, hasLapsed: false }, at('2027-03-02T00:00:00Z'))).toBe(true);
    expect(isOverdue({ dueAt: DUE, hasLapsed: true }, at('2027-03-01T00:15:00Z'))).toBe(true);
  });
});

describe('who is reminded of a next review', () => {
  it.each([
    ['2027-01-29T07:20:00Z', undefined],
    ['2027-01-30T07:20:00Z', { daysBefore: 30, escalates: false }],
    ['2027-02-21T07:20:00Z', { daysBefore: 30, escalates: false }],
    ['2027-02-22T07:20:00Z', { daysBefore: 7, escalates: false }],
    ['2027-03-01T07:20:00Z', { daysBefore: 0, escalates: false }],
    ['2027-03-07T07:20:00Z', { daysBefore: 0, escalates: false }],
    ['2027-03-08T07:20:00Z', { daysBefore: -7, escalates: true }],
    ['2028-03-08T07:20:00Z', { daysBefore: -7, escalates: true }],
  ])('at %s is said by the last lead that was reached', (now, lead) => {
    expect(reachedLead(DUE, at(now))).toEqual(lead);
  });

  it.each(['2027-01-29T23:59:59Z', '2027-01-30T00:00:00Z'])('is looked for as early as it is shown: %s', (now) => {
    expect(DUE < endOfReminding(at(now))).toBe(isSoon({ dueAt: DUE }, at(now)));
  });
});

describe('what is asked again at planned intervals', async () => {
  const { carryOver } = await loadKnowledgeBase();
  const options = { rules: impactRules, askedAtInterval: carryOver.atInterval };
  const ask = (file: string) => {
    const answers = countingAnswers(questionnaire, answered(systemNamed(file).answers));
    return askedAtInterval(questionnaire, answers, options, 'ASM-1');
  };

  it('is what the level rests on, and how it has been running', () => {
    const asked = new Map(ask('cv-ranking').map(({ questionId, remark }) => [questionId, remark]));

    expect(asked.get('decisions')).toBe('The level of ASM-1 rests on it. Is this still right?');
    expect(asked.get('performance')).toBe('This was approved with ASM-1. Is it still so?');
    expect(asked.has('intendedUse')).toBe(false);
  });

  it('is little where little can happen, and never nothing', () => {
    const [little, much] = [ask('drafting-assistant').length, ask('cv-ranking').length];

    expect(little).toBeGreaterThan(2);
    expect(little).toBeLessThan(much);
    expect(much).toBeLessThan(30);
  });
});
