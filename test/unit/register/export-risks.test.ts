import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { exportRisks, exportStatement } from '../../../src/register/export-risks.ts';
import { statementOfApplicability } from '../../../src/risks/statement.ts';
import { aKeptRisk, aRisk, CONTROLS, CRITERIA, NOW, REASON } from '../risks/builders.ts';

const accepted = aKeptRisk({ what: '=HYPERLINK("http://example.org")' });
const exported = {
  risks: [
    {
      ...accepted,
      acceptance: { kind: 'accepted', managerId: 'manager', askedById: 'owner', role: 'management', at: NOW },
    },
    aRisk({ reference: 'RSK-2' }),
  ],
  ...{ controls: [], criteria: CRITERIA, demonstration: true },
  nameOf: (id: string) => `Name of ${id}`,
  assessmentOf: () => 'ASM-1',
} as const;
const rowsOf = (text: string): readonly (readonly string[])[] => parse(text, { bom: true, relax_column_count: true });

describe('the export of risks', () => {
  it('says on its face that it is a demonstration, in both formats', () => {
    expect(rowsOf(exportRisks('csv', exported))[0]).toEqual(['Demonstration data, not evidence']);
    expect(JSON.parse(exportRisks('json', exported))).toMatchObject({ notice: 'Demonstration data, not evidence' });
    const real = { ...exported, demonstration: false };
    expect(exportRisks('csv', real)).not.toMatch(/Demonstration/);
    expect(JSON.parse(exportRisks('json', real))).not.toHaveProperty('notice');
  });

  it('holds no formula, and everything that is known of a risk', () => {
    const [, header = [], first = [], second = []] = rowsOf(exportRisks('csv', exported));
    const cell = (name: string, row = first) => row[header.indexOf(name)];

    expect(cell('What is done')).toBe(`'=HYPERLINK("http://example.org")`);
    expect([cell('Reference'), cell('Rating'), cell('Residual rating'), cell('Controls')]).toEqual([
      'RSK-1',
      'high',
      'high',
      'A.7.4',
    ]);
    expect([cell('Acceptance'), cell('Accepted by'), cell('Accepted on')]).toEqual([
      'accepted',
      'Name of manager',
      '2027-03-01',
    ]);
    expect([cell('State', second), cell('Treatment', second), cell('Rule', second)]).toEqual([
      'proposed',
      '',
      'ranks-people',
    ]);
    expect(second).toHaveLength(header.length);
  });
});

describe('the export of the Statement of Applicability', () => {
  it('has a row for each of the 38 controls', () => {
    const decision = { id: 'd', controlId: 'A.2.2', decidedById: 'gov', role: 'governance', decidedAt: NOW } as const;
    const lines = statementOfApplicability(
      CONTROLS,
      [{ ...decision, stand: { applicable: false, because: REASON } }],
      [],
    );

    const [notice, header, first, second, ...others] = rowsOf(exportStatement('csv', lines, true));
    expect(notice).toEqual(['Demonstration data, not evidence']);
    expect(header?.slice(0, 4)).toEqual(['Control', 'Title', 'Applicable', 'Because']);
    expect(first?.slice(0, 4)).toEqual(['A.2.2', 'AI policy', 'no', REASON]);
    expect(second?.slice(2, 4)).toEqual(['not decided', '']);
    expect(others).toHaveLength(36);
    expect(JSON.parse(exportStatement('json', lines, false))).toMatchObject({
      controls: expect.objectContaining({ length: 38 }),
    });
  });
});
