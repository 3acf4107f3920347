import { z } from 'zod';
import type { Assessment, AssessmentStore, ImmaterialChange, Standing } from '../../impact/assessment.ts';
import { IMPACT_LEVELS, OVERSIGHTS } from '../../impact/levels.ts';
import { CHANGES } from '../../interviews/questionnaire.ts';
import type { Prisma, Assessment as Row } from '../generated/client.ts';
import { toJson } from '../json.ts';
import { nextReference } from '../references.ts';
import type { Scope } from '../scope.ts';

const Weight = z.object({ level: z.enum(IMPACT_LEVELS), oversight: z.enum(OVERSIGHTS) });

const StoredStanding: z.ZodType<Standing> = Weight.extend({
  rules: z.array(z.string()),
  moved: z.object({ from: Weight, added: z.array(z.string()), removed: z.array(z.string()) }).exactOptional(),
});

export function createPrismaAssessmentStore(scope: Scope): AssessmentStore {
  const { organisationId, db, words } = scope;

  async function one(where: Prisma.AssessmentWhereInput): Promise<Assessment | undefined> {
    const row = await db.assessment.findFirst({ where: { organisationId, ...where } });
    return row ? toAssessment(row) : undefined;
  }

  async function many(where: Prisma.AssessmentWhereInput): Promise<readonly Assessment[]> {
    const rows = await db.assessment.findMany({
      where: { organisationId, ...where },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    });
    return rows.map(toAssessment);
  }

  return {
    nextReference: () => nextReference(scope, 'assessment'),
    async create({ declarationId = null, systemId = null, declaredNumber = null, follows, standing, ...assessment }) {
      await db.assessment.create({
        data: {
          ...{ organisationId, ...assessment, declarationId, systemId, declaredNumber, standing: toJson(standing) },
          ...{ followsId: follows?.assessmentId ?? null, changes: [...(follows?.changes ?? [])] },
        },
      });
    },
    async saveDeclared(id, declaredNumber) {
      await db.assessment.updateMany({ where: { organisationId, id }, data: { declaredNumber } });
    },
    async addFinding({ reason, ...finding }) {
      const sealedReason = await words.seal(finding.foundById, findingPlace(finding.id), reason);
      await db.immaterialChange.create({ data: { organisationId, ...finding, sealedReason } });
    },
    async findings(declarationId) {
      const rows = await db.immaterialChange.findMany({
        where: { organisationId, declarationId },
        orderBy: [{ foundAt: 'asc' }, { id: 'asc' }],
      });
      const found: ImmaterialChange[] = [];
      for (const { organisationId: _, sealedReason, ...row } of rows) {
        found.push({ ...row, reason: await words.openText(row.foundById, findingPlace(row.id), sealedReason) });
      }
      return found;
    },
    find: (id) => one({ id }),
    referenced: (reference) => one({ reference }),
    ofInterview: (interviewId) => one({ interviewId }),
    ofDeclaration: (declarationId) => many({ declarationId }),
    ofSystem: (systemId) => many({ systemId }),
    list: async () => (await many({})).toReversed(),
    async saveStanding(id, standing) {
      await db.assessment.updateMany({ where: { organisationId, id }, data: { standing: toJson(standing) } });
    },
    async linkSystem(declarationId, systemId) {
      await db.assessment.updateMany({ where: { organisationId, declarationId }, data: { systemId } });
    },
  };
}

function toAssessment({ id, reference, interviewId, startedById, startedAt, ...row }: Row): Assessment {
  return {
    ...{ id, reference, interviewId, startedById, startedAt },
    declarationId: row.declarationId ?? undefined,
    systemId: row.systemId ?? undefined,
    declaredNumber: row.declaredNumber ?? undefined,
    follows:
      row.followsId === null
        ? undefined
        : { assessmentId: row.followsId, changes: z.array(z.enum(CHANGES)).parse(row.changes) },
    standing: StoredStanding.parse(row.standing),
  };
}

/** Where the reason of a finding belongs. */
function findingPlace(id: string): string {
  return `immaterial-change/${id}/reason`;
}
