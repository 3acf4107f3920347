import { describe, expect, it } from 'vitest';
import {
  type ControlImplementation,
  daysLate,
  implement,
  isOverdue,
  reminderFor,
} from '../../../src/risks/implementation.ts';
import { CRITERIA, manager, NOW, person, REASON } from './builders.ts';

const owner = person('riskOwner');
const governance = person('gov', ['governance']);

function aPlan(change: Partial<ControlImplementation> = {}): ControlImplementation {
  const plan: ControlImplementation = {
    ...{ id: 'plan-1', assessmentId: 'assessment-1', controlId: 'A.7.4', ownerId: 'riskOwner' },
    ...{ dueOn: '2027-03-10', risks: ['RSK-1'], version: 1, state: 'planned' },
  };
  return Object.assign(plan, change);
}
const outcomeOf = (
  ...[plan, command, by]: readonly [ControlImplementation, Parameters<typeof implement>[1], typeof owner]
) => {
  const outcome = implement(plan, command, by, NOW, CRITERIA);
  return outcome.ok ? outcome.value.state : outcome.code;
};

describe('putting a control into practice', () => {
  it('is said by its owner and the governance team only', () => {
    expect(outcomeOf(aPlan(), { kind: 'begin' }, owner)).toBe('underWay');
    expect(outcomeOf(aPlan(), { kind: 'begin' }, governance)).toBe('underWay');
    expect(outcomeOf(aPlan(), { kind: 'begin' }, manager)).toBe('notAllowed');
    expect(outcomeOf(aPlan({ state: 'underWay' }), { kind: 'begin' }, owner)).toBe('unchanged');
  });

  it('is done with evidence only', () => {
    for (const evidence of ['', 'done', 'http://example.com/x', 'javascript:alert(1)'])
      expect(outcomeOf(aPlan(), { kind: 'finish', evidence }, owner)).toBe('noEvidence');
    expect(outcomeOf(aPlan(), { kind: 'finish', evidence: 'https://example.com/report' }, owner)).toBe('done');
  });

  it('ends without being done by a reason of somebody other than its owner', () => {
    expect(outcomeOf(aPlan(), { kind: 'drop', reason: REASON }, owner)).toBe('droppedByOthers');
    expect(outcomeOf(aPlan(), { kind: 'drop', reason: 'no' }, governance)).toBe('reasonMissing');
    expect(outcomeOf(aPlan(), { kind: 'drop', reason: REASON }, governance)).toBe('notApplicable');
    const ownerAsGovernance = person('other', ['governance'], ['riskOwner']);
    expect(outcomeOf(aPlan(), { kind: 'drop', reason: REASON }, ownerAsGovernance)).toBe('droppedByOthers');
  });
});

describe('reminding of a control', () => {
  const on = (day: string) => new Date(`${day}T07:00:00Z`);

  it('counts the day on which it is due as in time', () => {
    expect(isOverdue(aPlan(), new Date('2027-03-10T23:00:00Z'))).toBe(false);
    expect(isOverdue(aPlan(), on('2027-03-11'))).toBe(true);
    expect(daysLate(aPlan(), on('2027-03-11'))).toBe(1);
    expect(daysLate(aPlan(), on('2027-03-12'))).toBe(2);
  });

  it('comes a week before, after the day, every week, and then to governance, each once', () => {
    let plan = aPlan();
    const reminders: string[] = [];
    for (let day = 1; day <= 31; day += 1) {
      const now = on(`2027-03-${String(day).padStart(2, '0')}`);
      const reminder = reminderFor(plan, CRITERIA, now);
      if (reminder === 'none') continue;
      reminders.push(`${day} ${reminder}`);
      plan = { ...plan, remindedAt: now };
    }

    expect(reminders).toEqual(['4 owner', '11 owner', '18 owner', '25 escalate']);
  });

  it('comes on the next day that it can, when none ran on the very day', () => {
    expect(reminderFor(aPlan(), CRITERIA, on('2027-03-08'))).toBe('owner');
    expect(reminderFor(aPlan({ remindedAt: on('2027-03-08') }), CRITERIA, on('2027-03-09'))).toBe('none');
  });

  it('does not come for what is done or applies no more', () => {
    const done = { state: 'done', evidence: 'https://example.com', doneById: 'riskOwner', doneAt: NOW } as const;
    expect(reminderFor(aPlan(done), CRITERIA, on('2027-06-01'))).toBe('none');
    const dropped = { state: 'notApplicable', reason: REASON, saidById: 'gov', saidAt: NOW } as const;
    expect(reminderFor(aPlan(dropped), CRITERIA, on('2027-06-01'))).toBe('none');
  });
});
