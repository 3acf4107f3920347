import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import type { Content, Destination } from '../../chat/outgoing.ts';
import type { OutgoingMessages } from '../../chat/router-stores.ts';
import type { Outbox, OutboxItem } from '../../delivery/outbox.ts';
import type { NewId } from '../../kernel/ids.ts';
import { Prisma } from '../generated/client.ts';
import { toJson } from '../json.ts';
import type { Scope } from '../scope.ts';

const Address = z.object({
  platform: z.enum(['console', 'slack', 'teams']),
  workspace: z.string(),
  conversation: z.string(),
  visibility: z.enum(['direct', 'channel']),
});

const StoredDestination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('conversation'), address: Address }),
  z.object({ kind: z.literal('person'), personId: z.string() }),
  z.object({ kind: z.literal('governance') }),
]);

export const StoredView = z
  .object({ name: z.string(), subjectId: z.string(), part: z.string().optional() })
  .transform(({ part, ...view }) => (part === undefined ? view : { ...view, part }));

const CountsRow = z.tuple([z.object({ waiting: z.number(), unknown: z.number(), failed: z.number() })]);

const ClaimedIds = z.array(z.object({ id: z.string() }));

export function createPrismaOutgoingMessages({ organisationId, db, words }: Scope, newId: NewId): OutgoingMessages {
  async function row(to: Destination, content: Content, now: Date): Promise<Prisma.Sql> {
    const id = newId();
    const isCard = content.kind === 'card';
    const view = isCard ? null : JSON.stringify(content.view);
    const subjectId = isCard ? null : content.view.subjectId;
    const wordsOf = isCard ? content.wordsOf : null;
    const sealedCard = isCard ? await words.seal(content.wordsOf, cardPlace(id), content.card) : null;
    return Prisma.sql`(${organisationId}::uuid, ${id}::uuid, ${JSON.stringify(to)}::jsonb, ${view}::jsonb, ${subjectId},
      ${wordsOf}::uuid, ${sealedCard}::bytea, 'open', 1, 0, 0, ${now}::timestamptz, ${now}::timestamptz)`;
  }

  // A platform that asked us to wait is left alone until then, whatever changes meanwhile.
  const refreshed = (subjectIds: readonly string[], now: Date) => Prisma.sql`
    UPDATE outbox_message SET "wantedRevision" = "wantedRevision" + 1, "runAt" = greatest("runAt", ${now})
    WHERE "organisationId" = ${organisationId}::uuid AND "subjectId" = ANY(${[...subjectIds]}) AND state = 'open'`;

  return {
    async add(messages, now, changed = []) {
      const rows: Prisma.Sql[] = [];
      for (const { to, content } of messages) rows.push(await row(to, content, now));
      await db.$executeRaw`
        WITH refreshed AS (${refreshed(changed, now)})
        INSERT INTO outbox_message ("organisationId", id, destination, view, "subjectId",
          "wordsOf", "sealedCard", state, "wantedRevision", "sentRevision", attempts, "runAt", "createdAt")
        VALUES ${Prisma.join(rows)}`;
    },
    async refresh(subjectIds, now) {
      await db.$executeRaw(refreshed(subjectIds, now));
    },
  };
}

export function createPrismaOutbox({ organisationId, db, words }: Scope): Outbox {
  const mine = (id: string, owner: string) => ({ organisationId, id, leaseOwner: owner });
  const released = { leaseOwner: null, leaseUntil: null };

  async function contentOf(message: {
    id: string;
    view: unknown;
    wordsOf: string | null;
    sealedCard: Uint8Array | null;
  }): Promise<Content | undefined> {
    if (message.view !== null) return { kind: 'view', view: StoredView.parse(message.view) };
    if (!message.sealedCard || !message.wordsOf) return undefined;
    const card = await words.open(message.wordsOf, cardPlace(message.id), message.sealedCard);
    // Sealed by `row` above; an erased person's card no longer opens.
    return card === undefined ? undefined : { kind: 'card', card: card as Card, wordsOf: message.wordsOf };
  }

  return {
    async claim({ owner, now, forMs, limit }) {
      const claimed = ClaimedIds.parse(
        await db.$queryRaw`
        UPDATE outbox_message SET "leaseOwner" = ${owner}, "leaseUntil" = ${new Date(now.getTime() + forMs)}, attempts = attempts + 1
        WHERE "organisationId" = ${organisationId}::uuid AND id IN (
          SELECT id FROM outbox_message
          WHERE "organisationId" = ${organisationId}::uuid AND state = 'open' AND "wantedRevision" > "sentRevision"
            AND "runAt" <= ${now} AND ("leaseUntil" IS NULL OR "leaseUntil" < ${now})
          ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        RETURNING id`,
      );
      if (claimed.length === 0) return [];
      const rows = await db.outboxMessage.findMany({
        where: { organisationId, id: { in: claimed.map(({ id }) => id) } },
        orderBy: { id: 'asc' },
      });
      const items: OutboxItem[] = [];
      for (const message of rows) {
        items.push({
          id: message.id,
          destination: StoredDestination.parse(message.destination),
          content: await contentOf(message),
          attempts: message.attempts,
          revision: message.wantedRevision,
          posted:
            message.address && message.externalId
              ? { address: Address.parse(message.address), externalId: message.externalId }
              : undefined,
        });
      }
      return items;
    },
    async sent(id, owner, { address, externalId, revision }) {
      // A revision that was asked for meanwhile stays above this one and is sent next.
      await db.outboxMessage.updateMany({
        where: mine(id, owner),
        data: { ...released, address: toJson(address), externalId, sentRevision: revision, attempts: 0, error: null },
      });
    },
    async postpone(id, owner, runAt, error) {
      await db.outboxMessage.updateMany({
        where: mine(id, owner),
        data: {
          ...released,
          runAt,
          error: error ?? null,
          ...(error === undefined ? { attempts: { decrement: 1 } } : {}),
        },
      });
    },
    async giveUp(id, owner, state, error) {
      await db.outboxMessage.updateMany({ where: mine(id, owner), data: { ...released, state, error } });
    },
    async counts() {
      return CountsRow.parse(
        await db.$queryRaw`
        SELECT count(*) FILTER (WHERE state = 'open' AND "wantedRevision" > "sentRevision")::int AS waiting,
          count(*) FILTER (WHERE state = 'unknown')::int AS unknown, count(*) FILTER (WHERE state = 'failed')::int AS failed
        FROM outbox_message WHERE "organisationId" = ${organisationId}::uuid`,
      )[0];
    },
  };
}

function cardPlace(id: string): string {
  return `outbox-message/${id}/card`;
}
