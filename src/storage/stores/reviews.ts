import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { LawFinding } from '../../impact/law-finding.ts';
import { IMPACT_LEVELS, OVERSIGHTS } from '../../impact/levels.ts';
import { Answers } from '../../interviews/interview-state.ts';
import { LANES } from '../../interviews/screening.ts';
import type { NewId } from '../../kernel/ids.ts';
import { AUDIENCES, type Review, type ReviewHead, type ReviewState, type SupplierFacts } from '../../reviews/review.ts';
import type { DecidedAssessment, Decision, ReviewRecord, ReviewStore, Submission } from '../../reviews/review-store.ts';
import type { Route } from '../../reviews/route.ts';
import type { Decision as DecisionRow, Review as ReviewRow } from '../generated/client.ts';
import { Prisma } from '../generated/client.ts';
import { toJson } from '../json.ts';
import { nextReference } from '../references.ts';
import type { Scope } from '../scope.ts';
import { DELIBERATION, type DeliberationRows, progressIn } from './review-progress.ts';
import { StoredLawFinding } from './stored-law-finding.ts';

const OPEN_STATES = ['submitted', 'inReview', 'changesRequested'];

const StoredLane = z.enum(LANES);
const StoredLevel = z.enum(IMPACT_LEVELS);
const StoredSupplierFacts = z.object({
  dataRegion: z.string(),
  trainsOnOurData: z.enum(['yes', 'no', 'unknown']),
  source: z.string(),
});
const StoredReason = z.object({ lane: StoredLane, text: z.string(), clause: z.string().exactOptional() });
const StoredDerived = z.object({
  because: z.array(StoredReason),
  unknowns: z.array(z.string()),
  contradictions: z.array(z.string()),
  impact: z
    .object({
      level: StoredLevel,
      oversight: z.enum(OVERSIGHTS),
      rules: z.object({ id: z.string(), version: z.number() }),
      because: z.array(
        z.object({
          rule: z.string(),
          level: StoredLevel.exactOptional(),
          oversight: z.enum(OVERSIGHTS).exactOptional(),
          text: z.string(),
          clause: z.string().exactOptional(),
        }),
      ),
    })
    .exactOptional(),
  law: StoredLawFinding.exactOptional(),
  treatedBy: z
    .object({ criteria: z.object({ id: z.string(), version: z.number() }), hash: z.string() })
    .exactOptional(),
  // What other features have frozen with a risk goes along.
  treatment: z
    .array(
      z.looseObject({
        ...{ id: z.string(), cause: z.string(), consequence: z.string(), affected: z.string() },
        ...{ likelihood: z.string(), severity: z.string() },
        treatment: z.looseObject({ kind: z.string(), controls: z.array(z.string()), what: z.string() }),
      }),
    )
    .exactOptional(),
});
const StoredVerdict = z.enum(['approved', 'approvedWithConditions', 'rejected']);

type ReviewWithDecision = ReviewRow & DeliberationRows & { readonly decisions: readonly DecisionRow[] };

/** The decision that a review's state speaks of is its last one; what was said before it is of the submission in hand. */
const withDecision = {
  decisions: { orderBy: { decidedAt: 'desc' }, take: 1 },
  ...DELIBERATION,
} satisfies Prisma.ReviewInclude;

