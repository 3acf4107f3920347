import type { Context } from '../chat/vocabulary.ts';
import type { Answer, Answers } from '../interviews/answer.ts';
import { beginKnowing, type KnownAnswer } from '../interviews/begin.ts';
import { answerTo, visibleQuestions } from '../interviews/conditions.ts';
import type { ChangeRequest } from '../interviews/interview-state.ts';
import { type Change, type Questionnaire, questionsOf, questionsTouchedBy } from '../interviews/questionnaire.ts';
import { sourceOf } from '../interviews/session.ts';
import { validateAnswer } from '../interviews/validate-answer.ts';
import {
  type AssessmentOptions,
  type AssessmentStores,
  type AssessmentSubject,
  type Begun,
  enterAssessment,
  type FoundAssessment,
} from './assess.ts';
import { questionsBehind } from './assess-impact.ts';
import { sameValue } from './carry-over.ts';
import { CHANGE_WORDS } from './words.ts';

/**
 * Begins the next version of an approved assessment: its answers are carried over, and only those that the changes, or
 * the time, make doubtful are asked again, with what is known by now.
 */
export async function beginAgain<Stores extends AssessmentStores>(
  context: Context<Stores>,
  subject: AssessmentSubject,
  previous: Pick<FoundAssessment, 'assessment'>,
  changes: readonly Change[],
  options: AssessmentOptions<Stores>,
  why: 'changed' | 'atInterval' = 'changed',
): Promise<Begun> {
  const { stores } = context;
  const questionnaire = await stores.questionnaires.inForce(options.questionnaireId);
  const approved = await options.approvedAnswers(stores, previous);
  const { reference, id: assessmentId } = previous.assessment;
  const answers = questionnaire && approved ? await carriedAnswers(context, questionnaire, approved, reference) : {};
  const touched = questionnaire ? askedAgain(questionnaire, answers, changes, reference) : [];
  const again =
    questionnaire && why === 'atInterval'
      ? withOthers(touched, askedAtInterval(questionnaire, answers, options, reference))
      : touched;
  const known = questionnaire ? await options.known(stores, subject, questionnaire) : [];
  const news = known.filter((one) => isNews(one, answers, again));
  const carried = { answers, again };
  const begun = await beginKnowing(context, options.questionnaireId, news, options.interviewing, carried);
  if (!begun) return { kind: 'notAdopted' };
  const assessment = await enterAssessment(context, subject, begun, options, { assessmentId, changes, previous });
  await options.follows(context, assessment, previous);
  return { kind: 'begun' };
}

/** Why each of these answers is doubtful now; what was not answered is asked anyway. */
export function askedAgain(
  questionnaire: Questionnaire,
  answers: Answers,
  changes: readonly Change[],
  since: string,
  remarkOn = (mine: readonly Change[]) => `Since ${since}, ${changesInWords(mine)} changed. Is this still right?`,
): readonly ChangeRequest[] {
  return questionsTouchedBy(questionnaire, changes).flatMap(({ id, touchedBy }) => {
    if (!answerTo(answers, id)) return [];
    const mine = changes.filter((change) => touchedBy === undefined || touchedBy.includes(change));
    return [{ questionId: id, remark: remarkOn(mine), isTouched: true } as const];
  });
}

/** What time alone makes doubtful: that on which the level rests, and how it has been running. */
export function askedAtInterval(
  questionnaire: Questionnaire,
  answers: Answers,
  { rules, askedAtInterval: running }: Pick<AssessmentOptions<unknown>, 'rules' | 'askedAtInterval'>,
  since: string,
): readonly ChangeRequest[] {
  const resting = questionsBehind(rules, questionnaire, answers);
  return visibleQuestions(questionnaire, answers).flatMap(({ id }) => {
    if (!answerTo(answers, id)) return [];
    if (resting.has(id))
      return [{ questionId: id, remark: `The level of ${since} rests on it. Is this still right?`, isTouched: true }];
    return running.includes(id)
      ? [{ questionId: id, remark: `This was approved with ${since}. Is it still so?`, isTouched: true }]
      : [];
  });
}

/** What a change touches keeps its own remark. */
export function withOthers(
  first: readonly ChangeRequest[],
  others: readonly ChangeRequest[],
): readonly ChangeRequest[] {
  const named = new Set(first.map(({ questionId }) => questionId));
  return [...first, ...others.filter(({ questionId }) => !named.has(questionId))];
}

/** “the data and the region have”. */
export function changesInWords(changes: readonly Change[]): string {
  const words = changes.map((change) => CHANGE_WORDS[change]);
  const last = words.at(-1) ?? 'something';
  const all = words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
  return `${all} ${words.length > 1 || changes[0] === 'people' ? 'have' : 'has'}`;
}

/** What this version of the questionnaire still takes. Whose words were erased has left none to carry under their name. */
export async function carriedAnswers<Stores extends AssessmentStores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
  { answers, at }: { readonly answers: Answers; readonly at: Date },
  reference: string,
): Promise<Answers> {
  const carriedFrom = { kind: 'assessment', reference, at: at.toISOString() } as const;
  const erased = new Set<string>();
  for (const personId of new Set(Object.values(answers).map(({ source }) => source.personId))) {
    const person = await context.stores.people.find(personId);
    if (!person || person.erasedAt) erased.add(personId);
  }
  const carried = questionsOf(questionnaire).flatMap((question): readonly [string, Answer][] => {
    const answer = answerTo(answers, question.id);
    if (!answer || (answer.kind === 'known' && !validateAnswer(question, answer.value).ok)) return [];
    const source = erased.has(answer.source.personId) ? sourceOf(context) : answer.source;
    return [[question.id, { ...answer, source: { ...source, carriedFrom } }]];
  });
  return Object.fromEntries(carried);
}

/** What is said by now about a doubtful answer, and differs from it. */
export function isNews({ questionId, value }: KnownAnswer, answers: Answers, again: readonly ChangeRequest[]): boolean {
  const before = answerTo(answers, questionId);
  if (!before) return true;
  const isDoubtful = again.some((request) => request.questionId === questionId);
  return isDoubtful && !(before.kind === 'known' && sameValue(before.value, value));
}
