import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControlImplementation } from '../../../src/risks/implementation.ts';
import {
  type ControlDecision,
  decideOnControl,
  PRACTICE_STATES,
  type StatementLine,
  statementOfApplicability,
} from '../../../src/risks/statement.ts';
import { CONTROLS, isAnnexControl, NOW, person, REASON } from './builders.ts';

const governance = person('gov', ['governance']);
const EVIDENCE = 'https://example.com/policy';

function aDecision(stand: ControlDecision['stand'], controlId = 'A.2.2'): ControlDecision {
  return { id: 'd', controlId, stand, decidedById: 'gov', role: 'governance', decidedAt: NOW };
}
function aPlan(change: Partial<ControlImplementation> = {}): ControlImplementation {
  const plan: ControlImplementation = {
    ...{ id: 'plan-1', assessmentId: 'assessment-1', controlId: 'A.2.2', ownerId: 'riskOwner' },
    ...{ dueOn: '2027-03-10', risks: ['RSK-1'], version: 1, state: 'planned' },
  };
  return Object.assign(plan, change);
}
const done = { state: 'done', evidence: EVIDENCE, doneById: 'x', doneAt: NOW } as const;
const dropped = { state: 'notApplicable', reason: REASON, saidById: 'gov', saidAt: NOW } as const;

function lineOf(decisions: readonly ControlDecision[], plans: readonly ControlImplementation[]): StatementLine {
  const [first] = statementOfApplicability(CONTROLS, decisions, plans);
  if (!first) throw new Error('There is no control');
  return first;
}

describe('the Statement of Applicability', () => {
  it.each([
    ['nothing was decided', [], [], ['undecided', undefined, [], false]],
    [
      'it was decided not to apply',
      [aDecision({ applicable: false, because: REASON })],
      [],
      ['notApplicable', 'notApplicable', [REASON], false],
    ],
    ['a treatment chose it', [], [aPlan()], ['applicable', 'planned', ['It treats RSK-1.'], false]],
    ['one of two is done', [], [aPlan(done), aPlan()], ['applicable', 'underWay', ['It treats RSK-1, RSK-1.'], false]],
    [
      'all is done',
      [aDecision({ applicable: true, because: REASON, state: 'done', evidence: EVIDENCE })],
      [aPlan(done)],
      ['applicable', 'done', [REASON, 'It treats RSK-1.'], false],
    ],
    ['it applies no more', [], [aPlan(dropped)], ['notApplicable', 'notApplicable', [REASON], false]],
    [
      'a risk needs what does not apply',
      [aDecision({ applicable: false, because: REASON })],
      [aPlan()],
      ['applicable', 'planned', [REASON, 'It treats RSK-1.'], true],
    ],
  ] as const)('says how it is when %s', (_, decisions, plans, expected) => {
    const { applicability, state, because, contradicts } = lineOf(decisions, plans);
    expect([applicability, state, because, contradicts]).toEqual(expected);
  });

  it('answers for all 38, never without a because unless undecided, never in practice without evidence', () => {
    const control = fc.constantFrom('A.2.2', 'A.7.4', 'A.10.4');
    const stand = fc.oneof(
      fc.constant({ applicable: false, because: REASON } as const),
      fc.constantFrom('planned', 'underWay').map((state) => ({ applicable: true, because: REASON, state }) as const),
      fc.constant({ applicable: true, because: REASON, state: 'done', evidence: EVIDENCE } as const),
    );
    const plan = fc.tuple(
      control,
      fc.constantFrom({ state: 'planned' } as const, { state: 'underWay' } as const, done, dropped),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(control, stand), { selector: ([id]) => id }),
        fc.array(plan, { maxLength: 6 }),
        (decisions, plans) => {
          const lines = statementOfApplicability(
            CONTROLS,
            decisions.map(([id, one]) => aDecision(one, id)),
            plans.map(([controlId, state]) => ({ ...aPlan({ controlId }), ...state })),
          );
          expect(lines).toHaveLength(38);
          for (const { applicability, because, state, evidence } of lines) {
            expect(because.length > 0).toBe(applicability !== 'undecided');
            if (applicability === 'applicable') expect(PRACTICE_STATES).toContain(state);
            if (state === 'done') expect(evidence.length).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  it.each([
    [
      'somebody without the role',
      person('legal', ['legal']),
      'A.2.2',
      { applicable: false, because: REASON },
      'notAllowed',
    ],
    ['a control that does not exist', governance, 'A.2.1', { applicable: false, because: REASON }, 'noSuchControl'],
    ['no because', governance, 'A.2.2', { applicable: false, because: 'no' }, 'becauseMissing'],
    ['done without evidence', governance, 'A.2.2', { applicable: true, because: REASON, state: 'done' }, 'noEvidence'],
    [
      'evidence that is no address',
      governance,
      'A.2.2',
      { applicable: true, because: REASON, state: 'planned', evidence: 'x' },
      'noEvidence',
    ],
  ] as const)('refuses a decision by or with %s', (_, by, controlId, stand, code) => {
    expect(decideOnControl({ controlId, stand }, by, isAnnexControl, 10)).toMatchObject({ ok: false, code });
  });
});
