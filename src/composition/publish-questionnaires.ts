import { adoptVersion, proposeToGovernance } from '../adoption/capability.ts';
import { questionnaireDigest } from '../interviews/questionnaire-digest.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { Organisation } from '../storage/organisations.ts';
import { DEMONSTRATION_GOVERNANCE_LEAD } from './demonstration.ts';
import { type KnowledgeBase, policiesWith } from './knowledge-base.ts';

/** A published version is never edited: interviews were answered, and decisions made, on its exact words. */
export class QuestionnaireChanged extends Error {}

/**
 * Copies each shipped version into the database. In a demonstration its governance lead adopts it at once; to the
 * governance team of a real organisation it is proposed, and takes effect by their decision.
 * @throws {QuestionnaireChanged} when a file was changed without a new version number.
 */
export async function publishQuestionnaires(
  { transact }: Storage,
  organisation: Organisation,
  knowledge: KnowledgeBase,
  clock: Clock,
): Promise<void> {
  const now = clock();
  for (const questionnaire of knowledge.questionnaires) {
    const { id, version } = questionnaire;
    const digest = questionnaireDigest(questionnaire);
    await transact(organisation.id, async ({ questionnaires, outgoing, audit }) => {
      const published = await questionnaires.publish(questionnaire, digest, now);
      if (published === 'changed') {
        throw new QuestionnaireChanged(
          `The questionnaire ${id} was changed, but is still version ${version}, which is published. Give it the next version number.`,
        );
      }
      if (published === 'already') return;
      audit.record(
        { process: 'start' },
        [{ kind: 'questionnaire.published', subjectId: id, details: { version } }],
        now,
      );
      if (organisation.kind !== 'demonstration') return proposeToGovernance({ outgoing }, questionnaire, now);
      const notes = await adoptVersion(
        { questionnaires },
        { id, version, digest },
        policiesWith(knowledge, id),
        DEMONSTRATION_GOVERNANCE_LEAD,
        now,
      );
      audit.record({ personId: DEMONSTRATION_GOVERNANCE_LEAD, process: 'demonstration' }, notes, now);
    });
  }
}
