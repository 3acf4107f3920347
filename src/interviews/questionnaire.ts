import { z } from 'zod';

/** A condition on earlier answers, as data. An unanswered or unknown question satisfies only `answered: false` and `unknown: true`. */
export type Condition =
  | { readonly question: string; readonly is: string | number | boolean }
  | { readonly question: string; readonly anyOf: readonly string[] }
  | { readonly question: string; readonly noneOf: readonly string[] }
  | { readonly question: string; readonly atLeast: number }
  | { readonly question: string; readonly answered: boolean }
  | { readonly question: string; readonly unknown: boolean }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

const QuestionId = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9-]*$/, 'a question id starts with a small letter and has letters, digits and hyphens');
const OptionId = z.string().regex(/^[a-z0-9][a-zA-Z0-9-]*$/, 'an option id has small letters, digits and hyphens');

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ question: QuestionId, is: z.union([z.string(), z.number(), z.boolean()]) }),
    z.strictObject({ question: QuestionId, anyOf: z.array(z.string()).min(1) }),
    z.strictObject({ question: QuestionId, noneOf: z.array(z.string()).min(1) }),
    z.strictObject({ question: QuestionId, atLeast: z.number() }),
    z.strictObject({ question: QuestionId, answered: z.boolean() }),
    z.strictObject({ question: QuestionId, unknown: z.boolean() }),
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
  ]),
);

const Option = z.strictObject({
  id: OptionId,
  label: z.string().min(1),
  /** Other words for it, for understanding free text; matched by word stems. */
  synonyms: z.array(z.string()).default([]),
  /** In a many-of question: this option excludes all others ("none of these"). */
  exclusive: z.boolean().default(false),
  description: z.string().optional(),
});
export type Option = z.infer<typeof Option>;

const questionBase = {
  id: QuestionId,
  /** The words in which it is asked, everyday wording. */
  ask: z.string().min(1),
  /** The short name of the answer, for summaries and review cards. */
  label: z.string().min(1),
  why: z.string().min(1),
  /** The clause or control that `why` rests on, such as `A.4.2`. */
  clause: z.string().optional(),
  when: Condition.optional(),
  /** Whether "I don't know" is accepted. */
  unknownAllowed: z.boolean().default(true),
  /** Whether the question may be left out altogether. */
  optional: z.boolean().default(false),
  /** Who usually knows, in words ("the supplier's contact in IT"). */
  knower: z.string().optional(),
  example: z.string().optional(),
};

const options = z.array(Option).min(2);

const Question = z.discriminatedUnion('kind', [
  z.strictObject({ ...questionBase, kind: z.literal('text'), maxLength: z.number().int().positive().default(500) }),
  z.strictObject({
    ...questionBase,
    kind: z.literal('long-text'),
    maxLength: z.number().int().positive().default(4000),
  }),
  z.strictObject({ ...questionBase, kind: z.literal('one-of'), options }),
  z.strictObject({ ...questionBase, kind: z.literal('many-of'), options }),
  /** Many of the countries of ISO 3166-1, by two-letter code in small letters. */
  z.strictObject({ ...questionBase, kind: z.literal('countries') }),
  z.strictObject({ ...questionBase, kind: z.literal('yes-no') }),
  z.strictObject({
    ...questionBase,
    kind: z.literal('number'),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  z.strictObject({ ...questionBase, kind: z.literal('date') }),
  z.strictObject({ ...questionBase, kind: z.literal('person') }),
  z.strictObject({ ...questionBase, kind: z.literal('link') }),
  z.strictObject({ ...questionBase, kind: z.literal('ai-system') }),
]);
export type Question = z.infer<typeof Question>;

const Section = z.strictObject({ id: QuestionId, title: z.string().min(1), questions: z.array(Question).min(1) });

/** Two answers that cannot both be true, and the sentence that says so. */
const Contradiction = z.strictObject({
  when: Condition,
  questions: z.array(QuestionId).min(1),
  says: z.string().min(1),
});

/** The lane that an answer leads to: the heaviest one whose `when` holds counts, every `because` is shown. */
const ScreeningRule = z.strictObject({
  lane: z.enum(['full', 'stop']),
  when: Condition,
  because: z.string().min(1),
  clause: z.string().optional(),
});

/** The shape of a questionnaire file. Use `parseQuestionnaire`, which also checks what a shape cannot say. */
export const Questionnaire = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.number().int().positive(),
  title: z.string().min(1),
  /** What the person is told once at the start: that this is software, what is kept, who sees it. */
  notice: z.string().min(1),
  sections: z.array(Section).min(1),
  contradictions: z.array(Contradiction).default([]),
  screening: z.array(ScreeningRule).default([]),
});
export type Questionnaire = z.infer<typeof Questionnaire>;

/** All questions in the order of the file. */
export function questionsOf(questionnaire: Questionnaire): readonly Question[] {
  return questionnaire.sections.flatMap((section) => section.questions);
}
