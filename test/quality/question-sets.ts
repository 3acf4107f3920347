import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { halfOf, QuestionLine } from '../../src/evaluation/question-line.ts';

const Expected = z.strictObject({ question: z.string(), expected: z.array(z.string()) });
const OffTopic = z.object({ question: z.string() });
const Trap = z.object({
  question: z.string(),
  mustContain: z.array(z.string()),
  mustNotContain: z.array(z.string()),
});
const Extra = z.strictObject({ question: z.string(), onTopic: z.boolean(), expected: z.array(z.string()) });

/** A question with the passages of which one should be cited; none are expected for an off-topic one. */
export type QualityQuestion = z.infer<typeof Extra>;

export interface Halves {
  readonly development: readonly QualityQuestion[];
  readonly heldOut: readonly QualityQuestion[];
}

/** Three hundred and more that our pages answer, a third of them hard; written before the search was tuned. */
export function answerableQuestions(): readonly QuestionLine[] {
  return lines('questions/development.jsonl', QuestionLine);
}

/** Questions about what does not exist or is commonly believed, with what an answer must and must not say (patterns). */
export function trapQuestions(): readonly z.infer<typeof Trap>[] {
  return lines('questions/traps.jsonl', Trap);
}

/** Questions that our pages do not answer, a third of them close to the topic. */
export function unanswerableQuestions(): readonly QuestionLine[] {
  return lines('questions/unanswerable.jsonl', QuestionLine);
}

/** The first committed pair, on-topic and off-topic, split by hash. */
export function questionHalves(): Halves {
  return halvesOf('iso-42001-questions.jsonl', 'off-topic-questions.jsonl');
}

/** The second committed pair, larger and harder, split the same way. */
export function secondQuestionHalves(): Halves {
  return halvesOf('on-topic-second.jsonl', 'off-topic-second.jsonl');
}

/** More questions to develop on, written together with the search. */
export function extraDevelopmentQuestions(): readonly QualityQuestion[] {
  return lines('development-extra.jsonl', Extra);
}

function halvesOf(onTopicFile: string, offTopicFile: string): Halves {
  const onTopic = lines(onTopicFile, Expected).map((line) => ({ ...line, onTopic: true }));
  const offTopic = lines(offTopicFile, OffTopic).map(({ question }) => ({ question, onTopic: false, expected: [] }));
  const all = [...onTopic, ...offTopic];
  return {
    development: all.filter(({ question }) => !isHeldOut(question)),
    heldOut: all.filter(({ question }) => isHeldOut(question)),
  };
}

function isHeldOut(question: string): boolean {
  return halfOf(question) === 'heldOut';
}

function lines<Line>(file: string, schema: z.ZodType<Line>): readonly Line[] {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)));
}
