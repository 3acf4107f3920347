import { InterviewState } from '../../interviews/interview-state.ts';
import { type InterviewRecord, type InterviewStore, newAnswers } from '../../interviews/interview-store.ts';
import type { Interview, Prisma } from '../generated/client.ts';
import type { Scope } from '../scope.ts';
import { platformOf } from './platform.ts';

const OPEN_PHASES = ['confirming', 'asking', 'reviewing', 'paused'];

export function createPrismaInterviewStore({ organisationId, db, words }: Scope): InterviewStore {
  async function toRecord(row: Interview): Promise<InterviewRecord | undefined> {
    const state = await words.open(row.ownerId, interviewPlace(row.id), row.sealedState);
    if (state === undefined) return undefined;
    return {
      id: row.id,
      questionnaireId: row.questionnaireId,
      questionnaireVersion: row.questionnaireVersion,
      ownerId: row.ownerId,
      conversation: {
        platform: platformOf(row.platform),
        workspace: row.workspace,
        conversation: row.conversation,
        visibility: 'direct',
      },
      state: InterviewState.parse(state),
      reviewId: row.reviewId ?? undefined,
      version: row.version,
      startedAt: row.startedAt,
      updatedAt: row.updatedAt,
    };
  }

  async function recordRevisions(
    interview: Pick<InterviewRecord, 'id' | 'ownerId'>,
    before: InterviewState | undefined,
    next: InterviewState,
  ): Promise<void> {
    const data: Prisma.AnswerRevisionCreateManyInput[] = [];
    for (const { questionId, answer } of newAnswers(before?.answers ?? {}, next.answers)) {
      data.push({
        organisationId,
        interviewId: interview.id,
        questionId,
        revision: next.revision,
        kind: answer.kind,
        sealedAnswer: await words.seal(
          answer.source.personId,
          `answer/${interview.id}/${questionId}/${next.revision}`,
          answer,
        ),
        personId: answer.source.personId,
        messageId: answer.source.messageId,
        answeredAt: new Date(answer.source.at),
      });
    }
    if (data.length > 0) await db.answerRevision.createMany({ data });
  }

  return {
    async find(interviewId) {
      const row = await db.interview.findUnique({ where: { organisationId_id: { organisationId, id: interviewId } } });
      return row ? toRecord(row) : undefined;
    },
    async openOf(personId) {
      const rows = await db.interview.findMany({
        where: { organisationId, ownerId: personId, phase: { in: OPEN_PHASES } },
        orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      });
      const records = await Promise.all(rows.map(toRecord));
      return records.filter((record) => record !== undefined);
    },
    async create({ conversation, state, reviewId, ...interview }) {
      await db.interview.create({
        data: {
          organisationId,
          ...interview,
          platform: conversation.platform,
          workspace: conversation.workspace,
          conversation: conversation.conversation,
          phase: state.phase,
          sealedState: await words.seal(interview.ownerId, interviewPlace(interview.id), state),
          reviewId: reviewId ?? null,
        },
      });
      await recordRevisions(interview, undefined, state);
    },
    async save(interview, { state, reviewId, conversation = interview.conversation }, now) {
      const { count } = await db.interview.updateMany({
        where: { organisationId, id: interview.id, version: interview.version },
        data: {
          phase: state.phase,
          sealedState: await words.seal(interview.ownerId, interviewPlace(interview.id), state),
          reviewId: reviewId ?? interview.reviewId ?? null,
          platform: conversation.platform,
          workspace: conversation.workspace,
          conversation: conversation.conversation,
          version: { increment: 1 },
          updatedAt: now,
        },
      });
      if (count !== 1) return 'conflict';
      await recordRevisions(interview, interview.state, state);
      return 'saved';
    },
  };
}

/** Where the sealed state of an interview belongs. */
export function interviewPlace(id: string): string {
  return `interview/${id}/state`;
}
