import { z } from 'zod';
import type { Evidence } from './evidence.ts';
import fitted from './gate.json' with { type: 'json' };

/** `answer`: our pages hold it; `unsure`: the closest passages, said as such; `abstain`: not something we know. */
export type Band = 'answer' | 'unsure' | 'abstain';

const GateData = z.strictObject({
  intercept: z.number(),
  coefficients: z.strictObject({
    normalisedScore: z.number(),
    coverageOfBest: z.number(),
    coverageOfThree: z.number(),
    topicCoverage: z.number(),
    specificCoverage: z.number(),
    unknownWords: z.number(),
    aiCue: z.number(),
    systemCue: z.number(),
    neighbourCue: z.number(),
    foreignCue: z.number(),
  }),
  answerFrom: z.number().min(0).max(1),
  unsureFrom: z.number().min(0).max(1),
});

/** Fitted by test/quality/fit-gate.ts on the development questions; never edited by hand. */
export const GATE: z.infer<typeof GateData> = GateData.parse(fitted);

/** How likely it is, between 0 and 1, that the question is one our pages answer. */
export function gateScore(evidence: Evidence): number {
  const { coefficients, intercept } = GATE;
  const sum =
    intercept +
    coefficients.normalisedScore * evidence.normalisedScore +
    coefficients.coverageOfBest * evidence.coverageOfBest +
    coefficients.coverageOfThree * evidence.coverageOfThree +
    coefficients.topicCoverage * evidence.topicCoverage +
    coefficients.specificCoverage * evidence.specificCoverage +
    coefficients.unknownWords * evidence.unknownWords +
    coefficients.aiCue * evidence.aiCue +
    coefficients.systemCue * evidence.systemCue +
    coefficients.neighbourCue * evidence.neighbourCue +
    coefficients.foreignCue * evidence.foreignCue;
  return 1 / (1 + Math.exp(-sum));
}

export function bandOf(score: number): Band {
  if (score >= GATE.answerFrom) return 'answer';
  return score >= GATE.unsureFrom ? 'unsure' : 'abstain';
}
