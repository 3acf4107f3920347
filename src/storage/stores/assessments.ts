import { z } from 'zod';
import type { Assessment, AssessmentStore, Standing } from '../../impact/assessment.ts';
import { IMPACT_LEVELS, OVERSIGHTS } from '../../impact/levels.ts';
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
  const { organisationId, db } = scope;

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
    async create({ declarationId = null, systemId = null, standing, ...assessment }) {
      await db.assessment.create({
        data: { organisationId, ...assessment, declarationId, systemId, standing: toJson(standing) },
      });
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
    standing: StoredStanding.parse(row.standing),
  };
}
