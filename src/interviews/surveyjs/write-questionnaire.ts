import { Document, isMap, isSeq, visit } from 'yaml';
import type { QuestionnaireFile } from '../questionnaire.ts';

/**
 * A questionnaire as a file that people read and change. Short things stand in one line.
 * @param from where it comes from, for the first line.
 */
export function writeQuestionnaire(questionnaire: QuestionnaireFile, from: string): string {
  const document = new Document(questionnaire, { aliasDuplicateObjects: false });
  document.commentBefore = ` Made from ${from.replaceAll(/[\p{C}]/gu, ' ')} by "aims questionnaire import".`;
  visit(document, {
    Map(_key, map) {
      const isSmall = map.items.every(({ value }) => !isMap(value) && !(isSeq(value) && value.items.some(isMap)));
      if (isSmall && JSON.stringify(map).length < INLINE_CHARACTERS) map.flow = true;
    },
    Seq(_key, list) {
      if (!list.items.some(isMap)) list.flow = true;
    },
  });
  return document.toString({ lineWidth: 120 });
}

const INLINE_CHARACTERS = 100;
