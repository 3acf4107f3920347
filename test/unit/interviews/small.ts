import type { Source } from '../../../src/interviews/answer.ts';
import type { Input } from '../../../src/interviews/input.ts';
import type { InterviewState } from '../../../src/interviews/interview-state.ts';
import { newInterview } from '../../../src/interviews/interview-state.ts';
import type { Step } from '../../../src/interviews/step.ts';
import { step } from '../../../src/interviews/step.ts';
import type { Candidate, Understood } from '../../../src/interviews/understanding.ts';
import { aQuestionnaire } from './shipped.ts';

/** Every kind of question that matters to the engine, in as few questions as possible. */
export const small = aQuestionnaire(`
id: small
version: 1
title: Small
notice: This is software.
sections:
  - id: one
    title: One
    questions:
      - { id: tool, kind: ai-system, label: Tool, ask: Which tool?, why: To know., unknownAllowed: false }
      - id: data
        kind: many-of
        label: Data
        ask: Which data?
        why: To know.
        options:
          - { id: none, label: None, exclusive: true }
          - { id: personal, label: Personal }
          - { id: secret, label: Secret }
      - { id: vendor, kind: text, label: Vendor, ask: Who offers it?, why: To know., when: { question: data, anyOf: [personal, secret] } }
      - id: purpose
        kind: one-of
        label: Purpose
        ask: What for?
        why: To know.
        options:
          - { id: notes, label: Notes }
          - { id: calls, label: Calls }
      - { id: remark, kind: long-text, label: Remark, ask: Anything else?, why: To know., optional: true }
contradictions:
  - questions: [data, purpose]
    says: Calls are personal data.
    when: { all: [{ question: data, anyOf: [none] }, { question: purpose, is: calls }] }
`);

export const SOURCE: Source = { personId: 'ada', at: '2026-11-22T10:00:00.000Z', messageId: 'm1' };

export const nothing: Understood = { command: undefined, candidates: [], ambiguous: [], isQuestion: false };

/** What was read in a text; the quote of a candidate is the text unless the test says otherwise. */
export function saying(text: string, understood: Partial<Understood> = {}): Input {
  return { kind: 'text', text, understood: { ...nothing, ...understood }, source: SOURCE };
}

export function candidate(questionId: string, value: Candidate['value'], quote: string, corrects = false): Candidate {
  return { questionId, value, quote, corrects };
}

export function clicking(
  kind:
    | 'confirmAll'
    | 'back'
    | 'pause'
    | 'resume'
    | 'cancel'
    | 'confirmCancel'
    | 'summary'
    | 'submit'
    | 'unknown'
    | 'skip'
    | 'why',
): Input {
  return { kind, source: SOURCE };
}

export function answering(questionId: string, value: unknown): Input {
  return { kind: 'answer', questionId, value, source: SOURCE };
}

export function starting(text: string, candidates: readonly Candidate[] = []): Input {
  return { kind: 'start', text, understood: { ...nothing, candidates }, source: SOURCE };
}

/** Plays the inputs from the beginning and returns the last step. */
export function playing(...inputs: readonly [Input, ...Input[]]): Step {
  return inputs.reduce<Step>(({ state }, input) => step(small, state, input), { state: newInterview(), effects: [] });
}

export function next(state: InterviewState, input: Input): Step {
  return step(small, state, input);
}

export function kinds({ effects }: Step): readonly string[] {
  return effects.map(({ kind }) => kind);
}
