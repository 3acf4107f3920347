import type { Answer, Answers, AnswerValue, Source } from './answer.ts';
import { countingAnswers, visibleQuestions } from './conditions.ts';
import type { Effect } from './effect.ts';
import type { Input } from './input.ts';
import type { InterviewState } from './interview-state.ts';
import { newInterview } from './interview-state.ts';
import { openProposals, pendingQuestions } from './progress.ts';
import type { Questionnaire } from './questionnaire.ts';
import { questionsOf } from './questionnaire.ts';
import { type Score, scoreOf } from './score.ts';
import type { Lane, Reason } from './screening.ts';
import { screen } from './screening.ts';
import { step } from './step.ts';
import { givenIn } from './surveyjs/result-file.ts';
import { validateAnswer } from './validate-answer.ts';

export interface Played {
  /** Ids of the questions that were asked, in the order of asking. */
  readonly asked: readonly string[];
  /** Ids of the questions that did not apply, given the answers. */
  readonly skipped: readonly string[];
  readonly invalid: readonly { readonly questionId: string; readonly message: string }[];
  /** Ids of the questions that were asked, cannot be left out, and have no answer in the file. */
  readonly missing: readonly string[];
  /** Where the questionnaire comes from SurveyJS: what the file answers and this version does not ask. It stops nothing. */
  readonly unknown?: readonly string[];
  /** Whether it could be submitted. */
  readonly complete: boolean;
  /** `null` until it is complete. */
  readonly result: PlayedResult | null;
}

interface PlayedResult {
  /** Not for what comes from SurveyJS, which has no lanes. */
  readonly lane?: Lane;
  readonly because?: readonly Reason[];
  /** `null` stands for "I don't know". Questions that were left out or did not apply are absent. */
  readonly answers: Readonly<Record<string, AnswerValue | null>>;
  readonly unknowns: readonly string[];
  /** Where the questionnaire defines a scoring. */
  readonly score?: Score;
}

/** Nobody acts here: played answers are never stored. */
const SOURCE: Source = { personId: 'played', at: '1970-01-01T00:00:00.000Z', messageId: 'played' };

/** Answers a questionnaire from a file through the real engine. `null` means "I don't know". */
export function playAnswers(questionnaire: Questionnaire, file: Readonly<Record<string, unknown>>): Played {
  return playInterview(questionnaire, file).played;
}

/** The same, with every answer that was taken, whether or not it could be submitted. */
export function playInterview(
  questionnaire: Questionnaire,
  file: Readonly<Record<string, unknown>>,
): { readonly played: Played; readonly answers: Answers } {
  const fromSurveyJs = questionnaire.origin === 'surveyjs';
  const answers = fromSurveyJs ? givenIn(file, questionnaire) : file;
  const strange = strangers(questionnaire, answers);
  const asked: string[] = [];
  const missing: string[] = [];
  const invalid: { questionId: string; message: string }[] = fromSurveyJs
    ? []
    : strange.map((questionId) => ({ questionId, message: 'There is no such question in this questionnaire.' }));
  let state: InterviewState = { ...newInterview(), answers: answersSeen(questionnaire, answers) };
  const openQuestion = () =>
    (questionnaire.hiddenAnswers === 'seen'
      ? visibleQuestions(questionnaire, state.answers)
      : pendingQuestions(questionnaire, state)
    ).find(({ id }) => !asked.includes(id));
  for (let next = openQuestion(); next; next = openQuestion()) {
    const { id, optional } = next;
    asked.push(id);
    const given = Object.hasOwn(answers, id) && answers[id] !== undefined;
    if (!given && !optional) missing.push(id);
    else {
      const played = step(
        questionnaire,
        state,
        given ? answering(id, answers[id]) : { kind: 'skip', questionId: id, source: SOURCE },
      );
      invalid.push(...played.effects.flatMap((effect) => refusal(effect, id)));
      state = played.state;
    }
  }
  // Nobody is there to confirm what was only suggested.
  if (openProposals(questionnaire, state).length > 0)
    state = step(questionnaire, state, { kind: 'rejectAll', source: SOURCE }).state;
  const submitted = step(questionnaire, state, { kind: 'submit', source: SOURCE }).state;
  const complete = submitted.phase === 'submitted' && invalid.length === 0;
  const visible = new Set(visibleQuestions(questionnaire, state.answers).map(({ id }) => id));
  const skipped = questionsOf(questionnaire).flatMap(({ id }) => (visible.has(id) || asked.includes(id) ? [] : [id]));
  const result = complete ? resultOf(questionnaire, submitted) : null;
  const unknown = fromSurveyJs ? { unknown: strange } : {};
  return { played: { asked, skipped, invalid, missing, ...unknown, complete, result }, answers: state.answers };
}

/** Where hidden answers are seen, those of a file show questions before anything was asked. */
function answersSeen(questionnaire: Questionnaire, file: Readonly<Record<string, unknown>>): Answers {
  if (questionnaire.hiddenAnswers !== 'seen') return {};
  const seen = questionsOf(questionnaire).flatMap((question): [string, Answer][] => {
    const valid = Object.hasOwn(file, question.id) ? validateAnswer(question, file[question.id]) : undefined;
    return valid?.ok ? [[question.id, { kind: 'known', value: valid.value, source: SOURCE }]] : [];
  });
  return Object.fromEntries(seen);
}

function answering(questionId: string, value: unknown): Input {
  return value === null
    ? { kind: 'unknown', questionId, source: SOURCE }
    : { kind: 'answer', questionId, value, source: SOURCE };
}

/** The engine's own words for why an answer was not taken. */
function refusal(effect: Effect, questionId: string): { questionId: string; message: string }[] {
  return effect.kind === 'invalid' || effect.kind === 'cannot' ? [{ questionId, message: effect.message }] : [];
}

function strangers(questionnaire: Questionnaire, answers: Readonly<Record<string, unknown>>): readonly string[] {
  const known = new Set(questionsOf(questionnaire).map(({ id }) => id));
  return Object.keys(answers).filter((id) => !known.has(id));
}

function resultOf(questionnaire: Questionnaire, state: InterviewState): PlayedResult {
  const counting = Object.entries(countingAnswers(questionnaire, state.answers));
  const answers = counting.flatMap(([id, answer]): [string, AnswerValue | null][] => {
    if (answer.kind === 'skipped') return [];
    return [[id, answer.kind === 'known' ? answer.value : null]];
  });
  const { lane, because, unknowns } = screen(questionnaire, state.answers);
  const score = scoreOf(questionnaire, state.answers);
  const way = questionnaire.origin === 'surveyjs' ? {} : { lane, because };
  return { ...way, answers: Object.fromEntries(answers), unknowns, ...(score ? { score } : {}) };
}
