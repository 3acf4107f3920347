import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/risks/decide.ts';
import { evolve } from '../../../src/risks/risk.ts';
import {
  aContext,
  aKeptRisk,
  aRisk,
  aTreatment,
  coAuthor,
  codeOf,
  manager,
  NOW,
  owner,
  person,
  played,
  REASON,
  riskOwner,
} from './builders.ts';

const proposed = aRisk();
const { description } = proposed;
const treating = {
  kind: 'treat',
  treatment: 'modify',
  what: 'Test the ranking for bias every quarter',
  controls: ['A.7.4'],
  ownerId: 'riskOwner',
  dueOn: '2027-06-01',
  residual: { likelihood: 'possible' },
  reason: '',
} as const;

describe('a risk', () => {
  it.each([owner, coAuthor, riskOwner])('is taken over by whoever writes the assessment or owns it', (who) => {
    expect(codeOf(proposed, { kind: 'takeOver' }, who)).toBe('takenOver');
  });

  it('is nobody else’s to change, whatever role they hold', () => {
    const others = [person('else'), person('gov', ['governance']), manager];
    for (const who of others) {
      expect(codeOf(proposed, { kind: 'takeOver' }, who)).toBe('notAllowed');
      expect(codeOf(proposed, { kind: 'dismiss', reason: REASON }, who)).toBe('notAllowed');
      expect(codeOf(aKeptRisk(), treating, who)).toBe('notAllowed');
    }
  });

  it('is changed under another account of the same person', () => {
    expect(codeOf(proposed, { kind: 'takeOver' }, person('elsewhere', [], ['owner']))).toBe('takenOver');
  });

  it('stays as it is once the assessment is submitted', () => {
    for (const state of ['submitted', 'approved'] as const)
      expect(codeOf(aKeptRisk(), treating, owner, aContext({ state }))).toBe('frozen');
    expect(codeOf(aKeptRisk(), treating, owner, aContext({ state: 'ended' }))).toBe('ended');
  });

  it('is not changed by a card that is behind', () => {
    const outcome = decide(proposed, { kind: 'takeOver', version: 0 }, owner, NOW, aContext());
    expect(outcome).toMatchObject({ ok: false, code: 'stale' });
  });

  it('is dismissed with a reason only, and can be taken back', () => {
    expect(codeOf(proposed, { kind: 'dismiss', reason: ' no ' }, owner)).toBe('reasonMissing');
    const dismissed = played(proposed, [[{ kind: 'dismiss', reason: REASON }, owner]]);
    expect(dismissed.state).toBe('dismissed');
    expect(codeOf(dismissed, { kind: 'dismiss', reason: REASON }, owner)).toBe('alreadyDismissed');
    expect(played(dismissed, [[{ kind: 'restore' }, owner]]).state).toBe('kept');
  });

  it('rates lower than the rule only with a reason, and keeps both', () => {
    const lower = {
      kind: 'change',
      description: { ...description, likelihood: 'rare' },
      ownerId: 'owner',
      reason: '',
    } as const;
    expect(codeOf(proposed, lower, owner)).toBe('lowerNeedsReason');
    const changed = played(proposed, [[{ ...lower, reason: REASON }, owner]]);
    expect(changed).toMatchObject({
      loweredBecause: REASON,
      description: { likelihood: 'rare' },
      proposed: { likelihood: 'likely' },
    });
    const higher = { ...lower, description: { ...description, severity: 'critical' } } as const;
    expect(played(changed, [[higher, owner]])).not.toHaveProperty('loweredBecause');
  });

  it('has an owner who exists, and words', () => {
    const change = { kind: 'change', description, ownerId: 'nobody', reason: '' } as const;
    expect(codeOf(proposed, change, owner)).toBe('noSuchOwner');
    const wordless = { ...change, ownerId: 'owner', description: { ...description, cause: ' ' } };
    expect(codeOf(proposed, wordless, owner)).toBe('textMissing');
  });
});

describe('a treatment', () => {
  const kept = aKeptRisk();

  it.each([
    ['modify without a control', { controls: [] }, 'controlMissing'],
    ['share without a control', { treatment: 'share', controls: [] }, 'controlMissing'],
    ['a control that does not exist', { controls: ['A.6.2.1'] }, 'noSuchControl'],
    ['avoid without what is not done', { treatment: 'avoid', controls: [], what: 'no' }, 'whatMissing'],
    ['an owner who does not exist', { ownerId: 'nobody' }, 'noSuchOwner'],
    ['a day in the past', { dueOn: '2027-02-28' }, 'dueInPast'],
    ['retain that makes it smaller', { treatment: 'retain', controls: [] }, 'retainChangesNothing'],
    ['more than there was, without a reason', { residual: { severity: 'critical' } }, 'raiseNeedsReason'],
    ['more than there was, with a reason', { residual: { severity: 'critical' }, reason: REASON }, 'treated'],
    ['avoid without a control', { treatment: 'avoid', controls: [] }, 'treated'],
    ['retain as it is', { treatment: 'retain', controls: [], residual: {} }, 'treated'],
    ['a control of our own', { controls: ['OC-1'] }, 'treated'],
  ] as const)('that is %s ends as %s', (_, change, code) => {
    expect(codeOf(kept, { ...treating, ...change }, riskOwner)).toBe(code);
  });

  it('waits until the risk was taken over', () => {
    expect(codeOf(proposed, treating, owner)).toBe('notKept');
  });
});

