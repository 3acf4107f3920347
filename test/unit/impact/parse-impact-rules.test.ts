import { describe, expect, it } from 'vitest';
import { parseImpactRules } from '../../../src/impact/parse-impact-rules.ts';
import { SMALL_RULES, smallQuestionnaire, standard } from './small-rules.ts';

const IDLE_RISK = `  idle:
    cause: Nobody knows why it is here.
    consequence: It makes the file longer.
    affected: readers
    likelihood: rare
    severity: minor
    treatment: { kind: retain, what: Leave it out of the file. }
`;

const faultsOf = (from: string, to: string): string => {
  const broken = SMALL_RULES.replace(from, to);
  expect(broken).not.toBe(SMALL_RULES);
  try {
    parseImpactRules(broken, 'impact.yaml', [smallQuestionnaire], standard);
  } catch (error) {
    return String(error);
  }
  return 'none';
};

describe('the file of impact rules', () => {
  it.each([
    ['a question that does not exist', 'question: people', 'question: folk', /impact\.yaml:\d+: .*no question "folk"/],
    ['an option that does not exist', 'anyOf: [children]', 'anyOf: [kids]', /impact\.yaml:\d+: .*no option "kids"/],
    ['a clause that does not exist', 'clause: A.9.2', 'clause: A.9.9', /:15: .*no clause or control "A\.9\.9"/],
    ['an area in place of a control', 'controls: [A.7.4]', 'controls: [A.5]', /:13: .*no control "A\.5"/],
    ['a risk that does not exist', 'risks: [unfair]', 'risks: [unkind]', /:16: .*no risk "unkind"/],
    ['a risk that nobody proposes', 'rules:', `${IDLE_RISK}rules:`, /No rule proposes this risk/],
    ['modifying without a control', 'controls: [A.7.4], ', '', /name at least one/],
    ['two rules of one name', 'id: deciding', 'id: harm', /already a rule "harm"/],
    ['a rule that says nothing', 'level: moderate, ', '', /at least a level, an oversight or a risk/],
    ['a second rule for everything', 'when: { question: decides, is: true }, ', '', /Exactly one rule/],
    ['a word that is no level', 'level: high', 'level: huge', /impact\.yaml:\d+: rules\.3\.level/],
    [
      'a field that does not exist',
      'clause: A.5.4 }\n  - id: children',
      'clausse: A.5.4 }\n  - id: children',
      /no "clausse"/,
    ],
    ['broken YAML', 'scales: [harm]', 'scales: [harm', /impact\.yaml:\d+: /],
    ['rules for another questionnaire', 'questionnaire: small', 'questionnaire: large', /no questionnaire "large"/],
    ['a scale without options', 'scales: [harm]', 'scales: [remark]', /no question "remark" with one of several/],
  ])('names %s', (_fault, from, to, expected) => {
    expect(faultsOf(from, to)).toMatch(expected);
  });

  it.each([
    ['leaves out the worst answer', '{ question: harm, anyOf: [some] }'],
    ['counts only the mildest answer', '{ question: harm, is: none }'],
    ['stops at the worst answer', '{ question: harm, noneOf: [much] }'],
    ['turns the scale round', '{ not: { question: harm, anyOf: [much] } }'],
  ])('refuses a condition that %s', (_how, condition) => {
    expect(faultsOf('{ question: harm, anyOf: [some, much] }', condition)).toMatch(/:17: .*worse answer/);
  });

  it('reads the file as it is', () => {
    const { rules } = parseImpactRules(SMALL_RULES, 'impact.yaml', [smallQuestionnaire], standard);

    expect(rules.map(({ id }) => id)).toEqual(['always', 'deciding', 'harm', 'children']);
  });
});
