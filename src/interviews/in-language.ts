import type { Questionnaire } from './questionnaire.ts';
import { questionsOf } from './questionnaire.ts';

/** The questionnaire's own language first. */
export function languagesOf(questionnaire: Questionnaire): readonly string[] {
  const strings = [
    questionnaire.strings,
    ...questionnaire.sections.map((section) => section.strings),
    ...questionsOf(questionnaire).flatMap((question) => [
      question.strings,
      ...('options' in question ? question.options.map((option) => option.strings) : []),
    ]),
  ];
  const own = questionnaire.language ?? 'en';
  return [...new Set([own, ...strings.flatMap((one) => Object.keys(one ?? {}))])];
}

/**
 * The same questionnaire in another of its languages; its ids stay. What was not translated stays as it is.
 * @param language one of `languagesOf`; any other one changes nothing.
 */
export function inLanguage(questionnaire: Questionnaire, language: string): Questionnaire {
  return {
    ...questionnaire,
    ...questionnaire.strings?.[language],
    sections: questionnaire.sections.map((section) => ({
      ...section,
      ...section.strings?.[language],
      questions: section.questions.map((question) => {
        const words = question.strings?.[language];
        if (!('options' in question)) return { ...question, ...words };
        const options = question.options.map((option) => ({ ...option, ...option.strings?.[language] }));
        return { ...question, ...words, options };
      }),
    })),
  };
}
