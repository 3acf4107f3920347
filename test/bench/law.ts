import { classify } from '../../src/law/classify.ts';
import type { Facts } from '../../src/law/facts.ts';
import { loadLaw } from '../../src/law/load-law.ts';
import { readConditions } from '../../src/law/truth.ts';
import { signature } from '../../src/law/would-change.ts';
import type { Benchmark, Result } from './benchmark.ts';
import { median, quantile, timed } from './measure.ts';

const WARM_UP_ROUNDS = 20;
const ROUNDS = 100;
const ON = new Date('2026-12-02');

/** A bought tool that filters applications, as its deployer knows it. */
const FACTS: Facts = {
  'ai-system': true,
  roles: ['deployer'],
  'eu-link': ['established-in-eu'],
  exclusions: [],
  'practice-signals': [],
  'annex-i': 'none',
  'annex-iii-areas': ['employment'],
  'employment-use': ['recruitment'],
  profiling: true,
  'transparency-functions': ['interacts'],
  'obvious-ai': true,
  'public-body': 'neither',
  'changes-made': [],
};

/** Classifications with everything that would change them, beside one pass over all rules. */
export const lawClassification: Benchmark = {
  name: 'law',
  async *run() {
    const law = await loadLaw();
    const durations = { whole: [] as number[], bare: [] as number[] };
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
      const whole = await timed(async () => void classify(FACTS, ON, law));
      const bare = await timed(async () => void signature(readConditions(FACTS, law), law));
      if (round < WARM_UP_ROUNDS) continue;
      durations.whole.push(whole);
      durations.bare.push(bare);
    }
    yield result('law classify', durations.whole, median(durations.bare));
    process.stdout.write(`${Math.round(1000 / median(durations.whole))} classifications per second\n`);
  },
};

function result(name: string, whole: readonly number[], bareMs: number): Result {
  const medianMs = median(whole);
  return { name, medianMs, p99Ms: quantile(whole, 0.99), bareMs, ratio: bareMs / medianMs };
}
