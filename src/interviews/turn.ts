import { isDeepStrictEqual } from 'node:util';
import type { Answer, AnswerValue } from './answer.ts';
import { answerTo, countingAnswers, holds, visibleQuestions } from './conditions.ts';
import type { CannotCode, Effect } from './effect.ts';
import type { InterviewState, Proposal } from './interview-state.ts';
import { openProposals, pendingQuestions, progressOf, questionsHere, supposedAnswers } from './progress.ts';
import type { Question, Questionnaire } from './questionnaire.ts';
import { questionsOf } from './questionnaire.ts';
import { suggestionsFor } from './suggest.ts';

/** One step while it is being worked out: the state so far, and what the person will be shown. */
export interface Turn {
  readonly questionnaire: Questionnaire;
  readonly state: InterviewState;
  readonly effects: readonly Effect[];
}

export function changed(turn: Turn, change: Partial<InterviewState>): Turn {
  return { ...turn, state: { ...turn.state, ...change } };
}

export function showing(turn: Turn, ...effects: readonly Effect[]): Turn {
  return { ...turn, effects: [...turn.effects, ...effects] };
}

export function cannot(turn: Turn, code: CannotCode, message: string, questions?: readonly string[]): Turn {
  return showing(turn, { kind: 'cannot', code, message, ...(questions ? { questions } : {}) });
}

export function questionWith(turn: Turn, questionId: string | null): Question | undefined {
  return questionsOf(turn.questionnaire).find(({ id }) => id === questionId);
}

/** Whether the question applies as things stand, or would if all proposals are right. */
export function applies({ questionnaire, state }: Turn, questionId: string): boolean {
  return [state.answers, supposedAnswers(state)].some((answers) =>
    visibleQuestions(questionnaire, answers).some(({ id }) => id === questionId),
  );
}

/** Writes down an answer, echoes what it replaces, and points out a contradiction that it brings up. */
export function recorded(turn: Turn, questionId: string, answer: Answer): Turn {
  const { state } = turn;
  const before = answerTo(state.answers, questionId);
  const next = changed(turn, {
    answers: { ...state.answers, [questionId]: answer },
    proposals: state.proposals.filter((proposal) => proposal.questionId !== questionId),
    changeRequested: state.changeRequested.filter((request) => request.questionId !== questionId),
    history: [...state.history.filter((id) => id !== questionId), questionId],
    current: state.current === questionId ? null : state.current,
    shared: state.shared.filter(({ part }) => part.kind !== 'question' || part.questionId !== questionId),
  });
  const from = before ? knownValue(before) : undefined;
  const to = knownValue(answer);
  const differs = from !== undefined && !isDeepStrictEqual(from, to);
  return withContradictions(differs ? showing(next, { kind: 'corrected', questionId, from, to }) : next);
}

function knownValue(answer: Answer): AnswerValue | null {
  return answer.kind === 'known' ? answer.value : null;
}

function withContradictions(turn: Turn): Turn {
  const { questionnaire, state } = turn;
  const counting = countingAnswers(questionnaire, state.answers);
  const holding = questionnaire.contradictions.flatMap(({ when }, place) => (holds(when, counting) ? [place] : []));
  const fresh = questionnaire.contradictions.filter(
    (_, place) => holding.includes(place) && !state.contradictionsShown.includes(place),
  );
  const effects = fresh.map(({ says, questions }): Effect => ({ kind: 'contradiction', says, questions }));
  return showing(changed(turn, { contradictionsShown: holding }), ...effects);
}

/** Adds proposals; a newer one for the same question takes the place of the older. */
export function proposing(turn: Turn, proposals: readonly Proposal[]): Turn {
  const replaced = new Set(proposals.map(({ questionId }) => questionId));
  const kept = turn.state.proposals.filter(({ questionId }) => !replaced.has(questionId));
  return changed(turn, { proposals: [...kept, ...proposals] });
}

/** Asks one question, whether or not it has an answer. */
export function asking(turn: Turn, question: Question, clarification?: string): Turn {
  const next = changed(turn, { phase: 'asking', current: question.id });
  const remark = turn.state.changeRequested.find(({ questionId }) => questionId === question.id)?.remark;
  return showing(next, {
    kind: 'ask',
    questionId: question.id,
    ...progressOf(turn.questionnaire, turn.state),
    ...(clarification === undefined ? {} : { clarification }),
    ...(remark ? { remark } : {}),
  });
}

/** Goes to where the interview stands: the question at hand, what is to be confirmed, the next question, the summary. */
export function settled(turn: Turn, clarification?: string): Turn {
  const { questionnaire, state } = turn;
  const current = questionWith(turn, state.current);
  if (current && applies(turn, current.id)) return asking(turn, current, clarification);

  const proposals = openProposals(questionnaire, state);
  if (proposals.length > 0) {
    return showing(changed(turn, { phase: 'confirming', current: null }), { kind: 'propose', proposals });
  }
  const next = questionsHere(questionnaire, state)[0];
  const suggested = next ? suggestionsFor(questionnaire, state, next) : [];
  if (suggested.length > 0) {
    const ids = suggested.map(({ questionId }) => questionId);
    return settled(proposing(changed(turn, { suggested: [...state.suggested, ...ids] }), suggested), clarification);
  }
  if (next) return asking(turn, next, clarification);
  if (state.place.kind !== 'all' && pendingQuestions(questionnaire, state).length > 0) return atOverview(turn);
  return showing(changed(turn, { phase: 'reviewing', current: null }), summaryOf(turn));
}

export function atOverview(turn: Turn): Turn {
  const phase = turn.state.phase === 'paused' ? turn.state.phase : 'asking';
  return showing(changed(turn, { phase, current: null, place: { kind: 'overview' } }), { kind: 'overview' });
}

export function summaryOf({ questionnaire, state }: Turn): Effect {
  const open = pendingQuestions(questionnaire, state).map(({ id }) => id);
  return { kind: 'summary', open, ...progressOf(questionnaire, state) };
}