export function createPrismaReviewStore(scope: Scope, newId: NewId): ReviewStore {
  const { organisationId, db, words } = scope;
  const answersPlace = (id: string) => `submission/${id}/answers`;
  const many = async (
    where: Prisma.ReviewWhereInput,
    orderBy: Prisma.ReviewOrderByWithRelationInput,
    page: { readonly take?: number } = {},
  ): Promise<readonly ReviewRecord[]> => {
    const rows = await db.review.findMany({
      where: { organisationId, ...where },
      include: withDecision,
      orderBy,
      ...page,
    });
    const records: ReviewRecord[] = [];
    for (const row of rows) records.push(await toRecord(row, scope));
    return records;
  };

  /** What was computed again since the submission, the last of it. */
  async function lawSince(submissionIds: readonly string[]): Promise<ReadonlyMap<string, LawFinding>> {
    if (submissionIds.length === 0) return new Map();
    const runs = await db.lawRun.findMany({
      where: { organisationId, submissionId: { in: [...submissionIds] } },
      select: { submissionId: true, finding: true },
      orderBy: { id: 'asc' },
    });
    return new Map(runs.map(({ submissionId, finding }) => [submissionId, StoredLawFinding.parse(finding)]));
  }

  async function open(personId: string, place: string, sealed: Uint8Array): Promise<string | undefined> {
    return z
      .string()
      .optional()
      .parse(await words.open(personId, place, sealed));
  }

  return {
    nextReference: () => nextReference(scope, 'review'),
    async find(reviewId) {
      const row = await db.review.findFirst({
        where: { organisationId, id: reviewId },
        include: withDecision,
      });
      return row ? toRecord(row, scope) : undefined;
    },
    referenced: async (reference) => (await many({ reference }, { createdAt: 'asc' }))[0],
    ofDecision: async (id) => (await many({ decisions: { some: { id } } }, { createdAt: 'asc' }))[0],
    ofAssessment: async (assessmentId) => (await many({ assessmentId }, { createdAt: 'asc' })).at(-1),
    queue: () => many({ state: { in: OPEN_STATES } }, { dueAt: 'asc' }),
    async openSubmissions() {
      const open = await many({ state: { in: OPEN_STATES } }, { dueAt: 'asc' });
      const rows = await db.submission.findMany({
        where: { organisationId, reviewId: { in: open.map(({ review }) => review.id) } },
      });
      return Promise.all(
        open.map(async ({ review }) => {
          const row = rows.find(({ reviewId, number }) => reviewId === review.id && number === review.submissionNumber);
          const answers = row && (await words.open(row.submitterId, answersPlace(row.id), row.sealedAnswers));
          return { review, answers: answers === undefined ? undefined : Answers.parse(answers) };
        }),
      );
    },
    async decidedAssessments(most) {
      const rows = await db.review.findMany({
        where: { organisationId, level: { not: null }, decisions: { some: {} }, state: { notIn: OPEN_STATES } },
        include: {
          ...withDecision,
          decisions: { orderBy: { decidedAt: 'desc' }, take: 1, include: { conditions: true } },
        },
        orderBy: { updatedAt: 'desc' },
        take: most,
      });
      const found: DecidedAssessment[] = [];
      for (const row of rows) {
        const [decision] = row.decisions;
        const submission = await db.submission.findFirst({
          where: { organisationId, reviewId: row.id },
          orderBy: { number: 'desc' },
        });
        if (!decision || !submission) continue;
        const { id, submitterId, sealedAnswers, questionnaireId, questionnaireVersion, derived } = submission;
        const answers = await words.open(submitterId, answersPlace(id), sealedAnswers);
        found.push({
          review: (await toRecord(row, scope)).review,
          ...{ questionnaireId, questionnaireVersion },
          answers: answers === undefined ? undefined : Answers.parse(answers),
          derived: StoredDerived.parse(derived),
          decision: {
            verdict: StoredVerdict.parse(decision.verdict),
            decidedAt: decision.decidedAt,
            conditions: decision.conditions.map(({ text, precondition }) => ({ text, precondition })),
          },
        });
      }
      return found;
    },
    submittedBy: (personId) => many({ submitterId: personId }, { createdAt: 'desc' }),
    lapsed: (now, take) =>
      many(
        { state: { in: ['approved', 'approvedWithConditions'] }, decisions: { some: { validUntil: { lte: now } } } },
        { dueAt: 'asc' },
        { take },
      ),
    async create({ review, interviewId, createdAt }) {
      await db.review.create({
        data: { organisationId, id: review.id, interviewId, createdAt, ...columnsOf(review, createdAt) },
      });
    },
    async save(review, version, now) {
      const { count } = await db.review.updateMany({
        where: { organisationId, id: review.id, version },
        data: columnsOf(review, now),
      });
      return count === 1 ? 'saved' : 'conflict';
    },
    async addSubmission({ answers, derived, evidence, contributors, ...submission }) {
      const answersHash = await words.commit(submission.submitterId, canonicalize(answers) ?? '');
      const sealedAnswers = await words.seal(submission.submitterId, answersPlace(submission.id), answers);
      await db.submission.create({
        data: {
          ...{ organisationId, ...submission, sealedAnswers, answersHash },
          derived: toJson(derived),
          evidence: [...evidence],
          contributors: [...contributors],
        },
      });
      return answersHash;
    },
    async lawOfApproved() {
      const approved = await db.review.findMany({
        where: { organisationId, assessmentId: { not: null }, state: { in: ['approved', 'approvedWithConditions'] } },
        select: { id: true, assessmentId: true, submissionNumber: true },
      });
      const rows = await db.submission.findMany({
        where: { organisationId, reviewId: { in: approved.map(({ id }) => id) } },
        select: { id: true, reviewId: true, number: true, derived: true },
      });
      const again = await lawSince(rows.map(({ id }) => id));
      return approved.flatMap(({ id, assessmentId, submissionNumber }) => {
        const decided = rows.find(({ reviewId, number }) => reviewId === id && number === submissionNumber);
        const law = decided && (again.get(decided.id) ?? StoredDerived.parse(decided.derived).law);
        return assessmentId !== null && law ? [{ assessmentId, law }] : [];
      });
    },
    async submissions(reviewId) {
      const rows = await db.submission.findMany({ where: { organisationId, reviewId }, orderBy: { number: 'asc' } });
      const again = await lawSince(rows.filter(({ derived }) => hasLaw(derived)).map(({ id }) => id));
      const submissions: Submission[] = [];
      for (const { sealedAnswers, derived, organisationId: _, ...row } of rows) {
        const answers = await words.open(row.submitterId, answersPlace(row.id), sealedAnswers);
        const frozen = StoredDerived.parse(derived);
        const law = again.get(row.id) ?? frozen.law;
        submissions.push({
          ...row,
          answers: answers === undefined ? undefined : Answers.parse(answers),
          derived: frozen,
          ...(law ? { law } : {}),
        });
      }
      return submissions;
    },
    async addDecision({ reason, conditions, ...decision }, shown) {
      await db.decision.create({
        data: {
          organisationId,
          ...decision,
          inPlaceOfId: decision.inPlaceOfId ?? null,
          delegationId: decision.delegationId ?? null,
          validUntil: decision.validUntil ?? null,
          nextReviewAt: decision.nextReviewAt ?? null,
          sealedReason: await words.seal(decision.reviewerId, `decision/${decision.id}/reason`, reason ?? ''),
          shownHash: await words.commit(decision.reviewerId, shown),
        },
      });
      await db.condition.createMany({
        data: conditions.map((condition) => ({ organisationId, id: newId(), decisionId: decision.id, ...condition })),
      });
    },
    async decisions(reviewId) {
      const rows = await db.decision.findMany({
        where: { organisationId, reviewId },
        include: { conditions: { orderBy: { id: 'asc' } } },
        orderBy: { decidedAt: 'asc' },
      });
      const decisions: Decision[] = [];
      for (const {
        sealedReason,
        shownHash: _hash,
        organisationId: _id,
        conditions,
        verdict,
        inPlaceOfId,
        delegationId,
        validUntil,
        nextReviewAt,
        ...row
      } of rows) {
        const reason = await open(row.reviewerId, `decision/${row.id}/reason`, sealedReason);
        decisions.push({
          ...row,
          verdict: StoredVerdict.parse(verdict),
          inPlaceOfId: inPlaceOfId ?? undefined,
          delegationId: delegationId ?? undefined,
          reason: reason || undefined,
          conditions: conditions.map(({ text, precondition }) => ({ text, precondition })),
          validUntil: validUntil ?? undefined,
          nextReviewAt: nextReviewAt ?? undefined,
        });
      }
      return decisions;
    },
    async addChangeRequests(reviewId, submissionNumber, reviewerId, requests, requestedAt) {
      for (const { questionId, remark } of requests) {
        const id = newId();
        const sealedRemark = await words.seal(reviewerId, remarkPlace(id), remark);
        await db.changeRequest.create({
          data: { organisationId, id, reviewId, submissionNumber, questionId, reviewerId, sealedRemark, requestedAt },
        });
      }
    },
    async changeRequests(reviewId) {
      const rows = await db.changeRequest.findMany({ where: { organisationId, reviewId }, orderBy: { id: 'asc' } });
      return Promise.all(
        rows.map(async ({ id, questionId, submissionNumber, reviewerId, sealedRemark, answeredAt }) => ({
          questionId,
          submissionNumber,
          reviewerId,
          remark: await open(reviewerId, remarkPlace(id), sealedRemark),
          answered: answeredAt !== null,
        })),
      );
    },
    async markChangesAnswered(reviewId, now) {
      await db.changeRequest.updateMany({
        where: { organisationId, reviewId, answeredAt: null },
        data: { answeredAt: now },
      });
    },
    async addComment(reviewId, { id, authorId, audience, text, writtenAt }) {
      const sealedText = await words.seal(authorId, `review-comment/${id}/text`, text);
      await db.reviewComment.create({
        data: { organisationId, id, reviewId, authorId, audience, sealedText, writtenAt },
      });
    },
    async comments(reviewId) {
      const rows = await db.reviewComment.findMany({ where: { organisationId, reviewId }, orderBy: { id: 'asc' } });
      return Promise.all(
        rows.map(async ({ id, authorId, audience, sealedText, writtenAt }) => ({
          id,
          authorId,
          audience: z.enum(AUDIENCES).parse(audience),
          text: await open(authorId, `review-comment/${id}/text`, sealedText),
          writtenAt,
        })),
      );
    },
  };
}

