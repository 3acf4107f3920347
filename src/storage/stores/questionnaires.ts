import type { QuestionnaireStore } from '../../interviews/interview-store.ts';
import { Questionnaire } from '../../interviews/questionnaire.ts';
import type { NewId } from '../../kernel/ids.ts';
import type { Scope } from '../scope.ts';

export function createPrismaQuestionnaireStore(
  { organisationId, db }: Scope,
  newId: NewId,
  published: Map<string, Questionnaire>,
): QuestionnaireStore {
  async function version(questionnaireId: string, number: number): Promise<Questionnaire | undefined> {
    const key = `${organisationId}/${questionnaireId}/${number}`;
    const known = published.get(key);
    if (known) return known;
    const row = await db.questionnaireVersion.findUnique({
      where: { organisationId_questionnaireId_version: { organisationId, questionnaireId, version: number } },
    });
    if (!row) return undefined;
    const questionnaire = Questionnaire.parse(JSON.parse(row.definition));
    published.set(key, questionnaire);
    return questionnaire;
  }

  return {
    version,
    async inForce(questionnaireId) {
      const adoption = await db.adoption.findFirst({
        where: { organisationId, kind: 'questionnaire', subjectId: questionnaireId },
        orderBy: { adoptedAt: 'desc' },
      });
      return adoption ? version(questionnaireId, adoption.version) : undefined;
    },
    async publish(questionnaire, digest, now) {
      const key = { organisationId, questionnaireId: questionnaire.id, version: questionnaire.version };
      const { count } = await db.questionnaireVersion.createMany({
        data: [{ ...key, digest, definition: JSON.stringify(questionnaire), publishedAt: now }],
        skipDuplicates: true,
      });
      if (count === 1) return 'published';
      const stored = await db.questionnaireVersion.findUniqueOrThrow({
        where: { organisationId_questionnaireId_version: key },
      });
      return stored.digest === digest ? 'already' : 'changed';
    },
    async adopt({ kind, id, version: number }, by, now) {
      await db.adoption.createMany({
        data: [{ organisationId, id: newId(), kind, subjectId: id, version: number, adoptedBy: by, adoptedAt: now }],
        skipDuplicates: true,
      });
    },
  };
}
