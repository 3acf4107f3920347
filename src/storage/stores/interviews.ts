import { z } from 'zod';
import type { ConversationAddress } from '../../chat/event.ts';
import { InterviewState } from '../../interviews/interview-state.ts';
import { type InterviewRecord, type InterviewStore, newAnswers } from '../../interviews/interview-store.ts';
import { Prisma } from '../generated/client.ts';
import type { Scope } from '../scope.ts';
import { apart, createInterviewWords } from './interview-words.ts';
import { platformOf } from './platform.ts';

const OPEN_PHASES = ['confirming', 'asking', 'reviewing', 'paused'];

const InterviewRows = z.array(
  z.object({
    id: z.string(),
    questionnaireId: z.string(),
    questionnaireVersion: z.number(),
    ownerId: z.string(),
    platform: z.string(),
    workspace: z.string(),
    conversation: z.string(),
    sealedState: z.instanceof(Uint8Array),
    /** `null` in a row that is older than the column. */
    contributors: z.array(z.string()).nullable(),
    reviewId: z.string().nullable(),
    version: z.number(),
    startedAt: z.date(),
    updatedAt: z.date(),
  }),
);
type InterviewRow = z.infer<typeof InterviewRows>[number];

export function createPrismaInterviewStore(scope: Scope): InterviewStore {
  const { organisationId, db, words, putOff } = scope;
  const said = createInterviewWords(scope);
  const readAhead = new Map<string, Promise<unknown>>();

  async function toRecord(row: InterviewRow): Promise<InterviewRecord | undefined> {
    const opened = await words.open(row.ownerId, interviewPlace(row.id), row.sealedState);
    if (opened === undefined) return undefined;
    const own = InterviewState.parse(opened);
    const state = row.contributors && row.contributors.length > 0 ? await said.joined(row.id, own) : own;
    return {
      id: row.id,
      questionnaireId: row.questionnaireId,
      questionnaireVersion: row.questionnaireVersion,
      ownerId: row.ownerId,
      conversation: conversationOf(row),
      state,
      reviewId: row.reviewId ?? undefined,
      version: row.version,
      startedAt: row.startedAt,
      updatedAt: row.updatedAt,
    };
  }

  /** The answers that are new, as rows of values. */
  async function newRevisions(
    interviewId: string,
    before: InterviewState | undefined,
    next: InterviewState,
  ): Promise<readonly Prisma.Sql[]> {
    const rows: Prisma.Sql[] = [];
    for (const { questionId, answer } of newAnswers(before?.answers ?? {}, next.answers)) {
      const { personId, messageId, at } = answer.source;
      const sealed = await words.seal(personId, `answer/${interviewId}/${questionId}/${next.revision}`, answer);
      rows.push(
        Prisma.sql`(${questionId}, ${next.revision}::int, ${answer.kind}, ${sealed}::bytea, ${personId}::uuid, ${messageId}, ${new Date(at)}::timestamptz)`,
      );
    }
    return rows;
  }

  /** Writes the interview and its new answers in one statement. */
  function write(interview: Prisma.Sql, revisions: readonly Prisma.Sql[]): void {
    if (revisions.length === 0) putOff(interview);
    else
      putOff(Prisma.sql`
        WITH written AS (${interview} RETURNING id)
        INSERT INTO answer_revision
          ("organisationId", "interviewId", "questionId", revision, kind, "sealedAnswer", "personId", "messageId", "answeredAt")
        SELECT ${organisationId}::uuid, written.id, given.* FROM written CROSS JOIN (VALUES ${Prisma.join(revisions)}) AS given`);
  }

  // In SQL, as every answer begins with it: through Prisma it costs several times as much.
  const read = (interviewId: string): Promise<unknown> =>
    db.$queryRaw`SELECT * FROM interview WHERE "organisationId" = ${organisationId}::uuid AND id = ${interviewId}::uuid`;

  return {
    async find(interviewId) {
      const ahead = readAhead.get(interviewId);
      readAhead.delete(interviewId);
      const [row] = InterviewRows.parse(await (ahead ?? read(interviewId)));
      return row ? toRecord(row) : undefined;
    },
    readAhead(interviewId) {
      const rows = read(interviewId);
      // Whoever asks for it hears of a failure, and so does whoever opened the deed with it.
      rows.catch(() => {});
      readAhead.set(interviewId, rows);
    },
    async openOf(personId) {
      const rows = await db.interview.findMany({
        where: { organisationId, ownerId: personId, phase: { in: OPEN_PHASES } },
        orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      });
      const records = await Promise.all(rows.map(toRecord));
      return records.filter((record) => record !== undefined);
    },
    async waitingOn(platform, limit) {
      const rows = await db.interview.findMany({
        where: { organisationId, platform, phase: { in: OPEN_PHASES } },
        select: { platform: true, workspace: true, conversation: true, updatedAt: true },
        orderBy: { updatedAt: 'desc' },
        take: limit,
      });
      return rows.map((row) => ({ conversation: conversationOf(row), updatedAt: row.updatedAt }));
    },
    async create({ id, conversation, state, reviewId, ...interview }) {
      const { own, others } = apart(state, interview.ownerId);
      const sealedState = await words.seal(interview.ownerId, interviewPlace(id), own);
      const created = Prisma.sql`
        INSERT INTO interview ("organisationId", id, "questionnaireId", "questionnaireVersion", "ownerId", platform, workspace, conversation,
          phase, "sealedState", contributors, "reviewId", version, "startedAt", "updatedAt")
        VALUES (${organisationId}::uuid, ${id}::uuid, ${interview.questionnaireId}, ${interview.questionnaireVersion}, ${interview.ownerId}::uuid,
          ${conversation.platform}, ${conversation.workspace}, ${conversation.conversation}, ${state.phase}, ${sealedState},
          ${[...others.keys()]}::uuid[], ${reviewId ?? null}::uuid, ${interview.version}, ${interview.startedAt}, ${interview.updatedAt})`;
      write(created, await newRevisions(id, undefined, state));
      await said.keep(id, new Map(), others);
    },
    async save(
      { id, version, ...interview },
      { state, reviewId, conversation = interview.conversation, ownerId = interview.ownerId },
      now,
    ) {
      readAhead.delete(id);
      const before = apart(interview.state, interview.ownerId);
      const { own, others } = apart(state, ownerId);
      const sealedState = await words.seal(ownerId, interviewPlace(id), own);
      const saved = Prisma.sql`
        UPDATE interview SET phase = ${state.phase}, "sealedState" = ${sealedState}, contributors = ${[...others.keys()]}::uuid[],
          "ownerId" = ${ownerId}::uuid, "reviewId" = ${reviewId ?? interview.reviewId ?? null}::uuid,
          platform = ${conversation.platform}, workspace = ${conversation.workspace}, conversation = ${conversation.conversation},
          version = CASE WHEN version = ${version} THEN version + 1 ELSE lost_race() END, "updatedAt" = ${now}
        WHERE "organisationId" = ${organisationId}::uuid AND id = ${id}::uuid`;
      write(saved, await newRevisions(id, interview.state, state));
      await said.keep(id, before.others, others);
    },
  };
}

/** Nobody is interviewed where others read along. */
function conversationOf({
  platform,
  workspace,
  conversation,
}: Pick<InterviewRow, 'platform' | 'workspace' | 'conversation'>): ConversationAddress {
  return { platform: platformOf(platform), workspace, conversation, visibility: 'direct' };
}

/** Where the sealed state of an interview belongs. */
export function interviewPlace(id: string): string {
  return `interview/${id}/state`;
}
