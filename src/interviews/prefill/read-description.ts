import type { Context } from '../../chat/vocabulary.ts';
import { answerTo } from '../conditions.ts';
import type { InterviewOptions } from '../interview-options.ts';
import type { Described, DescribedAnswer, InterviewState } from '../interview-state.ts';
import { inOwnName } from '../own-name.ts';
import type { Questionnaire } from '../questionnaire.ts';
import type { Understood } from '../understanding.ts';
import type { DescribedPart } from './described.ts';
import { type FromText, proposeFromText } from './propose-from-text.ts';

/** What reading a description takes, beside the description. */
export interface ReadingBy<Stores> {
  readonly stores: Stores;
  /** “I” in it is this person. */
  readonly name: string;
  readonly today: Date;
}

/** What a description says in answers to this questionnaire; `undefined` when it says nothing new. */
export async function readDescription<Stores>(
  by: ReadingBy<Stores>,
  questionnaire: Questionnaire,
  state: InterviewState,
  text: string | readonly DescribedPart[],
  options: Pick<InterviewOptions<Stores>, 'products' | 'registered' | 'complete'>,
): Promise<Omit<Described, 'revision'> | undefined> {
  const registered = await options.registered(by.stores);
  const found = proposeFromText(questionnaire, text, { today: by.today, registered, products: options.products });
  const answers = completed(found, questionnaire, options.complete).map((one) => ({
    ...one,
    value: inOwnName(questionnaire, one.questionId, one.value, by.name),
  }));
  const conflicts = found.conflicts.filter(({ questionId }) => !answerTo(state.answers, questionId));
  if (answers.length + conflicts.length === 0) return undefined;
  return { answers, conflicts, ...(found.isCut ? { isCut: true } : {}) };
}

/** What Steward knows anyway, such as the supplier of a well-known product, rests on the words that name the product. */
function completed(
  { proposals }: FromText,
  questionnaire: Questionnaire,
  complete: InterviewOptions<unknown>['complete'],
): readonly DescribedAnswer[] {
  const candidates = proposals.map(({ questionId, value, rests }) => ({
    ...{ questionId, value, corrects: false },
    quote: rests[0]?.quote ?? '',
  }));
  const understood: Understood = { command: undefined, candidates, ambiguous: [], isQuestion: false };
  const added = complete(understood, questionnaire).candidates.filter((one) => !candidates.includes(one));
  const places = new Map(proposals.flatMap(({ rests }) => rests.map((one) => [one.quote, one.place] as const)));
  return [
    ...proposals,
    ...added.map(({ questionId, value, quote }) => ({
      ...{ questionId, value },
      rests: [{ quote, place: places.get(quote) ?? '' }],
    })),
  ];
}

/** The one who writes, now. */
export function writing<Stores>({ stores, actor, now }: Context<Stores>): ReadingBy<Stores> {
  return { stores, name: actor.displayName, today: now };
}
