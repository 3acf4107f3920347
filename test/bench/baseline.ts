import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Result } from './benchmark.ts';

const FILE = new URL('./baseline.json', import.meta.url);

/** A ratio below this share of the accepted one fails. */
const STILL_GOOD = 0.7;

const Baseline = z.record(z.string(), z.object({ ratio: z.number(), acceptedOn: z.iso.date() }));
export type Baseline = z.infer<typeof Baseline>;

export async function readBaseline(): Promise<Baseline> {
  return Baseline.parse(JSON.parse(await readFile(FILE, 'utf8')));
}

/** Results that were not measured this time keep what was accepted before. */
export async function acceptAsBaseline(before: Baseline, results: readonly Result[], today: Date): Promise<void> {
  const acceptedOn = today.toISOString().slice(0, 10);
  const accepted = results.map(({ name, ratio }) => [name, { ratio: Number(ratio.toFixed(3)), acceptedOn }] as const);
  await writeFile(FILE, `${JSON.stringify({ ...before, ...Object.fromEntries(accepted) }, null, 2)}\n`);
}

/** A sentence for each result that fell more than 30 % behind. */
export function regressions(baseline: Baseline, results: readonly Result[]): readonly string[] {
  return results.flatMap(({ name, ratio, least = 0 }) => {
    if (ratio < least) return [`${name}: the ratio ${ratio.toFixed(3)} is below the promised ${least}.`];
    const accepted = baseline[name];
    if (!accepted || ratio >= accepted.ratio * STILL_GOOD) return [];
    const percent = Math.round((1 - ratio / accepted.ratio) * 100);
    return [
      `${name}: the ratio ${ratio.toFixed(3)} is ${percent} % worse than ${accepted.ratio.toFixed(3)}, accepted on ${accepted.acceptedOn}. ` +
        'Make it faster again, or accept it with npm run bench -- --accept and say why in the commit.',
    ];
  });
}