describe('accepting what remains', () => {
  const treated = aKeptRisk({});
  const asking = { kind: 'askAcceptance', manager } as const;
  const asked = played(treated, [[asking, owner]]);

  it('is asked of a manager, where the criteria want it', () => {
    expect(asked).toMatchObject({ acceptance: { kind: 'asked', managerId: 'manager', askedById: 'owner' } });
    const small = aKeptRisk({ residual: { likelihood: 'rare', severity: 'serious' } });
    expect(codeOf(small, asking, owner)).toBe('noAcceptanceNeeded');
    const large = aKeptRisk({ residual: { likelihood: 'likely', severity: 'critical' } });
    expect(codeOf(large, asking, owner)).toBe('mayNotRemain');
    expect(codeOf(aKeptRisk(), asking, owner)).toBe('notTreated');
  });

  it('is asked of nobody without the role, and of nobody whose risk it is', () => {
    const ask = (who: typeof manager) => codeOf(treated, { kind: 'askAcceptance', manager: who }, owner);
    expect(ask(person('else', ['governance', 'legal', 'auditor']))).toBe('notAManager');
    for (const id of ['owner', 'coAuthor', 'riskOwner']) expect(ask(person(id, ['management']))).toBe('ownRisk');
    expect(ask(person('elsewhere', ['management'], ['riskOwner']))).toBe('ownRisk');
  });

  it('needs acceptance even of a medium risk that is retained', () => {
    const medium = { likelihood: 'possible', severity: 'serious' } as const;
    const change = { description: { ...description, ...medium } };
    const retained = aKeptRisk({ kind: 'retain', controls: [], residual: medium }, change);
    expect(codeOf(retained, asking, owner)).toBe('acceptanceAsked');
    const modified = aKeptRisk({ residual: medium }, change);
    expect(codeOf(modified, asking, owner)).toBe('noAcceptanceNeeded');
  });

  it('is for the manager who was asked, with a reason, before or after the submission', () => {
    const accepting = { kind: 'accept', reason: REASON } as const;
    for (const state of ['draft', 'submitted'] as const)
      expect(codeOf(asked, accepting, manager, aContext({ state }))).toBe('accepted');
    expect(codeOf(asked, accepting, manager, aContext({ state: 'approved' }))).toBe('frozen');
    expect(codeOf(asked, accepting, person('other', ['management']))).toBe('notDesignated');
    expect(codeOf(asked, accepting, person('manager', ['governance']))).toBe('notAManager');
    expect(codeOf(asked, { kind: 'accept', reason: 'ok' }, manager)).toBe('reasonMissing');
    expect(codeOf(treated, accepting, manager)).toBe('notDesignated');
  });

  it('is refused to a manager who has come to own it, or is found to be the same person', () => {
    const accepting = { kind: 'accept', reason: REASON } as const;
    expect(codeOf(asked, accepting, person('manager', ['management'], ['owner']))).toBe('ownRisk');
    expect(codeOf(asked, accepting, manager, aContext({ authorIds: ['owner', 'manager'] }))).toBe('ownRisk');
  });

  it('ends with any change of the risk or its treatment', () => {
    const accepted = played(asked, [[{ kind: 'accept', reason: REASON }, manager]]);
    expect(accepted).toMatchObject({ acceptance: { kind: 'accepted', role: 'management', managerId: 'manager' } });
    expect(played(accepted, [[treating, owner]])).toMatchObject({ acceptance: { kind: 'none' } });
    const change = { kind: 'change', description, ownerId: 'owner', reason: '' } as const;
    const changed = played(accepted, [[change, owner]]);
    expect(changed).toMatchObject({ acceptance: { kind: 'none' }, treatment: aTreatment });
  });

  it('can be sent back, and then be asked again', () => {
    const back = played(asked, [[{ kind: 'sendBack', reason: REASON }, manager]]);
    expect(back).toMatchObject({ acceptance: { kind: 'sentBack', managerId: 'manager' } });
    expect(codeOf(back, { kind: 'accept', reason: REASON }, manager)).toBe('notAsked');
    expect(codeOf(back, asking, owner)).toBe('acceptanceAsked');
  });

  it('cannot have happened to what nobody asked for', () => {
    const event = { kind: 'accepted', role: 'management', reason: REASON, by: 'manager', at: NOW } as const;
    expect(() => evolve(treated, event)).toThrow(/Nobody was asked/);
  });
});
