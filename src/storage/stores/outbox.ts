import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import type { Content, Outgoing } from '../../chat/outgoing.ts';
import type { OutgoingMessages } from '../../chat/router-stores.ts';
import type { Outbox, OutboxItem, PostedMessages } from '../../delivery/outbox.ts';
import type { NewId } from '../../kernel/ids.ts';
import { Prisma } from '../generated/client.ts';
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

const CountsRow = z.tuple([
  z.object({ waiting: z.number(), held: z.number(), unknown: z.number(), failed: z.number() }),
]);

const ClaimedRows = z.array(
  z.object({
    id: z.string(),
    destination: StoredDestination,
    view: StoredView.nullable(),
    wordsOf: z.string().nullable(),
    sealedCard: z.instanceof(Uint8Array).nullable(),
    createdAt: z.date(),
    attempts: z.number(),
    inDoubt: z.boolean(),
    wantedRevision: z.number(),
    sentRevision: z.number(),
    address: Address.nullable(),
    externalId: z.string().nullable(),
    superseded: z.boolean(),
    under: z.string().nullable(),
  }),
);
type ClaimedRow = z.infer<typeof ClaimedRows>[number];
type StoredContent = Pick<ClaimedRow, 'id' | 'view' | 'wordsOf' | 'sealedCard'>;

export function createPrismaOutgoingMessages({ organisationId, words, putOff }: Scope, newId: NewId): OutgoingMessages {
  async function row({ to, content, inThreadOf }: Outgoing, now: Date): Promise<Prisma.Sql> {
    const id = newId();
    const isCard = content.kind === 'card';
    const view = isCard ? null : JSON.stringify(content.view);
    const subjectId = isCard ? null : content.view.subjectId;
    const parent = inThreadOf === undefined ? null : JSON.stringify(inThreadOf);
    const wordsOf = isCard ? content.wordsOf : null;
    const sealedCard = isCard ? await words.seal(content.wordsOf, cardPlace(id), content.card) : null;
    return Prisma.sql`(${organisationId}::uuid, ${id}::uuid, ${JSON.stringify(to)}::jsonb, ${view}::jsonb, ${subjectId},
      ${parent}::jsonb, ${wordsOf}::uuid, ${sealedCard}::bytea, 'open', 1, 0, 0, false, ${now}::timestamptz, ${now}::timestamptz)`;
  }

  /** A list of so many, because for an array of any length the database makes its plan anew each time. */
  const shows = (subjectIds: readonly string[]) => Prisma.sql`
    "organisationId" = ${organisationId}::uuid AND "subjectId" IN (${Prisma.join(subjectIds)}) AND state = 'open'`;

  /**
   * Whatever shows these subjects is wanted anew. What waits to be sent anyway is only held until the commit, so that
   * nobody draws it before. Where one of these messages comes instead of a copy that nobody has begun to send, that goes.
   * A platform that asked us to wait is left alone until then.
   */
  const refreshing = (subjectIds: readonly string[], now: Date, messages: readonly Outgoing[] = []) => {
    const newer = messages.flatMap(({ to, content }) =>
      content.kind === 'view'
        ? [Prisma.sql`(${JSON.stringify(to)}::jsonb, ${JSON.stringify(content.view)}::jsonb)`]
        : [],
    );
    const isOvertaken =
      newer.length === 0
        ? Prisma.sql`false`
        : Prisma.sql`"externalId" IS NULL AND "leaseOwner" IS NULL AND NOT "inDoubt" AND (destination, view) IN (${Prisma.join(newer)})`;
    const parts = Prisma.sql`
      WITH shown AS MATERIALIZED (
        SELECT id, ${isOvertaken} AS overtaken, "wantedRevision" > "sentRevision" AND "leaseOwner" IS NULL AS waits
        FROM outbox_message WHERE ${shows(subjectIds)} FOR UPDATE
      ), overtaken AS (
        DELETE FROM outbox_message AS old USING shown
        WHERE old."organisationId" = ${organisationId}::uuid AND old.id = shown.id AND shown.overtaken
      )`;
    const update = Prisma.sql`
      UPDATE outbox_message AS old SET "wantedRevision" = "wantedRevision" + 1, "runAt" = greatest("runAt", ${now})
      FROM shown
      WHERE old."organisationId" = ${organisationId}::uuid AND old.id = shown.id AND NOT shown.overtaken AND NOT shown.waits`;
    return { parts, update };
  };

  const refreshedBefore = (messages: readonly Outgoing[], subjectIds: readonly string[], now: Date) => {
    const { parts, update } = refreshing(subjectIds, now, messages);
    return Prisma.sql`${parts}, refreshed AS (${update})`;
  };

  return {
    async add(messages, now, changed = []) {
      const rows: Prisma.Sql[] = [];
      for (const message of messages) rows.push(await row(message, now));
      putOff(Prisma.sql`
        ${changed.length === 0 ? Prisma.empty : refreshedBefore(messages, changed, now)}
        INSERT INTO outbox_message ("organisationId", id, destination, view, "subjectId",
          "inThreadOf", "wordsOf", "sealedCard", state, "wantedRevision", "sentRevision", attempts, "inDoubt", "runAt", "createdAt")
        VALUES ${Prisma.join(rows)}`);
    },
    async refresh(subjectIds, now) {
      if (subjectIds.length === 0) return;
      const { parts, update } = refreshing(subjectIds, now);
      putOff(Prisma.sql`${parts} ${update}`);
    },
  };
}

