import { describe, expect, it } from 'vitest';
import { newInterview } from '../../../src/interviews/interview-state.ts';
import { parseQuestionnaire } from '../../../src/interviews/parse-questionnaire.ts';
import { openProposals } from '../../../src/interviews/progress.ts';
import { step } from '../../../src/interviews/step.ts';

const source = { personId: 'maya', at: '2027-01-11T09:00:00.000Z', messageId: 'm1' };
const TEXT = `
id: suggesting
version: 1
title: Suggesting
notice: Software asks.
sections:
  - id: first
    title: First
    questions:
      - { id: bought, kind: yes-no, ask: Is it bought?, label: Bought, why: To know. }
  - id: second
    title: Second
    questions:
      - { id: our-model, kind: yes-no, ask: Is the model ours?, label: Our model, why: To know. }
      - { id: name, kind: text, ask: What is it called?, label: Name, why: To know. }
suggestions:
  - { question: our-model, value: false, when: { question: bought, is: true }, because: what is bought is hardly our model }
`;
const questionnaire = parsed(TEXT);

describe('an answer that earlier answers suggest', () => {
  it('is proposed when its section comes, with what it rests on, and does not count yet', () => {
    const { state, effects } = bought(true);
    expect(effects).toMatchObject([{ kind: 'propose' }]);
    expect(openProposals(questionnaire, state)).toMatchObject([
      {
        questionId: 'our-model',
        value: false,
        source: { carriedFrom: { reference: 'what is bought is hardly our model' } },
      },
    ]);
    expect(state.answers['our-model']).toBeUndefined();
  });

  it('counts once it is confirmed, and says on what it rests', () => {
    const { state } = step(questionnaire, bought(true).state, { kind: 'confirmAll', source });
    expect(state.answers['our-model']).toMatchObject({ value: false, source: { carriedFrom: { kind: 'answers' } } });
    expect(state.current).toBe('name');
  });

  it('is asked for when it is refused, and not suggested again', () => {
    const { state, effects } = step(questionnaire, bought(true).state, { kind: 'rejectAll', source });
    expect(state.current).toBe('our-model');
    expect(effects).toMatchObject([{ kind: 'ask', questionId: 'our-model' }]);
  });

  it('is not suggested where the answers speak of something else', () => {
    expect(bought(false).effects).toMatchObject([{ kind: 'ask', questionId: 'our-model' }]);
  });

  it('has to be one that its question takes', () => {
    const wrong = parseQuestionnaire(TEXT.replace('value: false', 'value: perhaps'), 'x.yaml');
    expect(wrong).toMatchObject({ ok: false, faults: [{ path: 'suggestions[0].value' }] });
    const nobody = parseQuestionnaire(TEXT.replace('question: our-model', 'question: theirs'), 'x.yaml');
    expect(nobody).toMatchObject({ ok: false, faults: [{ path: 'suggestions[0].question' }] });
  });
});

function bought(value: boolean) {
  return step(questionnaire, newInterview(), { kind: 'answer', questionId: 'bought', value, source });
}

function parsed(text: string) {
  const read = parseQuestionnaire(text, 'suggesting.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.questionnaire;
}
