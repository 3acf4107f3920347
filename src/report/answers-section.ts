import { listedUnder } from '../chat/listed-under.ts';
import type { Answers } from '../interviews/answer.ts';
import { answerTo, visibleQuestions } from '../interviews/conditions.ts';
import { describeAnswer, describeValue } from '../interviews/present.ts';
import { questionsOf } from '../interviews/questionnaire.ts';
import { sourceInWords } from './answer-words.ts';
import type { Dossier } from './dossier.ts';
import type { PrintedBlock, PrintedSection } from './printed.ts';

const COLUMNS = [
  { title: 'Question', share: 30 },
  { title: 'Answer', share: 42 },
  { title: 'Who said so', share: 28 },
] as const;

/** Every question of every section that applied, with its answer and who gave it. */
export function answersSection(dossier: Dossier): PrintedSection {
  const { answers, questionnaire } = dossier;
  return {
    title: 'Questions and answers',
    blocks:
      answers === undefined
        ? [{ kind: 'paragraph', text: 'The answers were erased, together with the words of whoever submitted them.' }]
        : [
            ...questionnaire.sections.flatMap(({ title, questions }) =>
              sectionBlocks(
                title,
                questions.map(({ id }) => id),
                dossier,
                answers,
              ),
            ),
            ...proposalBlocks(dossier),
          ],
  };
}

function sectionBlocks(
  title: string,
  ids: readonly string[],
  { questionnaire, standing, names }: Dossier,
  answers: Answers,
): readonly PrintedBlock[] {
  const asked = visibleQuestions(questionnaire, answers).filter(({ id }) => ids.includes(id));
  const rows = asked.flatMap((question): readonly (readonly string[])[] => {
    const answer = answerTo(answers, question.id);
    if (!answer) return standing === 'draft' ? [[question.ask, 'not answered yet', '']] : [];
    return [[question.ask, describeAnswer(question, answer), sourceInWords(answer, names)]];
  });
  return rows.length === 0
    ? []
    : [
        { kind: 'heading', text: title },
        { kind: 'table', columns: COLUMNS, rows },
      ];
}

/** What was read somewhere and waits to be confirmed counts for nothing, and says so. */
function proposalBlocks({ proposals, questionnaire }: Dossier): readonly PrintedBlock[] {
  const items = proposals.flatMap(({ questionId, value, source }) => {
    const question = questionsOf(questionnaire).find(({ id }) => id === questionId);
    const quote = source.quote === undefined ? '' : ` (“${source.quote}”)`;
    return question ? [`${question.label}: ${describeValue(question, value)}${quote}`] : [];
  });
  return listedUnder('Proposed, not confirmed by anybody, and not counted', items);
}
