import { z } from 'zod';
import type { NextReview, NextReviewStore } from '../../impact/next-review.ts';
import { Prisma } from '../generated/client.ts';
import type { Scope } from '../scope.ts';

const Rows = z.array(
  z
    .object({
      ...{ assessmentId: z.string(), reference: z.string(), ownerId: z.string(), startedById: z.string() },
      ...{ systemId: z.string(), systemReference: z.string(), systemName: z.string() },
      ...{ dueAt: z.date(), hasLapsed: z.boolean() },
    })
    .transform(({ systemId: id, systemReference: reference, systemName: name, ...review }) => ({
      ...review,
      system: { id, reference, name },
    })),
);

/** Of a next version that somebody works on, decides on or has approved. */
const ALIVE = ['submitted', 'inReview', 'changesRequested', 'approved', 'approvedWithConditions'];
/** Of a use that still speaks for its system being in use. */
const IN_USE = ['approved', 'unreviewed', 'expired'];

export function createPrismaNextReviewStore({ organisationId, db }: Scope): NextReviewStore {
  const organisation = Prisma.sql`${organisationId}::uuid`;

  async function read(where: Prisma.Sql): Promise<readonly NextReview[]> {
    return Rows.parse(
      await db.$queryRaw`
      SELECT assessment.id::text AS "assessmentId", assessment.reference, assessment."startedById"::text AS "startedById",
        coalesce(owner."mergedInto", owner.id)::text AS "ownerId", decision."nextReviewAt" AS "dueAt",
        review.state = 'expired' AS "hasLapsed", system.id::text AS "systemId", system.reference AS "systemReference",
        system.name AS "systemName"
      FROM assessment
      JOIN interview ON interview."organisationId" = ${organisation} AND interview.id = assessment."interviewId"
      JOIN person AS owner ON owner."organisationId" = ${organisation} AND owner.id = interview."ownerId"
      JOIN ai_system AS system ON system."organisationId" = ${organisation} AND system.id = assessment."systemId"
      JOIN review ON review."organisationId" = ${organisation} AND review."interviewId" = interview.id
      JOIN LATERAL (
        SELECT "nextReviewAt" FROM decision WHERE decision."organisationId" = ${organisation}
          AND decision."reviewId" = review.id ORDER BY "decidedAt" DESC, id DESC LIMIT 1
      ) AS decision ON decision."nextReviewAt" IS NOT NULL
      WHERE assessment."organisationId" = ${organisation} AND system.state <> 'retired'
        AND review.state IN ('approved', 'approvedWithConditions', 'expired')
        AND (NOT EXISTS (SELECT FROM ai_use WHERE ai_use."organisationId" = ${organisation} AND ai_use."systemId" = system.id)
          OR EXISTS (SELECT FROM ai_use WHERE ai_use."organisationId" = ${organisation} AND ai_use."systemId" = system.id
            AND ai_use.state = ANY(${IN_USE})))
        AND NOT EXISTS (
          SELECT FROM assessment AS next
          JOIN interview AS begun ON begun."organisationId" = ${organisation} AND begun.id = next."interviewId"
          JOIN person AS writer ON writer."organisationId" = ${organisation} AND writer.id = begun."ownerId"
          LEFT JOIN review AS deciding ON deciding."organisationId" = ${organisation} AND deciding."interviewId" = begun.id
          WHERE next."organisationId" = ${organisation} AND next.id <> assessment.id
            AND (next."followsId" = assessment.id OR (review.state = 'expired' AND next."systemId" = assessment."systemId"
              AND next."startedAt" > assessment."startedAt"))
            AND CASE WHEN deciding.id IS NULL THEN begun.phase <> 'cancelled' AND writer."erasedAt" IS NULL
              ELSE deciding.state = ANY(${ALIVE}) END)
        AND ${where}
      ORDER BY decision."nextReviewAt", assessment.id`,
    );
  }

  return {
    planned: (before) => read(before ? Prisma.sql`decision."nextReviewAt" < ${before}` : Prisma.sql`TRUE`),
    of: async (assessmentId) => (await read(Prisma.sql`assessment.id = ${assessmentId}::uuid`))[0],
    async noteReminder({ assessmentId, dueAt }, daysBefore, remindedAt) {
      const { count } = await db.nextReviewReminder.createMany({
        data: [{ organisationId, assessmentId, dueAt, daysBefore, remindedAt }],
        skipDuplicates: true,
      });
      return count === 1 ? 'first' : 'again';
    },
  };
}
