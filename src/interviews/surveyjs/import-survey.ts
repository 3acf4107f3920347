import { accept, type Outcome, refuse } from '../../kernel/outcome.ts';
import type { QuestionnaireFile } from '../questionnaire.ts';
import { writeSections } from './assemble.ts';
import { elementRemarks } from './element-remarks.ts';
import { scoringFor } from './embedded-scores.ts';
import { generated } from './generated-words.ts';
import { keepTranslatable } from './read-conditions.ts';
import { readSurvey } from './survey.ts';
import { takeElements } from './take-elements.ts';
import { nameOf, type Placed, placedElements } from './walk.ts';
import { stringsOf } from './words.ts';

/** Something about one element, named by its place in the file. */
export interface ElementNote {
  readonly place: string;
  readonly name: string;
  readonly type: string;
  /** In the middle of a sentence. */
  readonly says: string;
}

export interface ImportedSurvey {
  readonly questionnaire: QuestionnaireFile;
  /** How many elements the survey has, panels and pages not counted. */
  readonly elements: number;
  /** Elements that could not be taken, with the reason. */
  readonly notTaken: readonly ElementNote[];
  /** What is different from SurveyJS about elements that were taken. */
  readonly differences: readonly ElementNote[];
  /** The same about the survey as a whole, in sentences. */
  readonly remarks: readonly string[];
}

/**
 * Makes a questionnaire of a SurveyJS definition. The names of questions and the values of choices stay, so that
 * results of SurveyJS can be played. Refused only where nothing could be taken.
 * @param naming the questionnaire's id, its version, and what it is called if the survey has no title.
 */
export function importSurvey(
  content: unknown,
  naming: { readonly id: string; readonly version: number; readonly title: string },
): Outcome<ImportedSurvey, 'noSurvey'> {
  const read = readSurvey(content);
  if (!read.ok) return read;
  const survey = read.value;
  const placed = placedElements(survey.pages);
  const { taken, refused } = takeElements(placed, survey);
  const { kept, conditions, refused: dependent } = keepTranslatable(taken, survey);
  const notTaken = [...refused, ...dependent].map(({ placed: one, reason }) => noteOn(one, reason));
  if (kept.length === 0) return refuse('noSurvey', nothingTaken(placed.length, notTaken));

  const title = survey.title ?? naming.title;
  const texts = placed.filter(({ element }) => element.type === 'html');
  const { sections, leftOver } = writeSections({ kept, texts, conditions, survey, title });
  const notice = generated(survey.language, survey.languages, (phrases) => phrases.notice);
  const counted = kept.flatMap(({ kind: { fields } }) => ('counts' in fields && fields.counts ? [fields.counts] : []));
  const scoring = scoringFor(counted);
  const strings = stringsOf({ notice });
  const order = new Map(placed.map(({ place, position }) => [place, position]));
  const questionnaire: QuestionnaireFile = {
    ...{ id: naming.id, version: naming.version, title, notice: notice.own },
    ...(survey.language === 'en' ? {} : { language: survey.language }),
    ...(strings ? { strings } : {}),
    origin: 'surveyjs',
    ...(survey.seesHidden ? { hiddenAnswers: 'seen' as const } : {}),
    ...(scoring ? { scoring } : {}),
    sections,
  };
  return accept({
    questionnaire,
    elements: placed.length,
    notTaken: [...notTaken, ...leftOver.map((text) => noteOn(text, 'no question comes after it'))].sort(
      (one, other) => (order.get(one.place) ?? 0) - (order.get(other.place) ?? 0),
    ),
    differences: [
      ...kept.flatMap(({ placed: one }) => elementRemarks(one.element).map((says) => noteOn(one, says))),
      ...texts
        .filter((text) => !kept.some((taken) => taken.placed.around[0]?.place === text.around[0]?.place))
        .map((text) =>
          noteOn(text, 'it stands before the questions that follow: check that what it says is true here'),
        ),
      ...texts.filter(hasOwnCondition).map((text) => noteOn(text, 'it is shown whatever was answered')),
    ],
    remarks: survey.remarks,
  });
}

function hasOwnCondition({ element }: Placed): boolean {
  return typeof element.visibleIf === 'string' && element.visibleIf !== '';
}

function noteOn({ place, element }: Placed, says: string): ElementNote {
  return { place, name: nameOf(element), type: typeof element.type === 'string' ? element.type : '', says };
}

function nothingTaken(elements: number, notTaken: readonly ElementNote[]): string {
  const [first] = notTaken;
  if (!first) return 'it has no question';
  return `none of its ${elements} elements can be taken; the first, ${first.place}: ${first.says}`;
}
