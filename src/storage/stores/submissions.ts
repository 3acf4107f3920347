import canonicalize from 'canonicalize';
import type { LawFinding } from '../../impact/law-finding.ts';
import type { Answers } from '../../interviews/answer.ts';
import { Answers as StoredAnswers } from '../../interviews/interview-state.ts';
import type { DecidedAssessment, SubmissionStore } from '../../reviews/review-store.ts';
import type { Submission } from '../../reviews/submission.ts';
import type { Submission as SubmissionRow } from '../generated/client.ts';
import { toJson } from '../json.ts';
import type { Scope } from '../scope.ts';
import { StoredVerdict } from './decisions.ts';
import { OPEN_STATES, reviewRecords, toReviewRecord, WITH_DECISION } from './review-records.ts';
import { StoredDerived } from './stored-derived.ts';
import { StoredLawFinding } from './stored-law-finding.ts';

export function createPrismaSubmissionStore(scope: Scope): SubmissionStore {
  const { organisationId, db, words } = scope;

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

  async function answersIn({ id, submitterId, sealedAnswers }: SubmissionRow): Promise<Answers | undefined> {
    const answers = await words.open(submitterId, answersPlace(id), sealedAnswers);
    return answers === undefined ? undefined : StoredAnswers.parse(answers);
  }

  return {
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
    async submissions(reviewId) {
      const rows = await db.submission.findMany({ where: { organisationId, reviewId }, orderBy: { number: 'asc' } });
      const again = await lawSince(rows.filter(({ derived }) => hasLaw(derived)).map(({ id }) => id));
      const submissions: Submission[] = [];
      for (const row of rows) {
        const { sealedAnswers: _sealed, organisationId: _id, ...submission } = row;
        const derived = StoredDerived.parse(row.derived);
        const law = again.get(row.id) ?? derived.law;
        submissions.push({ ...submission, answers: await answersIn(row), derived, ...(law ? { law } : {}) });
      }
      return submissions;
    },
    async openSubmissions() {
      const open = await reviewRecords(scope, { state: { in: OPEN_STATES } }, { dueAt: 'asc' });
      const rows = await db.submission.findMany({
        where: { organisationId, reviewId: { in: open.map(({ review }) => review.id) } },
      });
      return Promise.all(
        open.map(async ({ review }) => {
          const row = rows.find(({ reviewId, number }) => reviewId === review.id && number === review.submissionNumber);
          return { review, answers: row && (await answersIn(row)) };
        }),
      );
    },
    async decidedAssessments(most) {
      const rows = await db.review.findMany({
        where: { organisationId, level: { not: null }, decisions: { some: {} }, state: { notIn: OPEN_STATES } },
        include: {
          ...WITH_DECISION,
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
        const { questionnaireId, questionnaireVersion, derived } = submission;
        found.push({
          review: (await toReviewRecord(row, scope)).review,
          ...{ questionnaireId, questionnaireVersion },
          answers: await answersIn(submission),
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
  };
}

function hasLaw(derived: unknown): boolean {
  return typeof derived === 'object' && derived !== null && 'law' in derived;
}

function answersPlace(id: string): string {
  return `submission/${id}/answers`;
}
