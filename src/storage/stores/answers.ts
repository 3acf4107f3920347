import { z } from 'zod';
import type { AnswerStore, AnswerWords, NotWorded, Wording } from '../../assistant/answer-store.ts';
import type { Scope } from '../scope.ts';

export const StoredBand = z.enum(['answer', 'unsure', 'abstain']);

const StoredAnswer = z.object({
  text: z.string(),
  lead: z.string(),
  sentences: z.array(z.object({ text: z.string(), cites: z.array(z.string()) })),
  citations: z.array(z.object({ id: z.string(), title: z.string() })),
  band: StoredBand,
  score: z.number(),
  abstained: z.boolean(),
});

const StoredWords = z.object({ question: z.string(), answer: StoredAnswer });

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
  /** The commitments are to what is shown, so that feedback tells which words it was about. */
  const said = async (id: string, personId: string, { question, answer }: AnswerWords) => ({
    sealedWords: await words.seal(personId, wordsPlace(id), { question, answer }),
    questionHash: await words.commit(personId, question),
    answerHash: await words.commit(personId, answer.text),
  });

  return {
    async keep({ id, personId, shared, question, answer, wording, answeredAt }) {
      await db.givenAnswer.create({
        data: {
          ...{ organisationId, id, personId, shared, answeredAt },
          ...{ band: answer.band, score: answer.score, passages: answer.citations.map((citation) => citation.id) },
          ...(await said(id, personId, { question, answer })),
          ...stateOf(wording),
        },
      });
    },

    async find(answerId) {
      const row = await db.givenAnswer.findFirst({ where: { organisationId, id: answerId } });
      if (!row) return undefined;
      const { id, personId, shared, questionHash, answerHash, score, passages, answeredAt } = row;
      const { state, failure, dropped } = row;
      const opened = await words.open(personId, wordsPlace(id), row.sealedWords);
      return {
        ...{ id, personId, shared, questionHash, answerHash, score, passages, answeredAt },
        band: StoredBand.parse(row.band),
        wording: StoredWording.parse({ state, dropped, because: failure }),
        words: opened === undefined ? undefined : StoredWords.parse(opened),
      };
    },

    async settle({ id, personId, wording, ...shown }, now) {
      const { count } = await db.givenAnswer.updateMany({
        where: { organisationId, id, state: 'waiting' },
        data: { ...(await said(id, personId, shown)), ...stateOf(wording), wordedAt: now },
      });
      return count === 1;
    },

    async forget(before) {
      await db.givenAnswer.deleteMany({ where: { organisationId, answeredAt: { lt: before } } });
    },
  };
}

function stateOf(wording: Wording) {
  return {
    state: wording.state,
    failure: wording.state === 'unworded' ? wording.because : null,
    dropped: 'dropped' in wording ? wording.dropped : 0,
  };
}

function wordsPlace(id: string): string {
  return `given-answer/${id}/words`;
}
