import { z } from 'zod';
import type { Answers } from './answer.ts';
import { offeredId } from './offered-id.ts';

/** A condition on earlier answers, as data. An unanswered or unknown question satisfies only `answered: false` and `unknown: true`. */
export type Condition =
  | { readonly question: string; readonly is: string | number | boolean }
  | { readonly question: string; readonly anyOf: readonly string[] }
  | { readonly question: string; readonly noneOf: readonly string[] }
  | { readonly question: string; readonly atLeast: number }
  /** An answer in words that is this text, or has it in it; capitals do not matter, nor does space around the whole. */
  | { readonly question: string; readonly sameText: string }
  | { readonly question: string; readonly containsText: string }
  | { readonly question: string; readonly answered: boolean }
  | { readonly question: string; readonly unknown: boolean }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/**
 * No slash, because views are named `interview/question`. Slack takes 255 characters for the name of an input:
 * https://docs.slack.dev/reference/block-kit/blocks/input-block
 */
export const QuestionId = z
  .string()
  .max(100, 'an id has at most 100 characters')
  .regex(
    /^(?!__proto__$)[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N} _.:()?!'’&+#%-]*[^ ])?$/u,
    'an id has letters, digits, hyphens and the like, but no slash, comma or quotation mark',
  );

/** No control characters; Slack takes 150 characters for the value of an option, and a button carries it too. */
export const OptionId = z
  .string()
  .max(120, 'an option id has at most 120 characters')
  .refine((id) => offeredId(id).length <= 150, 'an option id has fewer commas')
  .regex(/^[^\p{C}\s](?:[^\p{C}]*[^\p{C}\s])?$/u, 'an option id has no space around it and nothing unprintable');

/** A language by its BCP 47 tag. */
const Language = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'a language is given as en, fr or fr-CA');

/** The same words in other languages. What is missing there stays in the questionnaire's own language. */
function inOtherLanguages<const Name extends string>(names: readonly Name[]) {
  return z.record(Language, z.partialRecord(z.literal(names), z.string().min(1))).exactOptional();
}

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ question: QuestionId, is: z.union([z.string(), z.number(), z.boolean()]) }),
    z.strictObject({ question: QuestionId, anyOf: z.array(z.string()).min(1) }),
    z.strictObject({ question: QuestionId, noneOf: z.array(z.string()).min(1) }),
    z.strictObject({ question: QuestionId, atLeast: z.number() }),
    z.strictObject({ question: QuestionId, sameText: z.string().trim().min(1) }),
    z.strictObject({ question: QuestionId, containsText: z.string().min(1) }),
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
  /** What choosing it adds to the score that its question counts for; nothing without it. */
  weight: z.number().exactOptional(),
  strings: inOtherLanguages(['label', 'description']),
});
export type Option = z.infer<typeof Option>;

/** What can change about something that was approved; only what it touches has to be answered again. */
export const CHANGES = ['purpose', 'data', 'model', 'people', 'region'] as const;
export type Change = (typeof CHANGES)[number];

/** Which changes make an earlier answer doubtful. */
const touchedBy = z.array(z.enum(CHANGES)).min(1).exactOptional();

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
  touchedBy,
  /** What has to be known to answer it, shown with it. */
  details: z.string().min(1).exactOptional(),
  strings: inOtherLanguages(['ask', 'label', 'why', 'knower', 'example', 'details']),
};

/** Which score the weights of the options add to: of the risk, or of what is done against it. */
const counts = z.enum(['raw', 'mitigation']).exactOptional();

const options = z.array(Option).min(1);

