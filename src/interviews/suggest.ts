import { answerTo, countingAnswers, holds, questionsIn } from './conditions.ts';
import type { InterviewState, Proposal } from './interview-state.ts';
import type { Question, Questionnaire } from './questionnaire.ts';

/** What earlier answers make likely in the section of the question that comes next, each suggested once. */
export function suggestionsFor(
  questionnaire: Questionnaire,
  state: InterviewState,
  next: Question,
): readonly Proposal[] {
  const { suggestions, sections } = questionnaire;
  if (!suggestions) return [];
  const section = sections.find(({ questions }) => questions.some(({ id }) => id === next.id));
  const open = new Set(section?.questions.map(({ id }) => id).filter((id) => !answerTo(state.answers, id)));
  for (const id of state.suggested) open.delete(id);
  const counting = countingAnswers(questionnaire, state.answers);
  return suggestions.flatMap(({ question, value, when, because }): readonly Proposal[] => {
    if (!open.has(question) || !holds(when, counting)) return [];
    const [source] = questionsIn(when).flatMap((id) => answerTo(counting, id)?.source ?? []);
    if (!source) return [];
    open.delete(question);
    const { personId, at, messageId } = source;
    const carriedFrom = { kind: 'answers', reference: because } as const;
    return [{ questionId: question, value, source: { personId, at, messageId, carriedFrom } }];
  });
}
