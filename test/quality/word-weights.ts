import { tokensOf } from '../../src/assistant/wording.ts';

export interface WordedExample {
  readonly question: string;
  readonly label: 0 | 1;
  /** How many questions it counts as. */
  readonly times: number;
}

/** Words that are seen less often tell nothing. */
const LEAST_TIMES = 3;
const STEP = 0.25;

/** How much more often each word stands in questions that are ours (naive Bayes, add-one smoothing), in steps. */
export function wordWeights(examples: readonly WordedExample[]): ReadonlyMap<string, number> {
  const counts = new Map<string, [number, number]>();
  const all: [number, number] = [0, 0];
  for (const { question, label, times } of examples) {
    all[label] += times;
    for (const token of tokensOf(question)) {
      const count = counts.get(token) ?? [0, 0];
      count[label] += times;
      counts.set(token, count);
    }
  }
  const weights = [...counts].flatMap(([token, [others, ours]]): [string, number][] => {
    if (others + ours < LEAST_TIMES) return [];
    const weight = Math.log((ours + 1) / (all[1] + 2)) - Math.log((others + 1) / (all[0] + 2));
    const rounded = Math.round(weight / STEP) * STEP;
    return rounded === 0 ? [] : [[token, rounded]];
  });
  return new Map(weights);
}

/** As wording.json keeps them: words by their step. */
export function weightsAsData(weights: ReadonlyMap<string, number>): Readonly<Record<string, string>> {
  const steps = [...new Set(weights.values())].sort((a, b) => a - b);
  const wordsOf = (step: number) => [...weights].filter(([, weight]) => weight === step).map(([word]) => word);
  return Object.fromEntries(steps.map((step) => [String(step), wordsOf(step).sort().join('|')]));
}