function columnsOf(review: Review, updatedAt: Date) {
  const { reference, route, submitterId, ownerId, submissionNumber, dueAt, version, state, supplierFacts } = review;
  const none = { lane: null, level: null, assessmentId: null };
  const { kind: _, ...chosen } = route;
  return {
    reference,
    ...none,
    ...chosen,
    submitterId,
    ownerId,
    submissionNumber,
    dueAt,
    version,
    state,
    claimedById: 'claimedById' in review ? review.claimedById : null,
    supplierFacts: supplierFacts ? toJson(supplierFacts) : Prisma.DbNull,
    updatedAt,
  };
}

async function toRecord(found: ReviewWithDecision, scope: Scope): Promise<ReviewRecord> {
  const {
    decisions: [decision],
    interviewId,
    createdAt,
    ...row
  } = found;
  const facts: SupplierFacts | undefined =
    row.supplierFacts === null ? undefined : StoredSupplierFacts.parse(row.supplierFacts);
  const head: ReviewHead = {
    id: row.id,
    reference: row.reference,
    route: routeOf(row),
    submitterId: row.submitterId,
    ownerId: row.ownerId,
    submissionNumber: row.submissionNumber,
    dueAt: row.dueAt,
    version: row.version,
    progress: await progressIn(found, scope),
    contributorIds: row.submissions.find(({ number }) => number === row.submissionNumber)?.contributors ?? [],
    recused: row.recusals.map(({ personId }) => personId),
    ...(facts ? { supplierFacts: facts } : {}),
  };
  return { review: { ...head, ...stateOf(row, decision) }, interviewId, createdAt };
}

