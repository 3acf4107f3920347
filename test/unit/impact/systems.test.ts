import { describe, expect, it } from 'vitest';
import { playAnswers } from '../../../src/interviews/play.ts';
import { assess, questionnaire, systems } from './shipped-rules.ts';

describe('realistic systems', () => {
  it('are at least twenty-five', () => {
    expect(systems.length).toBeGreaterThanOrEqual(25);
  });

  it.each(systems)('are asked what they need: $name', ({ answers }) => {
    expect(playAnswers(questionnaire, answers)).toMatchObject({ invalid: [], missing: [], complete: true });
  });

  it.each(systems)('are assessed as an assessor would: $name', ({ answers, expect: wanted }) => {
    const result = assess(answers);

    const seen = Object.fromEntries(
      result.risks.map(({ id, treatment }) => [
        id,
        { treat: treatment.kind, with: treatment.controls.filter((each) => wanted.risks[id]?.with.includes(each)) },
      ]),
    );
    const risks = Object.entries(wanted.risks).map(([id, risk]) => [id, { treat: risk.treat, with: risk.with }]);
    expect({ level: result.level, oversight: result.oversight, risks: ordered(seen) }).toEqual({
      level: wanted.level.is,
      oversight: wanted.oversight.is,
      risks: ordered(Object.fromEntries(risks)),
    });
  });
});

/** Controls of one risk in one order, whichever way they were written. */
function ordered(risks: Readonly<Record<string, { readonly treat: string; readonly with: readonly string[] }>>) {
  return Object.fromEntries(Object.entries(risks).map(([id, risk]) => [id, { ...risk, with: risk.with.toSorted() }]));
}
