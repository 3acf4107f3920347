import type { Answers } from './answer.ts';
import { answerTo, countingAnswers, holds, questionsIn, visibleQuestions } from './conditions.ts';
import type { Questionnaire } from './questionnaire.ts';
import { questionsOf } from './questionnaire.ts';

/** From the lightest to the heaviest. */
export const LANES = ['catalogue', 'light', 'full', 'stop'] as const;
export type Lane = (typeof LANES)[number];

export interface Reason {
  readonly lane: Lane;
  readonly text: string;
  /** A clause or control of ISO/IEC 42001. */
  readonly clause?: string;
}

export interface Screening {
  readonly lane: Lane;
  /** The heaviest first; never empty. */
  readonly because: readonly Reason[];
  /** Questions that a rule depends on and nobody could answer: they hold up approval, not submission. */
  readonly unknowns: readonly string[];
}

export interface ScreeningContext {
  /** What is approved already and covers this use, in words; found by the register, never by these rules. */
  readonly coveredBy?: string;
}

/** Which way a declaration goes. The heaviest rule that holds wins; an unknown never makes the way lighter. */
export function screen(questionnaire: Questionnaire, answers: Answers, context: ScreeningContext = {}): Screening {
  const counting = countingAnswers(questionnaire, answers);
  const unknowns = screenedUnknowns(questionnaire, answers);
  const because = questionnaire.screening
    .filter((rule) => holds(rule.when, counting))
    .map((rule): Reason => ({ lane: rule.lane, text: rule.because, ...(rule.clause ? { clause: rule.clause } : {}) }))
    .sort((one, other) => LANES.indexOf(other.lane) - LANES.indexOf(one.lane));
  const heaviest = because[0];
  if (heaviest) return { lane: heaviest.lane, because, unknowns };
  const reason = reasonWhenNothingTriggers(unknowns.length, context);
  return { lane: reason.lane, because: [reason], unknowns };
}

function reasonWhenNothingTriggers(unknowns: number, { coveredBy }: ScreeningContext): Reason {
  if (unknowns > 0) {
    return {
      lane: 'light',
      text: 'Nothing that is known so far calls for a full assessment; open answers may change this.',
    };
  }
  if (coveredBy !== undefined) return { lane: 'catalogue', text: `Already covered: ${coveredBy}.` };
  return { lane: 'light', text: 'Nothing in the answers calls for a full assessment.' };
}

function screenedUnknowns(questionnaire: Questionnaire, answers: Answers): readonly string[] {
  const screened = screenedQuestions(questionnaire);
  return visibleQuestions(questionnaire, answers)
    .filter(({ id }) => screened.has(id))
    .filter(({ id }) => ['unknown', 'skipped'].includes(answerTo(answers, id)?.kind ?? ''))
    .map(({ id }) => id);
}

/** What the rules look at, and what decides whether those questions are asked at all. */
function screenedQuestions(questionnaire: Questionnaire): ReadonlySet<string> {
  const screened = new Set(questionnaire.screening.flatMap((rule) => questionsIn(rule.when)));
  for (const question of [...questionsOf(questionnaire)].reverse()) {
    if (!question.when || !screened.has(question.id)) continue;
    for (const id of questionsIn(question.when)) screened.add(id);
  }
  return screened;
}
