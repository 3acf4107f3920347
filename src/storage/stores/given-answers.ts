import { z } from 'zod';
import type { GivenAnswerStore } from '../../assistant/given-answer.ts';
import type { Scope } from '../scope.ts';

const StoredWords = z.object({ question: z.string(), answer: z.string() });
export const StoredBand = z.enum(['answer', 'unsure', 'abstain']);

export function createPrismaGivenAnswerStore({ organisationId, db, words }: Scope): GivenAnswerStore {
  return {
    async keep({ words: said, passages, ...answer }) {
      await db.givenAnswer.create({
        data: {
          organisationId,
          ...answer,
          passages: [...passages],
          sealedWords: await words.seal(answer.personId, wordsPlace(answer.id), said),
          questionHash: await words.commit(answer.personId, said.question),
          answerHash: await words.commit(answer.personId, said.answer),
        },
      });
    },
    async find(id) {
      const row = await db.givenAnswer.findFirst({ where: { organisationId, id } });
      if (!row) return undefined;
      const { organisationId: _, sealedWords, band, ...answer } = row;
      const said = await words.open(row.personId, wordsPlace(id), sealedWords);
      return {
        ...answer,
        band: StoredBand.parse(band),
        words: said === undefined ? undefined : StoredWords.parse(said),
      };
    },
    async forget(before) {
      await db.givenAnswer.deleteMany({ where: { organisationId, answeredAt: { lt: before } } });
    },
  };
}

function wordsPlace(id: string): string {
  return `given-answer/${id}/words`;
}
