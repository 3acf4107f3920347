/** Whether one of the first `depth` is relevant. */
export function hitAt(ranked: readonly string[], relevant: readonly string[], depth: number): boolean {
  return ranked.slice(0, depth).some((id) => relevant.includes(id));
}

/**
 * Normalised discounted cumulative gain with gains of 0 and 1: 1 when everything relevant stands first. Järvelin and
 * Kekäläinen, https://doi.org/10.1145/582415.582418
 */
export function ndcgAt(ranked: readonly string[], relevant: readonly string[], depth: number): number {
  const wanted = new Set(relevant);
  const gains = ranked.slice(0, depth).map((id, at) => (wanted.delete(id) ? discount(at) : 0));
  const ideal = sum(Array.from({ length: Math.min(new Set(relevant).size, depth) }, (_, at) => discount(at)));
  return ideal === 0 ? 0 : sum(gains) / ideal;
}

/** How often a positive scores higher than a negative, a tie counting half; `undefined` without one of each. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number | undefined {
  if (positives.length === 0 || negatives.length === 0) return undefined;
  const wins = positives.map((score) => sum(negatives.map((other) => (score > other ? 1 : score === other ? 0.5 : 0))));
  return sum(wins) / (positives.length * negatives.length);
}

/**
 * The share of positives that stays when the lowest threshold is chosen that lets at most this share of the negatives
 * through; `undefined` without positives.
 */
export function keptAt(
  positives: readonly number[],
  negatives: readonly number[],
  falseShare: number,
): number | undefined {
  if (positives.length === 0) return undefined;
  const highest = [...negatives].sort((a, b) => b - a);
  // The first negative that must stay out; a positive on a level with it stays out too.
  const out = highest[Math.floor(falseShare * negatives.length)];
  return out === undefined ? 1 : positives.filter((score) => score > out).length / positives.length;
}

/** The smallest value that at least this share of the values does not exceed; `undefined` of none. */
export function quantile(values: readonly number[], share: number): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)];
}

export function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : sum(values) / values.length;
}

function discount(at: number): number {
  return 1 / Math.log2(at + 2);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