function routeOf({ id, lane, level, assessmentId }: Pick<ReviewRow, 'id' | 'lane' | 'level' | 'assessmentId'>): Route {
  if (lane !== null) return { kind: 'declaration', lane: StoredLane.parse(lane) };
  if (assessmentId === null) throw new Error(`Review ${id} is about nothing`);
  return { kind: 'assessment', level: StoredLevel.parse(level), assessmentId };
}

function stateOf(
  { id, state, claimedById }: Pick<ReviewRow, 'id' | 'state' | 'claimedById'>,
  decision: DecisionRow | undefined,
): ReviewState {
  if (state === 'submitted') return { state };
  if ((state === 'inReview' || state === 'changesRequested') && claimedById) return { state, claimedById };
  if (!decision) throw new Error(`Review ${id} is ${state} without a decision`);
  const verdict = { decidedById: decision.reviewerId, decidedAt: decision.decidedAt };
  if (state === 'rejected') return { state, decision: verdict };
  const { validUntil, nextReviewAt } = decision;
  if (!validUntil || !nextReviewAt) throw new Error(`Review ${id} is ${state} without dates`);
  return {
    state: z.enum(['approved', 'approvedWithConditions', 'expired', 'revoked', 'superseded']).parse(state),
    decision: { ...verdict, validUntil, nextReviewAt },
  };
}

function hasLaw(derived: unknown): boolean {
  return typeof derived === 'object' && derived !== null && 'law' in derived;
}

/** Where a sealed remark belongs. */
export function remarkPlace(id: string): string {
  return `change-request/${id}/remark`;
}
