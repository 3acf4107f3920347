import { z } from 'zod';
import type { Question, TriedAnswer } from '../../questions/question.ts';
import type { QuestionMessage, QuestionRecord, QuestionStore } from '../../questions/question-store.ts';
import type { QuestionMessage as MessageRow, Prisma, Question as Row } from '../generated/client.ts';
import { nextReference } from '../references.ts';
import type { Scope } from '../scope.ts';
import { StoredBand } from './answers.ts';

const StoredState = z.enum(['open', 'answered']);
const StoredKind = z.enum(['question', 'answer', 'followUp']);

const withMessages = { messages: { orderBy: { id: 'asc' } } } satisfies Prisma.QuestionInclude;

export function createPrismaQuestionStore(scope: Scope): QuestionStore {
  const { organisationId, db, words } = scope;

  async function toMessage({ id, kind, authorId, sealedText, writtenAt }: MessageRow): Promise<QuestionMessage> {
    const text = await words.openText(authorId, textPlace(id), sealedText);
    return { id, kind: StoredKind.parse(kind), authorId, text, writtenAt };
  }

  async function toRecord(row: Row & { readonly messages: readonly MessageRow[] }): Promise<QuestionRecord> {
    return { question: toQuestion(row), messages: await Promise.all(row.messages.map(toMessage)) };
  }

  async function one(where: Prisma.QuestionWhereInput): Promise<QuestionRecord | undefined> {
    const row = await db.question.findFirst({ where: { organisationId, ...where }, include: withMessages });
    return row ? toRecord(row) : undefined;
  }

  async function many(where: Prisma.QuestionWhereInput, order: 'asc' | 'desc'): Promise<readonly QuestionRecord[]> {
    const rows = await db.question.findMany({
      where: { organisationId, ...where },
      include: withMessages,
      orderBy: [{ askedAt: order }, { id: order }],
    });
    return Promise.all(rows.map(toRecord));
  }

  const store: QuestionStore = {
    nextReference: () => nextReference(scope, 'question'),
    async create(question, first) {
      const { id, reference, askerId, askedAt, tried } = question;
      await db.question.create({
        data: {
          ...{ organisationId, id, reference, askerId, askedAt },
          answerId: tried?.answerId ?? null,
          band: tried?.band ?? null,
          score: tried?.score ?? null,
          passages: [...(tried?.passages ?? [])],
          ...changing(question, askedAt),
        },
      });
      await store.addMessage(id, first);
    },
    find: (id) => one({ id }),
    referenced: (reference) => one({ reference }),
    ofAnswer: (askerId, answerId) => one({ askerId, answerId }),
    async save(question, version, now) {
      const { count } = await db.question.updateMany({
        where: { organisationId, id: question.id, version },
        data: changing(question, now),
      });
      return count === 1 ? 'saved' : 'conflict';
    },
    async addMessage(questionId, { id, kind, authorId, text, writtenAt }) {
      const sealedText = await words.seal(authorId, textPlace(id), text);
      await db.questionMessage.create({
        data: { organisationId, id, questionId, kind, authorId, sealedText, writtenAt },
      });
    },
    open: () => many({ state: 'open' }, 'asc'),
    askedBy: (personIds, answeredSince) =>
      many({ askerId: { in: [...personIds] }, OR: [{ state: 'open' }, { updatedAt: { gte: answeredSince } }] }, 'desc'),
  };
  return store;
}

function changing({ state, assignedToId, version }: Question, updatedAt: Date) {
  return { state, assignedToId: assignedToId ?? null, version, updatedAt };
}

function toQuestion(row: Row): Question {
  const { id, reference, askerId, state, assignedToId, askedAt, version } = row;
  const tried = triedOf(row);
  return {
    ...{ id, reference, askerId, askedAt, version },
    state: StoredState.parse(state),
    ...(assignedToId === null ? {} : { assignedToId }),
    ...(tried ? { tried } : {}),
  };
}

function triedOf({ answerId, band, score, passages }: Row): TriedAnswer | undefined {
  if (answerId === null || score === null) return undefined;
  return { answerId, band: StoredBand.parse(band), score, passages };
}

function textPlace(id: string): string {
  return `question-message/${id}/text`;
}
