import { z } from 'zod';
import { ROLES } from '../../chat/event.ts';
import type { ImmediateReply } from '../../chat/reply.ts';
import type { Deed, Inbox, OpenedDeed } from '../../chat/router-stores.ts';
import { Prisma } from '../generated/client.ts';
import type { Scope } from '../scope.ts';

const OpenedRow = z.tuple([
  z.object({
    identityId: z.string(),
    personId: z.string(),
    displayName: z.string(),
    roles: z.array(z.string()),
    claimed: z.boolean(),
  }),
]);

/**
 * Which account somebody used last is kept no more exactly than this, so that not every deed writes it. Who goes from one
 * platform to another and back takes longer.
 */
const MET_EVERY_MS = 60_000;

export function createPrismaInbox({ organisationId, db, words, putOff }: Scope): Inbox {
  const place = (key: string) => `delivery/${key}/reply`;

  return {
    async open(deed): Promise<OpenedDeed> {
      const opened = OpenedRow.safeParse(await claim(deed));
      if (!opened.success) return { kind: 'stranger' };
      const [{ claimed, roles, ...person }] = opened.data;
      if (!claimed) return { kind: 'seen', reply: await savedReply(deed.key, person.personId) };
      return { kind: 'new', actor: { organisationId, ...person, roles: ROLES.filter((role) => roles.includes(role)) } };
    },

    async saveReply(key, personId, reply) {
      const sealedReply = await words.seal(personId, place(key), reply);
      putOff(
        Prisma.sql`UPDATE delivery SET "sealedReply" = ${sealedReply} WHERE "organisationId" = ${organisationId}::uuid AND key = ${key}`,
      );
    },

    replyTo: savedReply,

    async handledAt(key) {
      const row = await db.delivery.findFirst({ where: { organisationId, key }, select: { handledAt: true } });
      return row?.handledAt;
    },

    async knows({ platform, workspace, conversation }) {
      const row = await db.conversation.findFirst({
        where: { organisationId, platform, workspace, conversation },
      });
      return row !== null;
    },

    async forget(before) {
      await db.delivery.deleteMany({ where: { organisationId, handledAt: { lt: before } } });
    },
  };

  /** One round trip: who is it, has it been handled, and the conversation is ours until the commit. */
  function claim({ key, alsoKnownAs, identity, conversation, now }: Deed): Promise<unknown> {
    const keys = [key, ...(alsoKnownAs === undefined ? [] : [alsoKnownAs])];
    return db.$queryRaw`
      WITH actor AS (
        SELECT identity.id AS "identityId", person.id AS "personId", person."displayName"
        FROM identity
        JOIN person AS known ON known."organisationId" = identity."organisationId" AND known.id = identity."personId"
        JOIN person ON person."organisationId" = known."organisationId" AND person.id = coalesce(known."mergedInto", known.id)
        WHERE identity."organisationId" = ${organisationId}::uuid AND identity.platform = ${identity.platform}
          AND identity.workspace = ${identity.workspace} AND identity."user" = ${identity.user}
          AND person."erasedAt" IS NULL
      ), claimed AS (
        INSERT INTO delivery ("organisationId", key, "personId", "handledAt")
        SELECT ${organisationId}::uuid, known_as, "personId", ${now} FROM actor, unnest(${keys}::text[]) AS known_as
        ON CONFLICT DO NOTHING RETURNING key
      ), is_new AS (
        SELECT FROM claimed HAVING count(*) = ${keys.length}
      ), met AS (
        UPDATE identity SET "lastMetAt" = ${now} FROM is_new, actor
        WHERE identity."organisationId" = ${organisationId}::uuid AND identity.id = actor."identityId"
          AND (identity."lastMetAt" IS NULL OR identity."lastMetAt" < ${new Date(now.getTime() - MET_EVERY_MS)})
      ), locked AS (
        INSERT INTO conversation ("organisationId", platform, workspace, conversation, version)
        SELECT ${organisationId}::uuid, ${conversation.platform}, ${conversation.workspace}, ${conversation.conversation}, 1 FROM is_new, actor
        ON CONFLICT ("organisationId", platform, workspace, conversation) DO UPDATE SET version = conversation.version + 1
        RETURNING version
      )
      SELECT actor.*, EXISTS (SELECT FROM is_new) AS claimed, (SELECT count(*) FROM locked) AS locked,
        ARRAY(SELECT role FROM role_grant WHERE role_grant."organisationId" = ${organisationId}::uuid
          AND role_grant."personId" = actor."personId") AS roles
      FROM actor`;
  }

  async function savedReply(key: string, personId: string): Promise<ImmediateReply | undefined> {
    const row = await db.delivery.findFirst({ where: { organisationId, key } });
    if (!row?.sealedReply || row.personId !== personId) return undefined;
    // Written by saveReply and opened under its own key: the one stored shape that no stranger can have made.
    return (await words.open(personId, place(key), row.sealedReply)) as ImmediateReply | undefined;
  }
}
