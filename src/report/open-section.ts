import { listedUnder } from '../chat/listed-under.ts';
import { answerTo, visibleQuestions } from '../interviews/conditions.ts';
import { questionsOf } from '../interviews/questionnaire.ts';
import type { Dossier } from './dossier.ts';
import type { PrintedSection } from './printed.ts';

/** What nobody could say, with who would know it, and what does not fit together. */
export function openSection(dossier: Dossier): PrintedSection {
  const blocks = [
    ...listedUnder('Not known, and approval waits for it', unknownsInWords(dossier)),
    ...listedUnder('Not known, and no rule looks at it', detailsInWords(dossier)),
    ...listedUnder('Answers that do not fit together', dossier.contradictions),
  ];
  return {
    title: 'What is not known, and what does not fit together',
    blocks:
      blocks.length > 0
        ? blocks
        : [
            {
              kind: 'paragraph',
              text: 'Everything that was asked is known, and no two answers contradict each other.',
            },
          ],
  };
}

function unknownsInWords({ questionnaire, unknowns }: Dossier): readonly string[] {
  return questionsOf(questionnaire)
    .filter(({ id }) => unknowns.includes(id))
    .map(knownBy);
}

function detailsInWords({ questionnaire, answers = {}, unknowns }: Dossier): readonly string[] {
  return visibleQuestions(questionnaire, answers)
    .filter(({ id }) => answerTo(answers, id)?.kind === 'unknown' && !unknowns.includes(id))
    .map(knownBy);
}

function knownBy({ label, knower }: { readonly label: string; readonly knower?: string | undefined }): string {
  return knower === undefined ? label : `${label} (who would know: ${knower})`;
}