export function createPrismaOutbox({ organisationId, db, words }: Scope): Outbox & PostedMessages {
  const mine = (id: string, owner: string) => ({ organisationId, id, leaseOwner: owner });
  const released = { leaseOwner: null, leaseUntil: null };

  async function openContent({ id, view, wordsOf, sealedCard }: StoredContent): Promise<Content | undefined> {
    if (view !== null) return { kind: 'view', view };
    if (!sealedCard || !wordsOf) return undefined;
    const card = await words.open(wordsOf, cardPlace(id), sealedCard);
    // Sealed by `row` above; an erased person's card no longer opens.
    return card === undefined ? undefined : { kind: 'card', card: card as Card, wordsOf };
  }

  async function itemOf(row: ClaimedRow): Promise<OutboxItem> {
    const { id, destination, attempts, inDoubt, address, externalId, superseded, under } = row;
    return {
      id,
      destination,
      content: await openContent(row),
      queuedAt: row.createdAt,
      attempts,
      inDoubt,
      revision: row.wantedRevision,
      posted: address && externalId ? { address, externalId, revision: row.sentRevision } : undefined,
      superseded,
      under: under ?? undefined,
    };
  }

  return {
    async posted(message) {
      const row = await db.outboxMessage.findFirst({ where: { organisationId, ...message } });
      const address = Address.safeParse(row?.address).data;
      if (!row || !address) return undefined;
      return { address, content: await openContent({ ...row, view: StoredView.nullable().parse(row.view) }) };
    },
    async claim({ owner, now, forMs, limit }) {
      // Another one who held the lease before died with it, and may have posted the message. One's own attempts one knows.
      const rows = ClaimedRows.parse(
        await db.$queryRaw`
        WITH first AS MATERIALIZED (
          SELECT min(id::text)::uuid AS id FROM outbox_message
          WHERE "organisationId" = ${organisationId}::uuid AND state = 'open'
            AND "wantedRevision" > "sentRevision" AND "externalId" IS NULL
          GROUP BY destination
        ), due AS MATERIALIZED (
          SELECT due.id FROM outbox_message AS due
          WHERE due."organisationId" = ${organisationId}::uuid AND due.state = 'open'
            AND due."wantedRevision" > due."sentRevision" AND due."runAt" <= ${now}
            AND (due."leaseUntil" IS NULL OR due."leaseUntil" < ${now})
            AND (due."externalId" IS NOT NULL OR due.id IN (SELECT id FROM first))
          ORDER BY due."runAt", due.id LIMIT ${limit} FOR UPDATE OF due SKIP LOCKED)
        UPDATE outbox_message AS taken
        SET "leaseOwner" = ${owner}, "leaseUntil" = ${new Date(now.getTime() + forMs)}, attempts = attempts + 1,
          "inDoubt" = taken."externalId" IS NULL AND (taken."inDoubt" OR coalesce(taken."leaseOwner", ${owner}) <> ${owner})
        WHERE taken."organisationId" = ${organisationId}::uuid AND taken.id IN (SELECT id FROM due)
        RETURNING id, destination, view, "wordsOf", "sealedCard", "createdAt", attempts, "inDoubt", "wantedRevision",
          "sentRevision", address, "externalId", EXISTS (
            SELECT FROM outbox_message AS newer
            WHERE newer."organisationId" = taken."organisationId" AND newer."subjectId" = taken."subjectId"
              AND newer.id > taken.id AND newer.view = taken.view AND newer.state = 'open'
              AND CASE WHEN taken."externalId" IS NULL THEN newer.destination = taken.destination
                ELSE newer.address = taken.address AND newer."externalId" IS NOT NULL END) AS superseded, (
            SELECT parent."externalId" FROM outbox_message AS parent
            WHERE parent."organisationId" = taken."organisationId" AND parent."subjectId" = taken."inThreadOf"->>'subjectId'
              AND parent.view = taken."inThreadOf" AND parent.destination = taken.destination
              AND parent.state = 'open' AND parent."externalId" IS NOT NULL
            ORDER BY parent.id DESC LIMIT 1) AS under`,
      );
      const items: OutboxItem[] = [];
      for (const row of rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))) items.push(await itemOf(row));
      return items;
    },
    async sent({ id, posted, content }, owner, { address, externalId, revision }) {
      // A revision that was asked for meanwhile stays above this one and is sent next.
      const shown = Prisma.sql`
        UPDATE outbox_message SET "leaseOwner" = NULL, "leaseUntil" = NULL, address = ${JSON.stringify(address)}::jsonb,
          "externalId" = ${externalId}, "sentRevision" = ${revision}, attempts = 0, error = NULL, "inDoubt" = false
        WHERE "organisationId" = ${organisationId}::uuid AND id = ${id}::uuid AND "leaseOwner" = ${owner}`;
      if (posted || content?.kind !== 'view') await db.$executeRaw(shown);
      else await db.$executeRaw(foldOlder(shown));
    },
    async postpone(id, owner, { until, reason, isAttempt, inDoubt }) {
      await db.outboxMessage.updateMany({
        where: mine(id, owner),
        data: {
          ...released,
          runAt: until,
          error: reason ?? null,
          inDoubt,
          ...(isAttempt ? {} : { attempts: { decrement: 1 } }),
        },
      });
    },
    async skip(id, owner) {
      await db.$executeRaw`
        UPDATE outbox_message SET "leaseOwner" = NULL, "leaseUntil" = NULL, "sentRevision" = "wantedRevision", "subjectId" = NULL
        WHERE "organisationId" = ${organisationId}::uuid AND id = ${id}::uuid AND "leaseOwner" = ${owner}`;
    },
    async giveUp(id, owner, state, error) {
      await db.outboxMessage.updateMany({ where: mine(id, owner), data: { ...released, state, error } });
    },
    async counts() {
      return CountsRow.parse(
        await db.$queryRaw`
        SELECT count(*) FILTER (WHERE state = 'open' AND "wantedRevision" > "sentRevision")::int AS waiting,
          count(*) FILTER (WHERE state = 'open' AND "wantedRevision" > "sentRevision" AND error IS NOT NULL)::int AS held,
          count(*) FILTER (WHERE state = 'unknown')::int AS unknown, count(*) FILTER (WHERE state = 'failed')::int AS failed
        FROM outbox_message WHERE "organisationId" = ${organisationId}::uuid`,
      )[0];
    },
  };

  /**
   * Older copies of the same view in the same place are drawn once more, folded. One that is the very same message of
   * the platform, such as an App Home, is no copy any more.
   */
  function foldOlder(shown: Prisma.Sql): Prisma.Sql {
    return Prisma.sql`
      WITH shown AS (${shown} RETURNING id, "subjectId", view, address, "externalId")
      UPDATE outbox_message AS older SET
        "wantedRevision" = CASE WHEN older."externalId" = shown."externalId" THEN older."sentRevision" ELSE older."wantedRevision" + 1 END,
        "subjectId" = CASE WHEN older."externalId" = shown."externalId" THEN NULL ELSE older."subjectId" END
      FROM shown
      WHERE older."organisationId" = ${organisationId}::uuid AND older."subjectId" = shown."subjectId" AND older.id < shown.id
        AND older.state = 'open' AND older.address = shown.address
        AND (older.view = shown.view OR older."externalId" = shown."externalId")`;
  }
}

function cardPlace(id: string): string {
  return `outbox-message/${id}/card`;
}
