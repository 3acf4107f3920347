import { z } from 'zod';
import { FEEDBACK_REASONS, type Feedback, type FeedbackStore } from '../../feedback/feedback.ts';
import type { Feedback as Row } from '../generated/client.ts';
import type { Scope } from '../scope.ts';
import { StoredBand } from './answers.ts';

const StoredWords = z.object({ text: z.string().exactOptional(), question: z.string().exactOptional() });

export function createPrismaFeedbackStore({ organisationId, db, words }: Scope): FeedbackStore {
  async function toFeedback(row: Row): Promise<Feedback> {
    const { answerId, personId, questionHash, answerHash, score, passages, givenAt } = row;
    const said = row.sealedWords && (await words.open(personId, wordsPlace(answerId, personId), row.sealedWords));
    return {
      ...{ answerId, personId, questionHash, answerHash, score, passages, givenAt },
      verdict: z.enum(['up', 'down']).parse(row.verdict),
      band: StoredBand.parse(row.band),
      ...(row.reason === null ? {} : { reason: z.enum(FEEDBACK_REASONS).parse(row.reason) }),
      ...(said === null || said === undefined ? {} : { words: StoredWords.parse(said) }),
    };
  }

  return {
    async find(answerId, personId) {
      const row = await db.feedback.findFirst({
        where: { organisationId, answerId, personId },
      });
      return row ? toFeedback(row) : undefined;
    },
    async save({ words: said, reason, passages, ...feedback }) {
      const { answerId, personId } = feedback;
      const sealedWords = said ? await words.seal(personId, wordsPlace(answerId, personId), said) : null;
      const data = { ...feedback, passages: [...passages], reason: reason ?? null, sealedWords };
      await db.feedback.upsert({
        where: { organisationId_answerId_personId: { organisationId, answerId, personId } },
        create: { organisationId, ...data },
        update: data,
      });
    },
    async since(from) {
      const rows = await db.feedback.findMany({
        where: { organisationId, givenAt: { gte: from } },
        orderBy: [{ givenAt: 'desc' }, { answerId: 'desc' }, { personId: 'asc' }],
      });
      return Promise.all(rows.map(toFeedback));
    },
  };
}

function wordsPlace(answerId: string, personId: string): string {
  return `feedback/${answerId}/${personId}/words`;
}