const Question = z.discriminatedUnion('kind', [
  z.strictObject({ ...questionBase, kind: z.literal('text'), maxLength: z.number().int().positive().default(500) }),
  z.strictObject({
    ...questionBase,
    kind: z.literal('long-text'),
    maxLength: z.number().int().positive().default(4000),
  }),
  z.strictObject({ ...questionBase, kind: z.literal('one-of'), options, counts }),
  z.strictObject({ ...questionBase, kind: z.literal('many-of'), options, counts }),
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

const Section = z
  .strictObject({
    id: QuestionId,
    title: z.string().min(1),
    /** Said before the questions of the section. */
    intro: z.string().min(1).exactOptional(),
    /** Who usually knows the answers of this section, where a question names nobody else. */
    knower: z.string().min(1).exactOptional(),
    /** Whose rules choose the next of its questions; the ids of the questions come from those rules. */
    askedBy: z.literal('eu-ai-act').exactOptional(),
    /** The rule of the EU AI Act that has to hold, so that the section is asked. */
    dueUnder: z.string().min(1).exactOptional(),
    /** Of its questions that say nothing themselves. */
    touchedBy,
    questions: z.array(Question).default([]),
    strings: inOtherLanguages(['title', 'intro']),
  })
  .transform((section) => {
    const { knower } = section;
    if (knower === undefined) return section;
    return {
      ...section,
      questions: section.questions.map((question) => ({ ...question, knower: question.knower ?? knower })),
    };
  });

export type Section = z.infer<typeof Section>;

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

/** An answer that earlier answers make likely: it is proposed when its section comes, and counts once it is confirmed. */
const Suggestion = z.strictObject({
  question: QuestionId,
  value: z.union([z.string(), z.boolean(), z.array(z.string())]),
  when: Condition,
  /** Shown with it: what it rests on. */
  because: z.string().min(1),
});

const Share = z.number().min(0).max(1);

/**
 * Additive scoring, for questionnaires that define one. The raw score and the mitigation score are the sums of the
 * weights chosen; the greatest ones are what could be chosen at most, asked or not.
 */
const Scoring = z.strictObject({
  /** Enough mitigation takes a share off the raw score, rounded to a whole number. */
  mitigation: z
    .strictObject({
      /** Enough is this share of what can be reached, or more. */
      enoughFrom: Share,
      /** How much of the greatest mitigation score anybody can reach, where questions exclude each other. */
      reachable: Share,
      takesOff: Share,
    })
    .exactOptional(),
  /** The first level whose share of the greatest raw score the total does not exceed. */
  levels: z.array(z.strictObject({ level: z.union([z.number(), z.string().min(1)]), upTo: Share })).min(1),
});

/** The shape of a questionnaire file. Use `parseQuestionnaire`, which also checks what a shape cannot say. */
export const Questionnaire = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.number().int().positive(),
  title: z.string().min(1),
  /** What the person is told once at the start: that this is software, what is kept, who sees it. */
  notice: z.string().min(1),
  /** Whose words the questionnaire's own are; English without it. */
  language: Language.exactOptional(),
  strings: inOtherLanguages(['title', 'notice']),
  /** Made from a SurveyJS definition: files of answers are read as SurveyJS writes them. */
  origin: z.literal('surveyjs').exactOptional(),
  /**
   * With `seen`, conditions look at every answer that was given, also where its question does not apply at present,
   * and a question may depend on a later one. The answers of questions that do not apply are not submitted either way.
   */
  hiddenAnswers: z.literal('seen').exactOptional(),
  sections: z.array(Section).min(1),
  contradictions: z.array(Contradiction).default([]),
  screening: z.array(ScreeningRule).default([]),
  suggestions: z.array(Suggestion).exactOptional(),
  scoring: Scoring.exactOptional(),
});
export type Questionnaire = z.infer<typeof Questionnaire> & {
  /** Where a section is `askedBy` or `dueUnder` rules: what those rules say. Not part of the published version. */
  readonly relevance?: Relevance;
};

/** What rules beyond the questionnaire say about its sections, given the answers so far. */
export interface Relevance {
  /** The question of a section that decides most now; `undefined` when no further answer would change anything. */
  next(section: Section, answers: Answers): string | undefined;
  isDue(rule: string, answers: Answers): boolean;
}
export type Scoring = z.infer<typeof Scoring>;
/** A questionnaire as it is written, without what goes without saying. */
export type QuestionnaireFile = z.input<typeof Questionnaire>;
export type QuestionFile = z.input<typeof Question>;
export type OptionFile = z.input<typeof Option>;

/** The questions whose answers one of these changes makes doubtful, in the order of the file. */
export function questionsTouchedBy({ sections }: Questionnaire, changes: readonly Change[]): readonly Question[] {
  return sections.flatMap((section) =>
    section.questions.filter(({ touchedBy: own }) =>
      (own ?? section.touchedBy ?? []).some((change) => changes.includes(change)),
    ),
  );
}

/** All questions in the order of the file. */
export function questionsOf(questionnaire: Questionnaire): readonly Question[] {
  return questionnaire.sections.flatMap((section) => section.questions);
}
