import { describe, expect, it } from 'vitest';
import type { Lane } from '../../../src/interviews/screening.ts';
import { dueDate, latestValidity, parseReviewPolicy, reminderDate } from '../../../src/reviews/policy.ts';
import { POLICY_FILE, policy, policyText } from './builders.ts';

const inLane = (lane: Lane) => ({ kind: 'declaration', lane }) as const;

describe('the review policy', () => {
  it.each([
    ['Monday', '2027-03-01T10:00:00Z', '2027-03-08T10:00:00.000Z'],
    ['Friday', '2027-03-05T23:30:00Z', '2027-03-12T23:30:00.000Z'],
    ['Saturday', '2027-03-06T08:00:00Z', '2027-03-12T08:00:00.000Z'],
    ['Sunday', '2027-03-07T08:00:00Z', '2027-03-12T08:00:00.000Z'],
  ])('counts five working days of the light lane from a %s', (_day, submitted, due) => {
    expect(dueDate(policy, inLane('light'), new Date(submitted)).toISOString()).toBe(due);
  });

  it('gives each lane its own service level', () => {
    const monday = new Date('2027-03-01T10:00:00Z');

    const days = (['catalogue', 'light', 'full', 'stop'] as const).map((lane) =>
      dueDate(policy, inLane(lane), monday).toISOString().slice(0, 10),
    );

    expect(days).toEqual(['2027-03-03', '2027-03-08', '2027-03-15', '2027-03-03']);
  });

  it('reminds on a working day before the due date', () => {
    expect(reminderDate(policy, inLane('light'), new Date('2027-03-08T10:00:00Z')).toISOString()).toBe(
      '2027-03-04T10:00:00.000Z',
    );
  });

  it('ends a validity on the last day of a shorter month', () => {
    expect(latestValidity(policy, inLane('stop'), new Date('2027-08-31T10:00:00Z')).toISOString()).toBe(
      '2028-02-29T10:00:00.000Z',
    );
    expect(latestValidity(policy, inLane('light'), new Date('2028-02-29T10:00:00Z')).toISOString()).toBe(
      '2029-02-28T10:00:00.000Z',
    );
  });

  it('lets nobody but legal decide in the stop lane', () => {
    expect(policy.lanes.stop.deciders).toEqual(['legal']);
  });

  it('names file, line and place of every fault', () => {
    const broken = policyText
      .replace('deciders: [legal]', 'deciders: [boss]')
      .replace('validMonths: 6', 'validMonths: never');

    const read = () => parseReviewPolicy(broken, POLICY_FILE);

    const line = (text: string) => broken.split('\n').findIndex((words) => words.includes(text)) + 1;
    expect(read).toThrow(`${POLICY_FILE}:${line('[boss]')}: lanes.stop.deciders.0: `);
    expect(read).toThrow(`${POLICY_FILE}:${line('validMonths: never')}: lanes.stop.validMonths: `);
  });

  it('refuses a reminder that would come before the submission', () => {
    const broken = policyText.replace('remindWorkingDaysBefore: 3', 'remindWorkingDaysBefore: 10');

    expect(() => parseReviewPolicy(broken, POLICY_FILE)).toThrow('lanes.full.remindWorkingDaysBefore');
  });

  it('names the line of broken YAML', () => {
    expect(() => parseReviewPolicy('id: x\nlanes: [', 'policy.yaml')).toThrow(/^policy\.yaml:2: /);
  });

  it('refuses a lane that is left out', () => {
    const withoutStop = policyText.slice(0, policyText.indexOf('  # A sign of a practice'));

    expect(() => parseReviewPolicy(withoutStop, POLICY_FILE)).toThrow('lanes.stop');
  });
});
