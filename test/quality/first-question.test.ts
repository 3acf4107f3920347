import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { halfOf } from '../../src/evaluation/question-line.ts';
import { lawFacts, questionIdOf, withLawQuestions } from '../../src/impact/ask-law.ts';
import type { Answers } from '../../src/interviews/answer.ts';
import { visibleQuestions } from '../../src/interviews/conditions.ts';
import { parseQuestionnaire } from '../../src/interviews/parse-questionnaire.ts';
import { classify } from '../../src/law/classify.ts';
import { loadLaw } from '../../src/law/load-law.ts';

const Description = z.strictObject({ id: z.string(), text: z.string(), first: z.array(z.string()).min(1) });

const law = await loadLaw();
const questionnaire = withLawQuestions(describedSystem(), law);
const descriptions = readFileSync(new URL('law/descriptions.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => Description.parse(JSON.parse(line)));

describe('a system of which only a description is known', () => {
  it('is never said to be exempt or not high-risk: the Act stays undetermined until facts are confirmed', () => {
    expect(descriptions).toHaveLength(60);
    for (const { text } of descriptions) {
      const { highRisk, undetermined, outOfScope } = classify(lawFacts(described(text), law), new Date(), law);
      expect({ text, status: highRisk.status }).toEqual({ text, status: 'undetermined' });
      expect(undetermined.map(({ facet }) => facet)).toContain('prohibited');
      expect(outOfScope).toEqual([]);
    }
  });

  it('is first asked the question on which it hangs, in at least 50 of 60 cases', () => {
    const asked = descriptions.map(({ text, first }) => {
      const answers = described(text);
      const next = visibleQuestions(questionnaire, answers).find(({ id }) => answers[id] === undefined)?.id;
      return { half: halfOf(text), right: first.map(questionIdOf).includes(next ?? '') };
    });
    const rightIn = (half: string) => {
      const some = asked.filter((one) => one.half === half);
      return [some.filter(({ right }) => right).length, some.length] as const;
    };
    // The figures as they are; the author of the descriptions wrote the cues as well, so they flatter.
    const right = { development: rightIn('development'), heldOut: rightIn('heldOut') };
    expect(right).toEqual({ development: [25, 25], heldOut: [35, 35] });
  });
});

function describedSystem() {
  const parsed = parseQuestionnaire(
    `
id: described
version: 1
title: A described system
notice: Software asks.
sections:
  - id: system
    title: The system
    questions: [{ id: description, kind: long-text, ask: What is it for?, label: Purpose, why: To know it. }]
  - { id: eu-ai-act, title: EU AI Act, askedBy: eu-ai-act }
`,
    'described.yaml',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.questionnaire;
}

function described(text: string): Answers {
  const source = { personId: 'p', at: '2027-01-01T00:00:00.000Z', messageId: 'm' };
  return { description: { kind: 'known', value: text, source } };
}
