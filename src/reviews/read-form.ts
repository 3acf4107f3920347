import { z } from 'zod';
import type { ActionValue } from '../chat/card.ts';
import type { InputValues } from '../chat/form.ts';
import { IMPACT_LEVELS } from '../impact/levels.ts';
import { DECIDED_FACETS, type DecidedFacet, type DecidedValues, valueFrom } from '../law/decided.ts';
import type { ReviewCommand } from './command.ts';
import { BASIS, LEAVE } from './law-form.ts';
import { STANCES } from './progress.ts';
import { LEVEL_FINDING } from './progress-after.ts';
import { AUDIENCES, type ConditionText } from './review.ts';
import { INPUT } from './review-form.ts';

export type ReadForm =
  | { readonly ok: true; readonly reviewId: string; readonly command: ReviewCommand }
  /** Sentences by input id; a context that no form of ours has gives an empty list. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

const Context = z.object({
  review: z.uuid(),
  version: z.coerce.number().int().positive(),
  finding: z.string().max(100).default(LEVEL_FINDING),
});
const Text = z.string({ error: 'Please write something.' }).trim().min(1, 'Please write something.');
const Optional = z.string().trim().default('');
const Day = z.iso.date({ error: 'Please give a date.' }).transform((day) => new Date(`${day}T00:00:00Z`));
const OptionalDay = z.union([z.literal('').transform(() => undefined), Day]).optional();
const Lines = z.string().default('').transform(linesOf);

const Count = z.coerce
  .number({ error: 'Please give a number.' })
  .int('Please give a whole number.')
  .min(0, 'Please give 0 or more.')
  .max(100, 'Please give 100 or less.');
const People = z.array(z.uuid()).default([]);
const Word = z.string().max(500).optional();
const Words = z.array(z.string().max(100)).max(50).optional();

const Minutes = z
  .object({
    [INPUT.heldOn]: Day,
    [INPUT.attendees]: People.refine((people) => people.length > 0, 'Please say who was there.'),
    [INPUT.standAside]: People,
    ...{ [INPUT.inFavour]: Count, [INPUT.against]: Count, [INPUT.abstained]: Count },
    [INPUT.verdict]: z.enum(['approved', 'approvedWithConditions', 'rejected'], { error: 'Please choose one.' }),
    ...{
      [INPUT.conditions]: Lines,
      [INPUT.reason]: Text,
      [INPUT.dissent]: Optional,
      [INPUT.nextReviewAt]: OptionalDay,
    },
  })
  .transform(({ heldOn, attendees, standAside, inFavour, against, abstained, verdict, ...rest }) => ({
    ...{ heldOn, attendees, recused: standAside, votes: { inFavour, against, abstained }, verdict },
    ...{ conditions: rest.conditions.map(demand(false)), reason: rest.reason },
    ...(rest.dissent ? { dissent: rest.dissent } : {}),
    ...(rest.nextReviewAt ? { nextReviewAt: rest.nextReviewAt } : {}),
  }));

const READERS = {
  'review.approve': z
    .object({
      [INPUT.reason]: Optional,
      [INPUT.nextReviewAt]: Day,
      [INPUT.validUntil]: OptionalDay,
      [INPUT.as]: Optional,
    })
    .transform(({ reason, nextReviewAt, validUntil, as }) => ({
      kind: 'approve' as const,
      nextReviewAt,
      ...(reason ? { reason } : {}),
      ...(validUntil ? { validUntil } : {}),
      ...(as ? { as } : {}),
    })),
  'review.approveWithConditions': z
    .object({
      [INPUT.conditions]: Lines,
      [INPUT.preconditions]: Lines,
      [INPUT.reason]: Optional,
      [INPUT.nextReviewAt]: Day,
      [INPUT.as]: Optional,
    })
    .transform(({ conditions, preconditions, reason, nextReviewAt, as }) => ({
      kind: 'approveWithConditions' as const,
      conditions: [...preconditions.map(demand(true)), ...conditions.map(demand(false))],
      nextReviewAt,
      ...(reason ? { reason } : {}),
      ...(as ? { as } : {}),
    })),
  'review.requestChanges': z
    .object({
      [INPUT.questions]: z
        .array(z.string(), { error: 'Please choose at least one question.' })
        .min(1, 'Please choose at least one question.'),
      [INPUT.remark]: Text,
    })
    .transform(({ questions, remark }) => ({
      kind: 'requestChanges' as const,
      requests: [...new Set(questions)].map((questionId) => ({ questionId, remark })),
    })),
  'review.reject': z.object({ [INPUT.reason]: Text }).transform(({ reason }) => ({ kind: 'reject' as const, reason })),
  'review.revoke': z.object({ [INPUT.reason]: Text }).transform(({ reason }) => ({ kind: 'revoke' as const, reason })),
  'review.comment': z
    .object({
      [INPUT.comment]: Text,
      [INPUT.audience]: z.enum(AUDIENCES, { error: 'Please choose one.' }).default('internal'),
    })
    .transform(({ comment, audience }) => ({ kind: 'comment' as const, text: comment, audience })),
  'review.reply': z
    .object({ [INPUT.comment]: Text })
    .transform(({ comment }) => ({ kind: 'comment' as const, text: comment, audience: 'submitter' as const })),
  'review.advise': z
    .object({
      [INPUT.stance]: z.enum(STANCES, { error: 'Please choose one.' }),
      [INPUT.comment]: Text,
    })
    .transform(({ stance, comment }) => ({ kind: 'advise' as const, stance, text: comment })),
  'review.recuse': z
    .object({ [INPUT.reason]: Optional })
    .transform(({ reason }) => ({ kind: 'recuse' as const, ...(reason ? { reason } : {}) })),
  'review.setLevel': z
    .object({ [INPUT.level]: z.enum(IMPACT_LEVELS, { error: 'Please choose one.' }), [INPUT.reason]: Text })
    .transform(({ level, reason }) => ({ kind: 'setLevel' as const, level, reason })),
  'review.decideLaw': z
    .object({
      ...{ outOfScope: Word, prohibited: Word, highRisk: Word, gpai: Word },
      ...{ [BASIS]: Words, roles: Words, transparency: Words, [INPUT.reason]: Text },
    })
    .transform(({ reason, basis, highRisk, ...others }) => {
      const status = highRisk === undefined || highRisk === 'no' ? highRisk : [highRisk, ...(basis ?? [])].join(' ');
      const several = (words: readonly string[] | undefined) => words && valueFrom(words);
      const { roles, transparency, ...single } = others;
      const values = { ...single, highRisk: status, roles: several(roles), transparency: several(transparency) };
      return { kind: 'decideLaw' as const, reason, values: withoutLeft(values) };
    }),
  'review.declineLowering': z
    .object({ [INPUT.reason]: Text })
    .transform(({ reason }) => ({ kind: 'declineLowering' as const, reason })),
  'review.recordCommittee': Minutes.transform((minutes) => ({ kind: 'recordCommittee' as const, minutes })),
  'review.returnCommittee': z
    .object({ [INPUT.reason]: Text })
    .transform(({ reason }) => ({ kind: 'returnCommittee' as const, reason })),
  'review.supplierFacts': z
    .object({
      [INPUT.dataRegion]: Text,
      [INPUT.trainsOnOurData]: z.enum(['yes', 'no', 'unknown'], { error: 'Please choose one.' }),
      [INPUT.source]: Text,
    })
    .transform((facts) => ({ kind: 'recordSupplierFacts' as const, facts })),
};

export type ReviewFormId = keyof typeof READERS;

/** Turns what a reviewer entered into a command. Whether it is allowed is for `decide` to say. */
export function readReviewForm(formId: ReviewFormId, context: ActionValue, inputs: InputValues): ReadForm {
  const where = Context.safeParse(context);
  if (!where.success) return { ok: false, errors: {} };
  const read = READERS[formId].safeParse(inputs);
  if (!read.success) {
    const errors = read.error.issues.map(({ path, message }) => [String(path[0] ?? ''), message] as const);
    return { ok: false, errors: Object.fromEntries(errors.reverse()) };
  }
  const { review: reviewId, version, finding } = where.data;
  if (isUnversioned(read.data)) return { ok: true, reviewId, command: read.data };
  if (read.data.kind === 'declineLowering') return { ok: true, reviewId, command: { version, finding, ...read.data } };
  return { ok: true, reviewId, command: { version, ...read.data } };
}

/** What is said beside the decision, whatever the card was. */
function isUnversioned<Read extends { readonly kind: string }>(
  read: Read,
): read is Extract<Read, { kind: 'comment' | 'advise' | 'recuse' }> {
  return read.kind === 'comment' || read.kind === 'advise' || read.kind === 'recuse';
}

/** Facets on which nothing is decided are left out. */
function withoutLeft(values: Readonly<Partial<Record<DecidedFacet, string | undefined>>>): DecidedValues {
  const decided: Partial<Record<DecidedFacet, string>> = {};
  for (const facet of DECIDED_FACETS) {
    const value = values[facet];
    if (value !== undefined && !value.split(' ').includes(LEAVE)) decided[facet] = value;
  }
  return decided;
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => line.replace(/^\s*[-*•]\s+/u, '').trim())
    .filter((line) => line !== '');
}

function demand(precondition: boolean): (text: string) => ConditionText {
  return (text) => ({ text, precondition });
}
