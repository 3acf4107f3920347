import type { ThreadStore } from '../../assistant/thread-store.ts';
import type { ConversationAddress } from '../../chat/event.ts';
import type { Scope } from '../scope.ts';

export function createPrismaThreadStore({ organisationId, db, words }: Scope): ThreadStore {
  const keyOf = ({ platform, workspace, conversation }: ConversationAddress, personId: string) => {
    return { organisationId, platform, workspace, conversation, personId };
  };
  const placeOf = (conversation: string) => `asked-question/${conversation}`;

  return {
    async lastQuestion(address, personId, since) {
      const row = await db.askedQuestion.findFirst({ where: { ...keyOf(address, personId), askedAt: { gte: since } } });
      if (!row) return undefined;
      return words.openText(personId, placeOf(row.conversation), row.sealedQuestion);
    },
    async remember(address, personId, question, askedAt) {
      const key = keyOf(address, personId);
      const sealedQuestion = await words.seal(personId, placeOf(key.conversation), question);
      await db.askedQuestion.upsert({
        where: { organisationId_platform_workspace_conversation_personId: key },
        create: { ...key, sealedQuestion, askedAt },
        update: { sealedQuestion, askedAt },
      });
    },
    async forget(before) {
      await db.askedQuestion.deleteMany({ where: { organisationId, askedAt: { lt: before } } });
    },
  };
}
