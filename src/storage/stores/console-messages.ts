import type { ConsoleMessage, ConsoleMessages } from '../../channels/console/ports.ts';
import type { Card } from '../../chat/card.ts';
import type { ConsoleMessage as Row } from '../generated/client.ts';
import { toJson } from '../json.ts';
import type { Scope } from '../scope.ts';
import { StoredView } from './outbox.ts';

type Sealed = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'card'; readonly card: Card };

export function createPrismaConsoleMessages({ organisationId, db, words }: Scope): ConsoleMessages {
  const place = (id: string) => `console-message/${id}`;

  async function contentOf(row: Row): Promise<ConsoleMessage['content'] | undefined> {
    if (row.view !== null) return { kind: 'view', view: StoredView.parse(row.view) };
    if (!row.sealedContent || !row.wordsOf) return undefined;
    // Sealed by `append` below: nobody else holds the key.
    const content = (await words.open(row.wordsOf, place(row.id), row.sealedContent)) as Sealed | undefined;
    if (content?.kind === 'card') return { ...content, wordsOf: row.wordsOf };
    return content;
  }

  async function sealedPart(message: ConsoleMessage) {
    const { content, author } = message;
    if (content.kind === 'view') return { view: toJson(content.view) };
    const wordsOf = content.kind === 'card' ? content.wordsOf : author.kind === 'person' ? author.personId : undefined;
    if (wordsOf === undefined) throw new Error('A text of the console is always a person’s');
    const sealed: Sealed = content.kind === 'card' ? { kind: 'card', card: content.card } : content;
    return { wordsOf, sealedContent: await words.seal(wordsOf, place(message.id), sealed) };
  }

  return {
    async append(message) {
      const { count } = await db.consoleMessage.createMany({
        data: [
          {
            organisationId,
            id: message.id,
            conversation: message.conversation,
            authorId: message.author.kind === 'person' ? message.author.personId : null,
            postedAt: message.at,
            ...(await sealedPart(message)),
          },
        ],
        skipDuplicates: true,
      });
      return count === 1 ? 'stored' : 'already';
    },
    async list(conversation, limit) {
      const rows = await db.consoleMessage.findMany({
        where: { organisationId, conversation },
        orderBy: [{ postedAt: 'desc' }, { id: 'desc' }],
        take: limit,
      });
      const messages: ConsoleMessage[] = [];
      for (const row of rows.reverse()) {
        const content = await contentOf(row);
        if (!content) continue;
        messages.push({
          id: row.id,
          conversation,
          author: row.authorId ? { kind: 'person', personId: row.authorId } : { kind: 'steward' },
          at: row.postedAt,
          content,
        });
      }
      return messages;
    },
  };
}
