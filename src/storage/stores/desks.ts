import { z } from 'zod';
import { HANDLING_ROLES } from '../../concerns/decide.ts';
import type { DeskStore } from '../../desk/desk-store.ts';
import { ANSWERING_ROLES } from '../../questions/decide.ts';
import { COMMITTEE } from '../../reviews/policy.ts';
import type { Scope } from '../scope.ts';

const Rows = z.array(z.object({ person: z.string() }));

/** Whoever reviews, handles or answers anything. A desk that is drawn anew without need shows the same. */
const ACTING_ROLES = [
  ...new Set<string>([...ANSWERING_ROLES, ...HANDLING_ROLES.concern, ...HANDLING_ROLES.incident]),
  ...['security', 'management', ...COMMITTEE],
];

export function createPrismaDeskStore({ organisationId, db }: Scope): DeskStore {
  return {
    async showing(subjectIds) {
      const ids = [...new Set(subjectIds)].filter((id) => z.uuid().safeParse(id).success);
      if (ids.length === 0) return [];
      const rows = Rows.parse(
        await db.$queryRaw`
        WITH reviewed AS (
          SELECT id, "submitterId", "ownerId" FROM review
          WHERE "organisationId" = ${organisationId}::uuid AND id = ANY(${ids}::uuid[])
        ), used AS (
          SELECT id, "ownerId" FROM ai_use WHERE "organisationId" = ${organisationId}::uuid AND (id = ANY(${ids}::uuid[])
            OR "decisionId" IN (SELECT decision.id FROM decision JOIN reviewed ON reviewed.id = decision."reviewId"
              WHERE decision."organisationId" = ${organisationId}::uuid))
        ), reported AS (
          SELECT "reporterId" FROM concern WHERE "organisationId" = ${organisationId}::uuid AND id = ANY(${ids}::uuid[])
        ), asked AS (
          SELECT "askerId" FROM question WHERE "organisationId" = ${organisationId}::uuid AND id = ANY(${ids}::uuid[])
        ), shared AS (
          SELECT share."personId", interview."ownerId" FROM share JOIN interview ON interview.id = share."interviewId"
            AND interview."organisationId" = ${organisationId}::uuid
          WHERE share."organisationId" = ${organisationId}::uuid AND share.id = ANY(${ids}::uuid[])
        ), treated AS (
          SELECT risk."ownerId", treatment."managerId", treatment."askedById" FROM risk
          LEFT JOIN treatment ON treatment."organisationId" = risk."organisationId" AND treatment."riskId" = risk.id
          WHERE risk."organisationId" = ${organisationId}::uuid AND risk.id = ANY(${ids}::uuid[])
        ), controlled AS (
          SELECT "ownerId" FROM control_implementation
          WHERE "organisationId" = ${organisationId}::uuid AND id = ANY(${ids}::uuid[])
        ), assessed AS (
          SELECT begun."ownerId" AS owner, before."ownerId" AS "ownerBefore" FROM assessment
          JOIN interview AS begun ON begun."organisationId" = ${organisationId}::uuid AND begun.id = assessment."interviewId"
          LEFT JOIN assessment AS previous ON previous."organisationId" = ${organisationId}::uuid
            AND previous.id = assessment."followsId"
          LEFT JOIN interview AS before ON before."organisationId" = ${organisationId}::uuid
            AND before.id = previous."interviewId"
          WHERE assessment."organisationId" = ${organisationId}::uuid AND assessment.id = ANY(${ids}::uuid[])
        ), concerned AS (
          SELECT "submitterId" AS person FROM reviewed UNION SELECT "ownerId" FROM reviewed
          UNION SELECT "ownerId" FROM used
          UNION SELECT use_member."personId" FROM use_member JOIN used ON used.id = use_member."useId"
            WHERE use_member."organisationId" = ${organisationId}::uuid
          UNION SELECT "reporterId" FROM reported
          UNION SELECT "askerId" FROM asked
          UNION SELECT "personId" FROM shared UNION SELECT "ownerId" FROM shared
          UNION SELECT "delegateId" FROM delegation
            WHERE "organisationId" = ${organisationId}::uuid AND EXISTS (SELECT FROM reviewed)
          UNION SELECT "ownerId" FROM treated UNION SELECT "managerId" FROM treated UNION SELECT "askedById" FROM treated
          UNION SELECT "ownerId" FROM controlled
          UNION SELECT owner FROM assessed UNION SELECT "ownerBefore" FROM assessed
          UNION SELECT "personId" FROM role_grant
            WHERE "organisationId" = ${organisationId}::uuid AND role = ANY(${ACTING_ROLES})
              AND (EXISTS (SELECT FROM reviewed) OR EXISTS (SELECT FROM reported) OR EXISTS (SELECT FROM asked)
                OR EXISTS (SELECT FROM controlled) OR EXISTS (SELECT FROM assessed))
        )
        SELECT DISTINCT coalesce(known."mergedInto", known.id)::text AS person FROM concerned
        JOIN person AS known ON known."organisationId" = ${organisationId}::uuid AND known.id = concerned.person
        WHERE EXISTS (
          SELECT FROM outbox_message WHERE "organisationId" = ${organisationId}::uuid
            AND "subjectId" = coalesce(known."mergedInto", known.id)::text AND state = 'open')`,
      );
      return rows.map(({ person }) => person);
    },
  };
}
