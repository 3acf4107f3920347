import type { Answer, Answers } from '../../../src/interviews/answer.ts';
import { aQuestionnaire } from '../interviews/shipped.ts';
import { SOURCE } from '../interviews/small.ts';

/** A questionnaire with a scale, and one question that applies only by another. */
export const smallQuestionnaire = aQuestionnaire(`
id: small
version: 1
title: Small
notice: This is software.
sections:
  - id: one
    title: One
    questions:
      - id: decides
        kind: yes-no
        label: Decides
        ask: Does it decide?
        why: To know.
      - id: harm
        kind: one-of
        label: Harm
        ask: How bad?
        why: To know.
        options: [{ id: none, label: None }, { id: some, label: Some }, { id: much, label: Much }]
      - id: people
        kind: many-of
        label: People
        ask: Who?
        why: To know.
        when: { question: decides, is: true }
        options: [{ id: staff, label: Staff }, { id: children, label: Children }]
      - { id: remark, kind: text, label: Remark, ask: Anything?, why: To know., optional: true }
`);

export const SMALL_RULES = `
id: small-rules
version: 3
questionnaire: small
scales: [harm]
risks:
  unfair:
    cause: It learnt from unfair decisions.
    consequence: People are treated unfairly.
    affected: those decided on
    likelihood: possible
    severity: significant
    treatment: { kind: modify, controls: [A.7.4], what: Check the data before it is used. }
rules:
  - { id: always, level: low, oversight: use-policy, because: Every system follows the use policy., clause: A.9.2 }
  - { id: deciding, when: { question: decides, is: true }, oversight: sample-review, risks: [unfair], because: It takes part in decisions., clause: A.5.4 }
  - { id: harm, when: { question: harm, anyOf: [some, much] }, level: moderate, because: Somebody can be harmed., clause: A.5.4 }
  - id: children
    when: { question: people, anyOf: [children] }
    level: high
    oversight: approve-each-decision
    risks: [{ risk: unfair, severity: critical }]
    because: It decides on children.
    clause: A.5.4
`;

export const standard = {
  isClauseOrControl: (id: string) => ['A.5', 'A.5.4', 'A.7.4', 'A.9.2', '6.1.4'].includes(id),
  isControl: (id: string) => ['A.5.4', 'A.7.4', 'A.9.2'].includes(id),
};

/** Answers by plain values; `null` is "I don't know". */
export function answered(
  values: Readonly<Record<string, string | boolean | number | readonly string[] | null>>,
): Answers {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]): [string, Answer] => [
      id,
      value === null ? { kind: 'unknown', source: SOURCE } : { kind: 'known', value, source: SOURCE },
    ]),
  );
}
