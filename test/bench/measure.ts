/** Milliseconds of each run. */
export type Durations = readonly number[];

export async function timed(work: () => Promise<void>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

export function median(durations: Durations): number {
  return quantile(durations, 0.5);
}

export function quantile(durations: Durations, share: number): number {
  const sorted = durations.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
