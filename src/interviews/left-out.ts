import { type Questionnaire, questionsOf } from './questionnaire.ts';

/**
 * Questions as a dialog carries them: their positions, in ranges. Slack's `private_metadata` holds 3,000 characters,
 * and a questionnaire may have hundreds of questions.
 */
export function writeLeftOut(questionnaire: Questionnaire, ids: readonly string[]): string {
  const positions = questionsOf(questionnaire).flatMap(({ id }, position) => (ids.includes(id) ? [position] : []));
  const ranges: { first: number; last: number }[] = [];
  for (const position of positions) {
    const open = ranges.at(-1);
    if (open?.last === position - 1) open.last = position;
    else ranges.push({ first: position, last: position });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** What is not written so, such as by an older version, was not left out. */
export function readLeftOut(questionnaire: Questionnaire, text: string): readonly string[] {
  const ranges = text.split(',').flatMap((range) => {
    const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range) ?? [];
    return first === undefined ? [] : [{ first: Number(first), last: Number(last) }];
  });
  return questionsOf(questionnaire).flatMap(({ id }, position) =>
    ranges.some(({ first, last }) => first <= position && position <= last) ? [id] : [],
  );
}
