import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lawFacts, questionIdOf, withLawQuestions } from '../../../src/impact/ask-law.ts';
import type { Answers } from '../../../src/interviews/answer.ts';
import { visibleQuestions } from '../../../src/interviews/conditions.ts';
import { parseQuestionnaire } from '../../../src/interviews/parse-questionnaire.ts';
import { playAnswers } from '../../../src/interviews/play.ts';
import { questionnaireDigest } from '../../../src/interviews/questionnaire-digest.ts';
import { classify, nextQuestions } from '../../../src/law/classify.ts';
import type { Facts } from '../../../src/law/facts.ts';
import { loadLaw } from '../../../src/law/load-law.ts';
import { workedPairs } from '../law/worked-case.ts';

const law = await loadLaw();
const questionnaire = withLawQuestions(questionnaireOf(), law);
const cases = workedPairs().flatMap(({ first, second }) => [first, second]);

describe('the questions of the AI Act in an interview', () => {
  it('asks whatever the Act still needs, the most decisive first, and comes to the result of all facts', () => {
    for (const { facts, name } of cases) {
      const { asked, complete, invalid } = playAnswers(questionnaire, answersOf(facts));
      expect({ name, invalid, complete }).toEqual({ name, invalid: [], complete: true });
      const told = Object.fromEntries(Object.entries(facts).filter(([id]) => asked.includes(questionIdOf(id))));
      expect(nextQuestions(told, law), name).toEqual([]);
      const { highRisk, prohibited, obligations } = classify(facts, new Date('2027-12-02'), law);
      expect(classify(told, new Date('2027-12-02'), law), name).toMatchObject({ highRisk, prohibited, obligations });
    }
  });

  it('asks nothing whose answer could not change the result at that moment', () => {
    for (const { facts, name } of cases.filter((_, at) => at % 4 === 0)) {
      const { asked } = playAnswers(questionnaire, answersOf(facts));
      const told: Record<string, Facts[string]> = {};
      for (const question of asked.filter((id) => id.startsWith('law-'))) {
        const id = question.slice('law-'.length);
        expect(
          nextQuestions(told, law).map((fact) => fact.id),
          `${name}: ${id}`,
        ).toContain(id);
        const value = facts[id];
        if (value !== undefined) told[id] = value;
      }
    }
  });

  it('goes on after “I don’t know”, and leaves open what depends on it', () => {
    const ordinary = { 'law-ai-system': true, 'law-roles': ['deployer'], 'law-eu-link': null };
    const { asked, missing } = playAnswers(questionnaire, ordinary);
    expect(asked.slice(0, 3)).toEqual(['law-ai-system', 'law-roles', 'law-eu-link']);
    expect(missing).toHaveLength(1);
    const answers = known({ 'law-ai-system': true, 'law-roles': ['deployer'] });
    expect(classify(lawFacts(answers, law), new Date('2027-12-02'), law).undetermined).not.toEqual([]);
  });

  it('asks for the assessment of fundamental rights from those who owe one, and from nobody else', () => {
    const rights = (facts: Facts) =>
      visibleQuestions(questionnaire, known(answersOf(facts))).some(({ id }) => id === 'rights-processes');
    const credit = cases.find(({ facts }) => facts['services-use']?.toString() === 'credit');
    const ordinary = cases.find(({ facts }) => facts['annex-iii-areas']?.toString() === '');
    expect(credit && rights(credit.facts)).toBe(true);
    expect(ordinary && rights(ordinary.facts)).toBe(false);
  });

  it('publishes the questions, and not the rules that choose among them', () => {
    const { relevance: _rules, ...published } = questionnaire;
    expect(questionnaireDigest(questionnaire)).toBe(questionnaireDigest(published));
    expect(() => visibleQuestions(published, {})).toThrow('Nothing says which questions');
  });

  it('puts an example on both sides of the line before whoever answers', () => {
    const { questions } = questionnaire.sections[0] ?? { questions: [] };
    expect(questions).toHaveLength(law.facts.length);
    expect(questions.every(({ details, knower }) => details?.includes('On the other:') && knower)).toBe(true);
  });
});

function questionnaireOf() {
  const parsed = parseQuestionnaire(
    `
id: with-law
version: 1
title: With the AI Act
notice: Software asks.
sections:
  - { id: eu-ai-act, title: EU AI Act, askedBy: eu-ai-act }
  - id: fundamental-rights
    title: Fundamental rights
    dueUnder: deployer-fria
    questions:
      - { id: rights-processes, kind: long-text, ask: In which of your processes?, label: Processes, why: Art. 27, optional: true }
`,
    'with-law.yaml',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.questionnaire;
}

function answersOf(facts: Facts): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([id, value]) => [
      questionIdOf(id),
      typeof value === 'object' && value.length === 0 ? ['none-of-these'] : value,
    ]),
  );
}

function known(answers: Record<string, unknown>): Answers {
  const source = { personId: 'p', at: '2027-01-01T00:00:00.000Z', messageId: 'm' };
  const given = z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])).parse(answers);
  return Object.fromEntries(
    Object.entries(given).map(([id, value]) => [id, { kind: 'known' as const, value, source }]),
  );
}
