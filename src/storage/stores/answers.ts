import { z } from 'zod';
import type { AnswerRecord, AnswerStore, NotWorded, Wording } from '../../assistant/answer-store.ts';
import type { Scope } from '../scope.ts';

const StoredAnswer = z.object({
  text: z.string(),
  lead: z.string(),
  sentences: z.array(z.object({ text: z.string(), cites: z.array(z.string()) })),
  citations: z.array(z.object({ id: z.string(), title: z.string() })),
  band: z.enum(['answer', 'unsure', 'abstain']),
  score: z.number(),
  abstained: z.boolean(),
});

const NOT_WORDED = [
  'rateLimited',
  'unavailable',
  'timedOut',
  'refused',
  'malformed',
  'capReached',
  'tooLong',
  'insufficient',
  'unsupported',
] as const satisfies readonly NotWorded[];

const StoredWording: z.ZodType<Wording> = z.discriminatedUnion('state', [
  z.object({ state: z.literal('extractive') }),
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('worded'), dropped: z.number() }),
  z.object({ state: z.literal('unworded'), because: z.enum(NOT_WORDED), dropped: z.number() }),
]);

export function createPrismaAnswerStore({ organisationId, db, words }: Scope): AnswerStore {
  const questionPlace = (id: string) => `assistant-answer/${id}/question`;
  const answerPlace = (id: string) => `assistant-answer/${id}/answer`;

  const shown = async ({ id, personId, answer, wording }: AnswerRecord) => ({
    sealedAnswer: await words.seal(personId, answerPlace(id), answer),
    state: wording.state,
    failure: wording.state === 'unworded' ? wording.because : null,
    dropped: 'dropped' in wording ? wording.dropped : 0,
  });

  return {
    async add(record) {
      const { id, personId, question, answer, askedAt } = record;
      await db.assistantAnswer.create({
        data: {
          ...{ organisationId, id, personId, askedAt },
          ...{ band: answer.band, score: answer.score, passages: answer.citations.map((citation) => citation.id) },
          sealedQuestion: await words.seal(personId, questionPlace(id), question),
          ...(await shown(record)),
        },
      });
    },

    async find(answerId) {
      const row = await db.assistantAnswer.findUnique({
        where: { organisationId_id: { organisationId, id: answerId } },
      });
      if (!row) return undefined;
      const { id, personId, askedAt, state, failure, dropped } = row;
      const question = await words.open(personId, questionPlace(id), row.sealedQuestion);
      const answer = await words.open(personId, answerPlace(id), row.sealedAnswer);
      if (question === undefined || answer === undefined) return undefined;
      const wording = StoredWording.parse({ state, dropped, because: failure });
      return {
        id,
        personId,
        askedAt,
        wording,
        question: z.string().parse(question),
        answer: StoredAnswer.parse(answer),
      };
    },

    async settle(record, now) {
      const { count } = await db.assistantAnswer.updateMany({
        where: { organisationId, id: record.id, state: 'waiting' },
        data: { ...(await shown(record)), wordedAt: now },
      });
      return count === 1;
    },
  };
}
