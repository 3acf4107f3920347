import type { Answers } from '../interviews/answer.ts';
import { answerTo } from '../interviews/conditions.ts';
import { classify } from '../law/classify.ts';
import type { Facts } from '../law/facts.ts';
import type { Law } from '../law/law.ts';
import type { Result } from '../law/result.ts';
import { lawFacts, questionIdOf } from './ask-law.ts';

/** What the EU AI Act made of an assessment on the day it was submitted: a proposal to legal, frozen with its facts. */
export interface LawFinding {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly facts: Facts;
  readonly result: Result;
}

/** `undefined` where nothing was asked about the Act. Where nobody knew an answer, everything is undetermined. */
export function findLaw(answers: Answers, law: Law, now: Date): LawFinding | undefined {
  const wasAsked = law.facts.some(({ id }) => answerTo(answers, questionIdOf(id)) !== undefined);
  if (!wasAsked) return undefined;
  const facts = lawFacts(answers, law);
  return { on: now.toISOString().slice(0, 10), facts, result: classify(facts, now, law) };
}
