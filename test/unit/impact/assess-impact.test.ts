import { describe, expect, it } from 'vitest';
import { assessImpact } from '../../../src/impact/assess-impact.ts';
import { parseImpactRules } from '../../../src/impact/parse-impact-rules.ts';
import { answered, SMALL_RULES, smallQuestionnaire, standard } from './small-rules.ts';

const rules = parseImpactRules(SMALL_RULES, 'small.yaml', [smallQuestionnaire], standard);
const assess = (values: Parameters<typeof answered>[0]) => assessImpact(rules, smallQuestionnaire, answered(values));

describe('assessing the impact', () => {
  it('takes the highest level and the highest oversight, each with its rule', () => {
    const result = assess({ decides: true, harm: 'much', people: ['staff'] });

    expect(result).toMatchObject({ level: 'moderate', oversight: 'sample-review' });
    expect(result.because.map(({ rule }) => rule)).toEqual(['harm', 'always', 'deciding']);
    expect(result.rules).toEqual({ id: 'small-rules', version: 3 });
  });

  it('says what holds for every system when nothing else does', () => {
    expect(assess({})).toMatchObject({
      level: 'low',
      oversight: 'use-policy',
      because: [{ rule: 'always', text: 'Every system follows the use policy.', clause: 'A.9.2' }],
      risks: [],
      unknowns: [],
    });
  });

  it('proposes a risk once, as severe as the worst rule says', () => {
    const { risks } = assess({ decides: true, people: ['children'] });

    expect(risks).toMatchObject([
      {
        id: 'unfair',
        because: 'children',
        likelihood: 'possible',
        severity: 'critical',
        treatment: { kind: 'modify' },
      },
    ]);
  });

  it('counts no answer to a question that does not apply', () => {
    expect(assess({ decides: false, people: ['children'] }).level).toBe('low');
  });

  it('names the unknowns that a rule depends on, and no other', () => {
    expect(assess({ decides: null, harm: null, remark: null }).unknowns).toEqual(['decides', 'harm']);
  });
});
