import type { Answers } from './answer.ts';
import { answerTo, countingAnswers } from './conditions.ts';
import type { Question, Questionnaire, Scoring } from './questionnaire.ts';
import { questionsOf } from './questionnaire.ts';

export interface Score {
  readonly raw: number;
  readonly mitigation: number;
  /** The raw score, less what enough mitigation takes off it. */
  readonly total: number;
  readonly level: number | string;
}

/** The most that could be chosen, of all questions, whether they apply or not. */
export interface GreatestScores {
  readonly raw: number;
  readonly mitigation: number;
}

/**
 * What the answers that count add up to; `undefined` where the questionnaire defines no scoring. What is not known or
 * left out adds nothing, so a score says little before all is answered.
 */
export function scoreOf(questionnaire: Questionnaire, answers: Answers): Score | undefined {
  const { scoring } = questionnaire;
  if (!scoring) return undefined;
  const counting = countingAnswers(questionnaire, answers);
  const sum = (counts: 'raw' | 'mitigation') =>
    scored(questionnaire, counts).reduce((total, question) => total + chosenWeight(question, counting), 0);
  const greatest = greatestScores(questionnaire);
  const [raw, mitigation] = [sum('raw'), sum('mitigation')];
  const total = reduced(raw, mitigation, greatest, scoring.mitigation);
  const level = scoring.levels.find(({ upTo }) => total <= greatest.raw * upTo) ?? scoring.levels.at(-1);
  return { raw, mitigation, total, level: level?.level ?? '' };
}

export function greatestScores(questionnaire: Questionnaire): GreatestScores {
  const most = (counts: 'raw' | 'mitigation') =>
    scored(questionnaire, counts).reduce((total, question) => total + greatestWeight(question), 0);
  return { raw: most('raw'), mitigation: most('mitigation') };
}

/** For those who decide and those who answer, in a sentence. */
export function describeScore({ raw, mitigation, total, level }: Score, greatest: GreatestScores): string {
  const reduced = total === raw ? '' : `, of a raw score of ${raw} after mitigation of ${mitigation}`;
  return `Score: ${total} of ${greatest.raw}${reduced}. Level ${level}.`;
}

type Scored = Extract<Question, { kind: 'one-of' | 'many-of' }>;

function scored(questionnaire: Questionnaire, counts: 'raw' | 'mitigation'): readonly Scored[] {
  return questionsOf(questionnaire).filter(
    (question): question is Scored =>
      (question.kind === 'one-of' || question.kind === 'many-of') && question.counts === counts,
  );
}

function chosenWeight({ id, options }: Scored, counting: Answers): number {
  const answer = answerTo(counting, id);
  if (answer?.kind !== 'known') return 0;
  const chosen: readonly unknown[] = Array.isArray(answer.value) ? answer.value : [answer.value];
  return options.reduce((sum, option) => (chosen.includes(option.id) ? sum + (option.weight ?? 0) : sum), 0);
}

function greatestWeight({ kind, options }: Scored): number {
  const weights = options.map(({ weight = 0 }) => weight);
  return kind === 'one-of' ? Math.max(0, ...weights) : weights.reduce((sum, weight) => sum + weight, 0);
}

function reduced(raw: number, mitigation: number, greatest: GreatestScores, rule: Scoring['mitigation']): number {
  if (!rule || mitigation < rule.enoughFrom * (greatest.mitigation * rule.reachable)) return raw;
  return Math.round((1 - rule.takesOff) * raw);
}
