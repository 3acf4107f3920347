import type { QuestionnaireStore } from '../../interviews/interview-store.ts';
import { Questionnaire, type Relevance } from '../../interviews/questionnaire.ts';
import type { NewId } from '../../kernel/ids.ts';
import type { Scope } from '../scope.ts';

export function createPrismaQuestionnaireStore(
  { organisationId, db }: Scope,
  newId: NewId,
  relevance: Relevance | undefined,
  published: Map<string, Questionnaire>,
): QuestionnaireStore {
  async function version(questionnaireId: string, number: number): Promise<Questionnaire | undefined> {
    const key = `${organisationId}/${questionnaireId}/${number}`;
    const known = published.get(key);
    if (known) return known;
    const row = await db.questionnaireVersion.findFirst({
      where: { organisationId, questionnaireId, version: number },
    });
    if (!row) return undefined;
    const read = Questionnaire.parse(JSON.parse(row.definition));
    const questionnaire = relevance ? { ...read, relevance } : read;
    published.set(key, questionnaire);
    return questionnaire;
  }

  async function inForce(questionnaireId: string): Promise<Questionnaire | undefined> {
    const adoption = await db.adoption.findFirst({
      where: { organisationId, kind: 'questionnaire', subjectId: questionnaireId },
      orderBy: { adoptedAt: 'desc' },
    });
    return adoption ? version(questionnaireId, adoption.version) : undefined;
  }

  return {
    version,
    inForce,
    async forReading(questionnaireId) {
      const adopted = await inForce(questionnaireId);
      if (adopted) return adopted;
      const newest = await db.questionnaireVersion.findFirst({
        where: { organisationId, questionnaireId },
        orderBy: { version: 'desc' },
        select: { version: true },
      });
      return newest ? version(questionnaireId, newest.version) : undefined;
    },
    async published() {
      const versions = await db.questionnaireVersion.findMany({
        where: { organisationId },
        select: { questionnaireId: true, version: true, digest: true, publishedAt: true },
        orderBy: [{ questionnaireId: 'asc' }, { version: 'asc' }],
      });
      const adoptions = await db.adoption.findMany({ where: { organisationId, kind: 'questionnaire' } });
      return versions.map(({ questionnaireId: id, version: number, digest, publishedAt }) => {
        const adoption = adoptions.find((one) => one.subjectId === id && one.version === number);
        const adopted = adoption && { by: adoption.adoptedBy, at: adoption.adoptedAt };
        return { id, version: number, digest, publishedAt, adopted };
      });
    },
    async publish({ relevance: _rules, ...questionnaire }, digest, now) {
      const key = { organisationId, questionnaireId: questionnaire.id, version: questionnaire.version };
      const { count } = await db.questionnaireVersion.createMany({
        data: [{ ...key, digest, definition: JSON.stringify(questionnaire), publishedAt: now }],
        skipDuplicates: true,
      });
      if (count === 1) return 'published';
      const stored = await db.questionnaireVersion.findFirstOrThrow({ where: key });
      return stored.digest === digest ? 'already' : 'changed';
    },
    async adopt({ kind, id, version: number }, by, now) {
      const { count } = await db.adoption.createMany({
        data: [{ organisationId, id: newId(), kind, subjectId: id, version: number, adoptedBy: by, adoptedAt: now }],
        skipDuplicates: true,
      });
      return count === 1 ? 'adopted' : 'already';
    },
  };
}
