import { z } from 'zod';

const Source = z.strictObject({
  personId: z.string(),
  at: z.string(),
  messageId: z.string(),
  quote: z.string().exactOptional(),
  place: z.string().exactOptional(),
  evidenceId: z.string().exactOptional(),
  quotedFrom: z.strictObject({ messageId: z.string(), link: z.string().exactOptional() }).exactOptional(),
  carriedFrom: z
    .strictObject({
      kind: z.enum(['declaration', 'register', 'answers', 'assessment']),
      reference: z.string(),
      at: z.string().exactOptional(),
    })
    .exactOptional(),
});

const AnswerValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]);

const Answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('known'), value: AnswerValue, source: Source }),
  z.strictObject({ kind: z.literal('unknown'), source: Source }),
  z.strictObject({ kind: z.literal('skipped'), source: Source }),
]);

export const Answers = z.record(z.string(), Answer).readonly();

/** Something read in free text that counts only when the person has confirmed it. */
export const Proposal = z
  .strictObject({
    questionId: z.string(),
    value: AnswerValue,
    source: Source,
    /** A product's name that no list has, so that it is asked about once more. */
    unlisted: z.literal(true).exactOptional(),
  })
  .readonly();
export type Proposal = z.infer<typeof Proposal>;

/** The words of a description, and where they stand in it. */
const Quoted = z.strictObject({ quote: z.string(), place: z.string() }).readonly();

/** An answer that was read in a description, and the words that say so. */
export const DescribedAnswer = z
  .strictObject({ questionId: z.string(), value: AnswerValue, rests: z.array(Quoted).min(1).readonly() })
  .readonly();
export type DescribedAnswer = z.infer<typeof DescribedAnswer>;

/** What was read in a description and waits to be kept or left out, a screenful at a time. */
export const Described = z
  .strictObject({
    /** Of the state in which this much of it was left: nobody keeps what was not shown. */
    revision: z.number().int(),
    /** The document's name; none for words that were pasted. */
    name: z.string().exactOptional(),
    evidenceId: z.string().exactOptional(),
    /** Only its beginning was read. */
    isCut: z.literal(true).exactOptional(),
    answers: z.array(DescribedAnswer).readonly(),
    conflicts: z.array(z.strictObject({ questionId: z.string(), says: z.array(Quoted).readonly() })).readonly(),
  })
  .readonly();
export type Described = z.infer<typeof Described>;

/** A question that a reviewer wants answered again, and the reason. */
export const ChangeRequest = z
  .strictObject({
    questionId: z.string(),
    remark: z.string(),
    /** Nobody asks for it but a change of what was approved: the earlier answer may well still hold. */
    isTouched: z.literal(true).exactOptional(),
  })
  .readonly();
export type ChangeRequest = z.infer<typeof ChangeRequest>;

/** What of an interview a colleague was asked for, once or, as a co-author, until it is submitted. */
export const Part = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('question'), questionId: z.string() }),
  z.strictObject({ kind: z.literal('section'), sectionId: z.string() }),
  z.strictObject({ kind: z.literal('coAuthor'), sectionIds: z.array(z.string()).readonly() }),
]);
export type Part = Readonly<z.infer<typeof Part>>;

/** A part that is with a colleague. */
export const SharedPart = z.strictObject({ shareId: z.string(), personId: z.string(), part: Part }).readonly();
export type SharedPart = z.infer<typeof SharedPart>;

/** Where a long interview is: at its overview, in one section, or going through all of them in order. */
const Place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('overview') }),
  z.strictObject({ kind: z.literal('section'), sectionId: z.string() }),
]);

/** One run of a questionnaire, as plain JSON. Stored after every step and parsed when it comes back. */
export const InterviewState = z
  .strictObject({
    phase: z.enum(['confirming', 'asking', 'reviewing', 'paused', 'submitted', 'cancelled']),
    /** Grows with every change. */
    revision: z.number().int().nonnegative(),
    noticeShown: z.boolean(),
    /** Also holds answers to questions that do not apply at present; use `countingAnswers`. */
    answers: Answers,
    /** Also holds proposals for questions that do not apply at present; use `openProposals`. */
    proposals: z.array(Proposal).readonly(),
    current: z.string().nullable(),
    /** Ids of the answered questions in the order of answering, for going back. */
    history: z.array(z.string()).readonly(),
    changeRequested: z.array(ChangeRequest).readonly(),
    /** Places of the contradictions in the questionnaire that hold at present and were pointed out. */
    contradictionsShown: z.array(z.number().int().nonnegative()).readonly(),
    /** How often it was submitted: what was submitted once cannot be cancelled, only reopened and submitted again. */
    submissions: z.number().int().nonnegative(),
    /** The person asked to cancel and was asked whether they mean it; anything but a yes takes it back. */
    cancelAsked: z.boolean().default(false),
    /** Ids of the questions answered by confirming what was read in free text. */
    confirmed: z.array(z.string()).readonly().default([]),
    /** Ids of the questions for which an answer was suggested, so that none is suggested twice. */
    suggested: z.array(z.string()).readonly().default([]),
    /** What a model read in the last words; shown apart, and counting only when it is confirmed as shown. */
    further: z
      .strictObject({ revision: z.number().int(), proposals: z.array(Proposal).readonly() })
      .readonly()
      .nullable()
      .default(null),
    /** What is with colleagues. It is not asked meanwhile, and holds up the submission. */
    shared: z.array(SharedPart).readonly().default([]),
    place: Place.readonly().default({ kind: 'all' }),
    described: Described.nullable().default(null),
  })
  .readonly();
export type InterviewState = z.infer<typeof InterviewState>;

/** An interview in which nothing was said yet. Its first input is `start`. */
export function newInterview(): InterviewState {
  return {
    phase: 'asking',
    revision: 0,
    noticeShown: false,
    answers: {},
    proposals: [],
    current: null,
    history: [],
    changeRequested: [],
    contradictionsShown: [],
    submissions: 0,
    cancelAsked: false,
    confirmed: [],
    suggested: [],
    further: null,
    shared: [],
    place: { kind: 'all' },
    described: null,
  };
}
