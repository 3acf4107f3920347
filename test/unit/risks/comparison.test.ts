import { describe, expect, it } from 'vitest';
import { compareWithAnnex, offeredReasons } from '../../../src/risks/annex-comparison.ts';
import { freezeTreatment, hashOfTreatment } from '../../../src/risks/frozen-treatment.ts';
import { evolve } from '../../../src/risks/risk.ts';
import { leftInWords, type RisksOfAssessment, whatIsLeft } from '../../../src/risks/what-is-left.ts';
import { aKeptRisk, aRisk, CONTROLS, CRITERIA, isAnnexControl, NOW, REASON } from './builders.ts';

const leftOut = (controlId: string) => ({ controlId, reason: REASON, byId: 'owner', at: NOW });
const all = (change: Partial<RisksOfAssessment> = {}): RisksOfAssessment => ({
  ...{ risks: [], leftOut: CONTROLS.map(({ id }) => leftOut(id)), criteria: CRITERIA, controls: CONTROLS },
  isControl: isAnnexControl,
  ...change,
});
const kinds = (change: Partial<RisksOfAssessment>) =>
  whatIsLeft(all(change)).map(({ kind, before }) => `${kind} ${before}`);

describe('the comparison with Annex A', () => {
  it('answers for each of the 38 controls exactly once', () => {
    const risks = [aKeptRisk({ controls: ['A.7.4', 'A.9.2', 'OC-1'] }), aKeptRisk({ controls: ['A.7.4'] }), aRisk()];
    const {
      chosen,
      leftOut: out,
      unanswered,
    } = compareWithAnnex(CONTROLS, risks, [leftOut('A.7.4'), leftOut('A.2.2')]);

    expect(chosen.map(({ controlId, risks: of }) => [controlId, of.length])).toEqual([
      ['A.7.4', 2],
      ['A.9.2', 1],
      ['OC-1', 1],
    ]);
    expect(out.map(({ control }) => control.id)).toEqual(['A.2.2']);
    const ids = [
      ...chosen.map(({ controlId }) => controlId),
      ...out.map(({ control }) => control.id),
      ...unanswered.map(({ id }) => id),
    ];
    expect(ids.filter((id) => id !== 'OC-1').toSorted()).toEqual(CONTROLS.map(({ id }) => id).toSorted());
  });

  it('offers reasons only for the controls for which they hold', () => {
    const offered = offeredReasons(CRITERIA, ['A.2.2', 'A.7.5', 'A.9.4']);

    expect(offered.map(({ id, controls }) => [id, ...controls])).toEqual([
      ['whole-organisation', 'A.2.2'],
      ['not-developed-here', 'A.7.5'],
      ['no-risk', 'A.2.2', 'A.7.5', 'A.9.4'],
    ]);
  });
});

describe('what is left before an assessment is submitted', () => {
  it.each([
    ['nothing', [], []],
    ['a risk that nobody looked at', [aRisk()], ['undecided submission']],
    ['a high risk without treatment', [aKeptRisk()], ['untreated submission']],
    ['a treatment whose rest nobody was asked about', [aKeptRisk({})], ['notAsked submission']],
    [
      'too much that remains',
      [aKeptRisk({ residual: { likelihood: 'frequent', severity: 'critical' } })],
      ['mayNotRemain submission'],
    ],
    [
      'a control that is gone',
      [aKeptRisk({ controls: ['OC-1'], residual: { likelihood: 'rare', severity: 'minor' } })],
      ['controlGone submission'],
    ],
    ['a small one', [ownRisk()], []],
    [
      'one that is lower than its rule without a reason',
      [aKeptRisk(undefined, { description: { ...aRisk().description, severity: 'minor' } })],
      ['loweredSince submission'],
    ],
    ['what waits for a manager', [asked()], ['notAccepted approval']],
    ['what a manager sent back', [evolve(asked(), sentBack)], ['sentBack approval']],
    ['what was accepted', [evolve(asked(), accepted)], []],
    ['what was dismissed', [evolve(aRisk(), { kind: 'dismissed', reason: REASON, by: 'owner', at: NOW })], []],
  ] as const)('names %s', (_, risks, expected) => {
    expect(kinds({ risks })).toEqual(expected);
  });

  it('names the controls of Annex A without a word about them', () => {
    const risks = [evolve(asked(), accepted)];
    const [left] = whatIsLeft(all({ risks, leftOut: CONTROLS.slice(1).map(({ id }) => leftOut(id)) }));
    expect(left && leftInWords(left)).toBe('Annex A: say why A.2.2 is left out.');
    expect(kinds({ risks, leftOut: [] })).toEqual(['comparison submission']);
  });

  it('compares nothing where nothing is treated', () => {
    expect(kinds({ risks: [ownRisk()], leftOut: [] })).toEqual([]);
  });
});

describe('the frozen treatment', () => {
  it('has the same hash for the same, whenever it is accepted, and another for anything else', () => {
    const hash = (risk: ReturnType<typeof aRisk>) => hashOfTreatment(freezeTreatment(all({ risks: [risk] })));

    expect(hash(aKeptRisk({}))).toMatch(/^[0-9a-f]{64}$/);
    expect(hash(aKeptRisk({}))).toBe(hash(aKeptRisk({})));
    const withAcceptance = { ...evolve(asked(), accepted), version: 1 };
    expect(hash(withAcceptance)).toBe(hash(aKeptRisk({})));
    expect(hash(aKeptRisk({ what: 'Something else is done' }))).not.toBe(hash(aKeptRisk({})));
  });

  it('says what was chosen, left out and dismissed, by whose rating', () => {
    const dismissed = evolve(aRisk({ reference: 'RSK-2' }), {
      kind: 'dismissed',
      reason: REASON,
      by: 'owner',
      at: NOW,
    });
    const frozen = freezeTreatment(all({ risks: [aKeptRisk({}), dismissed] }));

    expect(frozen).toMatchObject({
      criteria: { id: 'risk-criteria', version: 1 },
      risks: [
        {
          reference: 'RSK-1',
          rating: 'high',
          rule: 'ranks-people',
          treatment: { rating: 'high', controls: ['A.7.4'] },
        },
      ],
      dismissed: [{ reference: 'RSK-2', rule: 'ranks-people' }],
      controls: { chosen: [{ id: 'A.7.4', because: ['RSK-1'] }] },
    });
    expect(frozen.controls.leftOut).toHaveLength(37);
  });
});

function asked() {
  const event = { kind: 'acceptanceAsked', managerId: 'manager', askedById: 'owner', by: 'owner', at: NOW } as const;
  return evolve(aKeptRisk({}), event);
}
const sentBack = { kind: 'sentBack', reason: REASON, by: 'manager', at: NOW } as const;
const accepted = { kind: 'accepted', role: 'management', reason: REASON, by: 'manager', at: NOW } as const;

/** Added by a person; likely and minor, which is low. */
function ownRisk() {
  const { proposed: _, ...risk } = aKeptRisk();
  return { ...risk, description: { ...aRisk().description, severity: 'minor' } } as const;
}
