import type { Answer } from './answer.ts';
import { answerTo, countingAnswers, holds, questionsIn, visibleQuestions } from './conditions.ts';
import type { InterviewState, Proposal } from './interview-state.ts';
import type { Question, Questionnaire } from './questionnaire.ts';

/** More questions than these are not looked ahead: nobody checks so many suggestions at once. */
const LOOKS_AHEAD = 24;

/**
 * What earlier answers make likely in the section of the question that comes next, each suggested once, and only where
 * the section would ask for it if what was suggested before is right.
 */
export function suggestionsFor(
  questionnaire: Questionnaire,
  state: InterviewState,
  next: Question,
): readonly Proposal[] {
  const { suggestions, sections } = questionnaire;
  const section = sections.find(({ questions }) => questions.some(({ id }) => id === next.id));
  const own = new Set(section?.questions.map(({ id }) => id));
  if (!suggestions?.some(({ question }) => own.has(question) && !state.suggested.includes(question))) return [];

  const counting = countingAnswers(questionnaire, state.answers);
  const supposed: Record<string, Answer> = { ...state.answers };
  const proposals: Proposal[] = [];
  for (let looked = 0; looked < LOOKS_AHEAD; looked += 1) {
    const open = visibleQuestions(questionnaire, supposed).find(({ id }) => own.has(id) && !answerTo(supposed, id));
    if (!open) break;
    const suggestion = state.suggested.includes(open.id)
      ? undefined
      : suggestions.find(({ question, when }) => question === open.id && holds(when, counting));
    const rests = suggestion && questionsIn(suggestion.when).flatMap((id) => answerTo(counting, id)?.source ?? [])[0];
    const { personId, at, messageId } = rests ?? NOBODY;
    if (suggestion && rests) {
      const carriedFrom = { kind: 'answers', reference: suggestion.because } as const;
      const source = { personId, at, messageId, carriedFrom };
      proposals.push({ questionId: open.id, value: suggestion.value, source });
      supposed[open.id] = { kind: 'known', value: suggestion.value, source };
    } else supposed[open.id] = { kind: 'unknown', source: NOBODY };
  }
  return proposals;
}

/** For what is only supposed, while looking ahead. */
const NOBODY = { personId: '', at: '', messageId: '' };
