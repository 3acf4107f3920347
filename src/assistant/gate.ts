import { z } from 'zod';
import type { Evidence } from './evidence.ts';
import fitted from './gate.json' with { type: 'json' };

/** `answer`: our pages hold it; `unsure`: the closest passages, said as such; `abstain`: not something we know. */
export type Band = 'answer' | 'unsure' | 'abstain';

/** Everything weighed, in the order of the fit. */
export const WEIGHED = [
  'normalisedScore',
  'coverageOfBest',
  'coverageOfThree',
  'topicCoverage',
  'restCoverage',
  'sentenceCoverage',
  'phraseCoverage',
  'specificCoverage',
  'matchedCount',
  'unknownWords',
  'unknownCount',
  'besideTheTopics',
  'aiCue',
  'aiDuty',
  'systemCue',
  'neighbourCue',
  'lawCue',
  'certificationCue',
  'workDuty',
  'factCue',
  'otherRule',
  'wording',
  'chore',
  'foreignCue',
  'foreignAi',
] as const satisfies readonly (keyof Evidence)[];

const GateData = z.strictObject({
  intercept: z.number(),
  coefficients: z.record(z.enum(WEIGHED), z.number()),
  answerFrom: z.number().min(0).max(1),
  unsureFrom: z.number().min(0).max(1),
});

/** Fitted by test/quality/fit-gate.ts on the development questions; never edited by hand. */
export const GATE: z.infer<typeof GateData> = GateData.parse(fitted);

/** How likely it is, between 0 and 1, that the question is one our pages answer. */
export function gateScore(evidence: Evidence): number {
  const sum = WEIGHED.reduce(
    (total, feature) => total + GATE.coefficients[feature] * evidence[feature],
    GATE.intercept,
  );
  return 1 / (1 + Math.exp(-sum));
}

export function bandOf(score: number): Band {
  if (score >= GATE.answerFrom) return 'answer';
  return score >= GATE.unsureFrom ? 'unsure' : 'abstain';
}
