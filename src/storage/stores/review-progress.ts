import { z } from 'zod';
import { ROLES } from '../../chat/event.ts';
import type { Override } from '../../reviews/override.ts';
import {
  type Advice,
  type CommitteeRecord,
  NOTHING_YET,
  type Progress,
  STANCES,
  type Terms,
  type Vote,
} from '../../reviews/progress.ts';
import type { Prisma, Submission as SubmissionRow } from '../generated/client.ts';
import type { Scope } from '../scope.ts';

/** What is read with a review, so that its rules see what has come together for the submission in hand. */
export const DELIBERATION = {
  submissions: { select: { id: true, number: true, contributors: true } },
  votes: { orderBy: { id: 'asc' } },
  advice: { orderBy: { id: 'asc' } },
  recusals: { orderBy: { id: 'asc' } },
  minutes: { orderBy: { id: 'asc' }, include: { ruling: true } },
  overrides: { orderBy: { id: 'asc' }, include: { ruling: true } },
} satisfies Prisma.ReviewInclude;

type WithDeliberation = Prisma.ReviewGetPayload<{ include: typeof DELIBERATION }>;
export type DeliberationRows = Pick<WithDeliberation, keyof typeof DELIBERATION>;

const StoredRole = z.enum(ROLES);
const StoredVerdict = z.enum(['approved', 'approvedWithConditions']);
export const StoredConditions = z.array(z.object({ text: z.string(), precondition: z.boolean() }));

/** What has come together for the submission in hand; nothing for one of which nobody has said anything yet. */
export async function progressIn(
  {
    submissions,
    votes,
    advice,
    minutes,
    overrides,
    submissionNumber,
  }: DeliberationRows & { readonly submissionNumber: number },
  scope: Scope,
): Promise<Progress> {
  const submissionId = submissions.find(({ number }: Pick<SubmissionRow, 'number'>) => number === submissionNumber)?.id;
  const current = <Row extends { readonly submissionId: string }>(rows: readonly Row[]) =>
    rows.filter((row) => row.submissionId === submissionId);
  const record = current(minutes).findLast(({ ruling }) => ruling?.verdict !== 'returned');
  const settled = current(overrides).filter(({ isLowering, ruling }) => !isLowering || ruling?.verdict === 'confirmed');
  const proposed = current(overrides).filter(({ isLowering, ruling }) => isLowering && ruling === null);
  return {
    ...NOTHING_YET,
    votes: current(votes).map(toVote),
    advice: lastOfEach(current(advice).map(toAdvice)),
    ...(record ? { committee: await toCommitteeRecord(record, scope) } : {}),
    overrides: lastOnEach(settled.map(toOverride)),
    proposed: lastOnEach(proposed.map(toOverride)),
  };
}

function toVote({ voterId, votedAt, role, inPlaceOfId, ...row }: WithDeliberation['votes'][number]): Vote {
  const vote = { by: voterId, at: votedAt, role: StoredRole.parse(role), ...termsIn(row) };
  return inPlaceOfId === null ? vote : { ...vote, inPlaceOf: inPlaceOfId };
}

function termsIn({
  verdict,
  conditions,
  validUntil,
  nextReviewAt,
}: Pick<WithDeliberation['votes'][number], 'verdict' | 'conditions' | 'validUntil' | 'nextReviewAt'>): Terms {
  return {
    verdict: StoredVerdict.parse(verdict),
    conditions: StoredConditions.parse(conditions),
    validUntil,
    nextReviewAt,
  };
}

function toAdvice({
  adviserId,
  advisedAt,
  role,
  stance,
  formal,
  inPlaceOfId,
}: WithDeliberation['advice'][number]): Advice {
  const said = {
    by: adviserId,
    at: advisedAt,
    role: StoredRole.parse(role),
    stance: z.enum(STANCES).parse(stance),
    formal,
  };
  return inPlaceOfId === null ? said : { ...said, inPlaceOf: inPlaceOfId };
}

/** In the order in which the words were said that count. */
function lastOfEach(advice: readonly Advice[]): readonly Advice[] {
  return advice.filter(({ by }, at) => !advice.slice(at + 1).some((later) => later.by === by));
}

/** The last word on each finding. */
function lastOnEach(words: readonly Override[]): readonly Override[] {
  return words.filter(({ finding }, at) => !words.slice(at + 1).some((later) => later.finding === finding));
}

export async function toCommitteeRecord(
  row: WithDeliberation['minutes'][number],
  { words }: Scope,
): Promise<CommitteeRecord> {
  const { id, secretaryId, recordedAt, heldOn, attendees, recused, inFavour, against, abstained, verdict } = row;
  const { validUntil, nextReviewAt, conditions, ruling } = row;
  return {
    ...{ recordedBy: secretaryId, recordedAt, heldOn, attendees, recused },
    votes: { inFavour, against, abstained },
    outcome:
      verdict === 'rejected' || validUntil === null || nextReviewAt === null
        ? { verdict: 'rejected' }
        : termsIn({ verdict, conditions, validUntil, nextReviewAt }),
    reason: await words.openText(secretaryId, minutesPlace(id, 'reason'), row.sealedReason),
    ...(ruling?.verdict === 'confirmed' ? { confirmedBy: ruling.chairId } : {}),
  };
}

export function minutesPlace(id: string, part: 'reason' | 'dissent'): string {
  return `committee-record/${id}/${part}`;
}

function toOverride({
  finding,
  computed,
  decided,
  deciderId,
  decidedAt,
  ruling,
}: WithDeliberation['overrides'][number]): Override {
  const override = { finding, computed, decided, by: deciderId, at: decidedAt };
  return ruling?.verdict === 'confirmed' ? { ...override, confirmedBy: ruling.approverId } : override;
}
